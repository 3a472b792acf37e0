package dev.loomscope.model;

import dev.loomscope.protocol.BadInputException;
import dev.loomscope.protocol.DictionarySort;
import dev.loomscope.protocol.EventKind;
import dev.loomscope.protocol.Outcome;
import dev.loomscope.protocol.WorkerState;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PoolTaskTest extends FedModel {
    @Test
    void submitStartEndAreOneTask() throws BadInputException {
        model.apply(frames.events(e -> {
            e.define(DictionarySort.CLASS, CLASS, "com.acme.Checkout$$Lambda/0x0000700001003000");
            e.define(DictionarySort.POOL, POOL, "java.util.concurrent.ThreadPoolExecutor@1a2b");
            e.define(DictionarySort.THREAD, WORKER, "orders-1");
            e.define(DictionarySort.SITE, 9, "com.acme.Shop.order(Shop.java:42)");
            e.beginRun(WORKER);
            e.task(EventKind.START, 150, KEY, POOL, CLASS);
            e.end(450, KEY, Outcome.COMPLETED, 0);
            e.beginRun(CALLER);
            e.classSite(90, CLASS, 9);
            e.task(EventKind.SUBMIT, 100, KEY, POOL, CLASS);
        }));

        assertThat(tasks.size()).isEqualTo(1);
        assertThat(tasks.id(0)).isEqualTo(1);
        assertThat(tasks.kind(0)).isEqualTo(TaskKind.EXECUTOR);
        assertThat(tasks.state(0)).isEqualTo(TaskState.COMPLETED);
        assertThat(tasks.name(0)).isEqualTo("Checkout λ");
        assertThat(model.names().site(tasks.site(0))).isEqualTo("com.acme.Shop.order(Shop.java:42)");
        assertThat(tasks.pool(0)).isEqualTo(POOL);
        assertThat(tasks.workerThread(0)).isEqualTo(WORKER);
        assertThat(tasks.submitted(0)).isEqualTo(100);
        assertThat(tasks.started(0)).isEqualTo(150);
        assertThat(tasks.ended(0)).isEqualTo(450);
        assertThat(tasks.scheduled(0, 1000)).isEqualTo(50);
        assertThat(tasks.busy(0, 1000)).isEqualTo(300);
        assertThat(tasks.idle(0, 1000)).isZero();
        assertThat(tasks.total(0, 1000)).isEqualTo(350);
        assertThat(tasks.polls(0)).isEqualTo(1);
        assertThat(model.counts()).isEqualTo(new Counts(1, 1, 0, 0, 0, 0, 0));
        assertThat(model.eventsReceived()).isEqualTo(4);
        assertThat(model.polls()).isEqualTo(1);
        LaneGroup group = model.lanes().groups().getFirst();
        assertThat(group.name()).isEqualTo("orders");
        assertThat(group.lanes()).extracting(Lane::name).containsExactly("orders-1");
        SpanCursor span = new SpanCursor();
        assertThat(group.lanes().getFirst().spanAt(200, span)).isTrue();
        assertThat(span.start()).isEqualTo(150);
        assertThat(span.end()).isEqualTo(450);
        assertThat(span.state()).isEqualTo(SpanState.RUNNING);
        assertThat(span.taskRow()).isZero();
        assertThat(group.lanes().getFirst().spanAt(450, span)).isFalse();
    }

    @Test
    void failureKeepsTheException() throws BadInputException {
        model.apply(frames.events(e -> {
            e.beginRun(CALLER);
            e.task(EventKind.SUBMIT, 100, KEY, POOL, CLASS);
            e.beginRun(WORKER);
            e.task(EventKind.START, 150, KEY, POOL, CLASS);
            e.end(450, KEY, Outcome.FAILED, 77);
        }));
        assertThat(tasks.state(0)).isEqualTo(TaskState.FAILED);
        assertThat(tasks.exceptionClass(0)).isEqualTo(77);
        SpanCursor span = new SpanCursor();
        assertThat(model.lanes().lane(0).spanAt(200, span)).isTrue();
        assertThat(span.state()).isEqualTo(SpanState.FAILED);
        assertThat(model.siteStats().getFirst().failed()).isEqualTo(1);
    }

    @Test
    void submitThatComesAFrameAfterTheEndIsThatTasks() throws BadInputException {
        model.apply(frames.events(e -> {
            e.beginRun(WORKER);
            e.task(EventKind.START, 150, KEY, POOL, CLASS);
            e.end(450, KEY, Outcome.COMPLETED, 0);
        }));
        model.apply(frames.events(e -> {
            e.beginRun(CALLER);
            e.task(EventKind.SUBMIT, 100, KEY, POOL, CLASS);
        }));
        assertThat(tasks.size()).isEqualTo(1);
        assertThat(tasks.submitted(0)).isEqualTo(100);
        assertThat(tasks.scheduled(0, 500)).isEqualTo(50);
        assertThat(tasks.total(0, 500)).isEqualTo(350);
        assertThat(model.counts().live()).isZero();
    }

    @Test
    void eventsBeyondTheFramesTimeWaitForTheNextFrame() throws BadInputException {
        model.apply(frames.events(120, e -> {
            e.beginRun(WORKER);
            e.task(EventKind.START, 150, KEY, POOL, CLASS);
        }));
        assertThat(tasks.size()).isZero();
        model.apply(frames.events(200, e -> {
            e.beginRun(CALLER);
            e.task(EventKind.SUBMIT, 140, KEY, POOL, CLASS);
        }));
        assertThat(tasks.size()).isEqualTo(1);
        assertThat(tasks.submitted(0)).isEqualTo(140);
        assertThat(tasks.started(0)).isEqualTo(150);
    }

    @Test
    void waitsOfAWorkerSplitItsSpanAndAreBlockedTime() throws BadInputException {
        model.apply(frames.events(e -> {
            e.beginRun(CALLER);
            e.task(EventKind.SUBMIT, 100, KEY, POOL, CLASS);
            e.beginRun(WORKER);
            e.task(EventKind.START, 100, KEY, POOL, CLASS);
            e.workerState(200, WorkerState.TIMED_WAITING);
            e.workerState(500, WorkerState.RUNNING);
            e.workerState(600, WorkerState.BLOCKED);
        }));
        assertThat(tasks.state(0)).isEqualTo(TaskState.WAITING);
        assertThat(tasks.busy(0, 700)).isEqualTo(600);
        assertThat(tasks.blocked(0, 700)).isEqualTo(400);
        model.apply(frames.events(e -> {
            e.beginRun(WORKER);
            e.end(650, KEY, Outcome.COMPLETED, 0);
        }));
        assertThat(tasks.blocked(0, 9999)).isEqualTo(350);
        StringBuilder seen = new StringBuilder();
        model.lanes().lane(0).spans(0, 9999, 0, (start, end, state, row) -> {
            seen.append(state).append(' ').append(start).append('-').append(end).append(' ');
            return true;
        });
        assertThat(seen).hasToString("RUNNING 100-200 WAITING 200-500 RUNNING 500-600 BLOCKED 600-650 ");
    }

    @Test
    void startOnAThreadWithAnOpenTaskRepairsALostEnd() throws BadInputException {
        model.apply(frames.events(e -> {
            e.beginRun(CALLER);
            e.task(EventKind.SUBMIT, 100, 1, POOL, CLASS);
            e.task(EventKind.SUBMIT, 101, 2, POOL, CLASS);
            e.beginRun(WORKER);
            e.task(EventKind.START, 110, 1, POOL, CLASS);
            e.task(EventKind.START, 200, 2, POOL, CLASS);
        }));
        assertThat(tasks.state(0)).isEqualTo(TaskState.UNSEEN_END);
        assertThat(tasks.ended(0)).isEqualTo(200);
        assertThat(tasks.state(1)).isEqualTo(TaskState.RUNNING);
        assertThat(model.counts()).isEqualTo(new Counts(2, 0, 0, 0, 0, 1, 1));
        assertThat(model.pool(POOL).orElseThrow().active()).isEqualTo(1);
    }

    @Test
    void adoptedTaskEndsWithTheNextEndOnItsThread() throws BadInputException {
        model.apply(frames.events(e -> {
            e.beginRun(WORKER);
            e.task(EventKind.ADOPT, 50, 0, POOL, 0);
        }));
        assertThat(tasks.adopted(0)).isTrue();
        model.apply(frames.sample(60, "",
                """
                        {"thread":31,"threadName":"orders-1","task":0,"virtual":false,"state":"WAITING","waitsFor":null,
                         "ownerThread":null,"ownerName":null,"stack":1,
                         "frames":["java.util.concurrent.locks.LockSupport.park(LockSupport.java:1)","com.acme.Stock.lookup(Stock.java:42)"]}
                        """));
        assertThat(tasks.name(0)).isEqualTo("Stock.lookup");
        assertThat(model.stacks().of(0)).hasSize(1);
        model.apply(frames.events(e -> {
            e.beginRun(WORKER);
            e.end(90, KEY, Outcome.COMPLETED, 0);
        }));
        assertThat(tasks.state(0)).isEqualTo(TaskState.COMPLETED);
        assertThat(tasks.busy(0, 100)).isEqualTo(40);
        assertThat(model.counts().submitted()).isEqualTo(1);
    }

    @Test
    void scheduledPoolsHaveScheduledTasks() throws BadInputException {
        model.apply(frames.events(e -> {
            e.define(DictionarySort.POOL, POOL, "java.util.concurrent.ScheduledThreadPoolExecutor@77");
            e.beginRun(CALLER);
            e.task(EventKind.SUBMIT, 100, KEY, POOL, CLASS);
        }));
        assertThat(tasks.kind(0)).isEqualTo(TaskKind.SCHEDULED);
        assertThat(model.pools().getFirst().kind()).isEqualTo("scheduled");
    }

    @Test
    void taskOfAMountedVirtualThreadBelongsToThatThread() throws BadInputException {
        long carrier = 40;
        long virtual = 1000;
        model.apply(frames.events(e -> {
            e.beginRun(CALLER);
            e.virtualStart(10, virtual, CLASS, "worker-v");
            e.task(EventKind.SUBMIT, 15, KEY, POOL, CLASS);
            e.beginRun(carrier);
            e.virtual(EventKind.MOUNT, 20, virtual);
            e.task(EventKind.START, 30, KEY, POOL, CLASS);
            e.virtual(EventKind.UNMOUNT, 40, virtual, 1);
            e.beginRun(carrier + 1);
            e.virtual(EventKind.WAKE, 50, virtual);
            e.virtual(EventKind.MOUNT, 60, virtual);
            e.end(90, KEY, Outcome.COMPLETED, 0);
        }));
        assertThat(tasks.workerThread(1)).isEqualTo(virtual);
        assertThat(tasks.state(1)).isEqualTo(TaskState.COMPLETED);
        assertThat(tasks.busy(1, 100)).isEqualTo(60);
        assertThat(model.lanes().groups()).extracting(LaneGroup::name).containsExactly("worker-v", "virtual threads");
    }
}
