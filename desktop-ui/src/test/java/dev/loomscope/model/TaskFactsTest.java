package dev.loomscope.model;

import java.util.List;

import dev.loomscope.protocol.BadInputException;
import dev.loomscope.protocol.DictionarySort;
import dev.loomscope.protocol.EventKind;
import dev.loomscope.protocol.EventsWriter;
import dev.loomscope.protocol.FrameType;
import dev.loomscope.protocol.GroupKind;
import dev.loomscope.protocol.Outcome;
import dev.loomscope.protocol.PinReason;
import dev.loomscope.protocol.UnmountReason;
import dev.loomscope.protocol.WaitKind;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TaskFactsTest {
    private static final int POOL = 3;
    private static final int CLASS = 5;
    private static final long WORKER = 31;
    private static final long CALLER = 1;
    private static final int KEY = 0xCAFE;
    private static final long MS = 1_000_000;

    private final Frames frames = new Frames();
    private final SessionModel model = new SessionModel();
    private final TaskTable tasks = model.tasks();

    private static void submit(EventsWriter e, long time, int key) {
        e.task(EventKind.SUBMIT, time, key, POOL, CLASS);
    }

    private static void start(EventsWriter e, long time, int key) {
        e.task(EventKind.START, time, key, POOL, CLASS);
    }

    private static void scheduled(EventsWriter e) {
        e.define(DictionarySort.POOL, POOL, "java.util.concurrent.ScheduledThreadPoolExecutor@1a2b");
    }

    @Test
    void aDelayedTaskWaitsFromWhenItIsDue() throws BadInputException {
        model.apply(frames.events(e -> {
            scheduled(e);
            e.beginRun(CALLER);
            submit(e, MS, KEY);
            e.note(EventKind.DUE, MS, KEY, 100 * MS, 0, 0, 0);
        }));
        assertThat(tasks.state(0)).isEqualTo(TaskState.SCHEDULED);
        assertThat(tasks.scheduled(0, 50 * MS)).isZero();
        assertThat(model.pool(POOL).orElseThrow().queue()).isZero();
        model.apply(frames.events(e -> {
            e.beginRun(WORKER);
            start(e, 103 * MS, KEY);
            e.end(110 * MS, KEY, Outcome.COMPLETED, 0);
        }));
        assertThat(tasks.scheduled(0, 0)).isEqualTo(2 * MS);
        assertThat(tasks.idle(0, 0)).isEqualTo(100 * MS);
        assertThat(tasks.busy(0, 0)).isEqualTo(7 * MS);
        assertThat(model.pool(POOL).orElseThrow().waits().max()).isEqualTo(2 * MS);
        assertThat(model.facts().schedule(0)).isEqualTo(
                new Schedule(101 * MS, 100 * MS, 0, false, 0, -1, -1));
    }

    @Test
    void runsOfAPeriodicTaskKnowTheirSeries() throws BadInputException {
        model.apply(frames.events(e -> {
            scheduled(e);
            for (int run = 0; run < 3; run++) {
                long at = (1 + run * 10L) * MS;
                e.beginRun(run == 0 ? CALLER : WORKER);
                submit(e, at, KEY);
                e.note(EventKind.DUE, at, KEY, 5 * MS, -10 * MS, 0, 0);
                e.beginRun(WORKER);
                start(e, at + 5 * MS, KEY);
                e.end(at + 6 * MS, KEY, Outcome.COMPLETED, 0);
            }
        }));
        TaskFacts facts = model.facts();
        assertThat(facts.schedule(0)).isEqualTo(new Schedule(6 * MS, 5 * MS, 10 * MS, true, 1, -1, 1));
        assertThat(facts.schedule(1)).isEqualTo(new Schedule(16 * MS, 5 * MS, 10 * MS, true, 2, 0, 2));
        assertThat(facts.schedule(2)).isEqualTo(new Schedule(26 * MS, 5 * MS, 10 * MS, true, 3, 1, -1));
        assertThat(model.counts(TaskKind.SCHEDULED).completed()).isEqualTo(3);
    }

    @Test
    void groupsHoldWhatWasSubmittedInThemAndTheirThreads() throws BadInputException {
        model.apply(frames.events(e -> {
            e.beginRun(CALLER);
            submit(e, 10, 1);
            e.note(EventKind.GROUP_BEGIN, 20, 0x77, GroupKind.INVOKE_ALL, 0, 0, 0);
            submit(e, 30, 2);
            submit(e, 40, 3);
            e.note(EventKind.GROUP_END, 50, 0x77, 0, 0, 0, 0);
            submit(e, 60, 4);
            e.virtualStart(70, 41, 0, "");
            e.note(EventKind.MEMBER, 70, 0x88, GroupKind.SCOPE, 41, 9, 0);
        }));
        assertThat(model.facts().group(0)).isNull();
        TaskGroup group = model.facts().group(1);
        assertThat(group).isNotNull();
        assertThat(group.kind()).isEqualTo(TaskGroup.Kind.INVOKE_ALL);
        assertThat(group.rows()).containsExactly(1, 2);
        assertThat(group.ended()).isEqualTo(50);
        assertThat(model.facts().group(2)).isSameAs(group);
        assertThat(model.facts().group(3)).isNull();
        TaskGroup scope = model.facts().group(4);
        assertThat(scope).isNotNull();
        assertThat(scope.kind()).isEqualTo(TaskGroup.Kind.SCOPE);
        assertThat(scope.size()).isEqualTo(1);
        assertThat(scope.ofClass()).isEqualTo(9);
    }

    @Test
    void whoComesLateIsToldOfGroupsByTheKeyframe() throws BadInputException {
        for (int times = 0; times < 2; times++) {
            model.apply(frames.keyframe(100, e -> {
                e.beginRun(CALLER);
                e.note(EventKind.GROUP_BEGIN, 20, 0x77, GroupKind.INVOKE_ALL, 0, 0, 0);
                e.beginRun(CALLER);
                submit(e, 10, 1);
                submit(e, 30, 2);
                submit(e, 40, 3);
                e.virtualStart(70, 41, 0, "");
                e.note(EventKind.MEMBER, 70, 0x88, GroupKind.SCOPE, 41, 9, 0);
            }));
        }
        TaskGroup group = model.facts().group(1);
        assertThat(model.facts().group(0)).isNull();
        assertThat(group).isNotNull();
        assertThat(group.rows()).containsExactly(1, 2);
        assertThat(model.facts().group(2)).isSameAs(group);
        TaskGroup scope = model.facts().group(3);
        assertThat(scope).isNotNull();
        assertThat(scope.rows()).containsExactly(3);
    }

    @Test
    void futuresAreJoinedWithTheirTasksAndThoseWhoWait() throws BadInputException {
        model.apply(frames.events(e -> {
            e.beginRun(WORKER);
            start(e, 10, 1);
            e.note(EventKind.COMPLETES, 20, 0xF0, 2, 0, 0, 0);
            submit(e, 21, 2);
            e.note(EventKind.AWAIT, 30, 0xF0, 0, 0, CLASS, 0);
        }));
        Wait wait = model.waits().ofTask(tasks, 0);
        assertThat(wait).isNotNull();
        assertThat(wait.kind()).isEqualTo(Wait.Kind.FUTURE);
        assertThat(wait.future()).isEqualTo(1);
        assertThat(model.facts().future(1)).isEqualTo(0xF0);
        assertThat(tasks.parent(1)).isZero();
        model.apply(frames.events(e -> {
            e.beginRun(32);
            start(e, 40, 2);
            e.end(50, 2, Outcome.FAILED, 77);
            e.beginRun(WORKER);
            e.note(EventKind.AWAIT, 60, 0, 0, 0, 0, 0);
            e.note(EventKind.ASKED, 61, 0xF0, 0, 0, 0, 0);
        }));
        assertThat(model.waits().ofTask(tasks, 0)).isNull();
        assertThat(model.waits().history(0)).extracting(Wait::from, Wait::to).containsExactly(
                org.assertj.core.groups.Tuple.tuple(30L, 60L));
        assertThat(tasks.asked(1)).isTrue();
        assertThat(tasks.asked(0)).isFalse();
    }

    @Test
    void seenWaitsHoldUntilTheThreadGoesOn() throws BadInputException {
        model.apply(frames.events(e -> {
            e.beginRun(CALLER);
            e.virtualStart(10, 41, 0, "");
            e.beginRun(21);
            e.virtual(EventKind.MOUNT, 20, 41);
            e.virtual(EventKind.UNMOUNT, 30, 41, UnmountReason.SLEEP);
            e.beginRun(0);
            e.note(EventKind.WAIT, 40, 41, 0x12L << 8 | WaitKind.LOCK, WORKER, CLASS, 0);
            e.beginRun(WORKER);
            start(e, 15, KEY);
            e.note(EventKind.WAIT, 41, 0, 0x13L << 8 | WaitKind.MONITOR, 41, CLASS, 0);
        }));
        assertThat(tasks.leaveReason(0)).isEqualTo(LeaveReason.SLEEP);
        assertThat(model.waits().ofThread(41)).isEqualTo(
                new Wait(Wait.Kind.LOCK, 41, 0, 0x12, WORKER, CLASS, -1, false, 40, -1));
        Wait monitor = model.waits().ofTask(tasks, 1);
        assertThat(monitor).isNotNull();
        assertThat(monitor.owner()).isEqualTo(41);
        model.apply(frames.events(e -> {
            e.beginRun(21);
            e.virtual(EventKind.MOUNT, 60, 41);
            e.beginRun(WORKER);
            e.end(70, KEY, Outcome.COMPLETED, 0);
        }));
        assertThat(model.waits().all()).isEmpty();
        assertThat(model.waits().history(0)).hasSize(1);
        assertThat(model.waits().history(1)).extracting(Wait::to).containsExactly(70L);
    }

    @Test
    void tracesAndPinsAndFailuresFindTheirTasks() throws BadInputException {
        model.apply(frames.events(e -> {
            e.beginRun(CALLER);
            submit(e, 10, 1);
            e.note(EventKind.TRACE, 11, 0x1234L, 0xABCDL, 0xEFL, 0, 0);
            e.virtualStart(20, 41, 0, "");
            e.beginRun(21);
            e.virtual(EventKind.MOUNT, 30, 41);
            e.note(EventKind.PINNED, 40, 41, PinReason.MONITOR, 0, 0, 0);
            e.note(EventKind.UNPINNED, 90, 41, 0, 0, 0, 0);
        }));
        model.apply(frames.json(FrameType.FAILURE, 95, """
                {"time":95,"thread":31,"task":1,"isThread":false,"class":"java.io.IOException","message":"no route",
                 "frames":["com.acme.Bank.pay(Bank.java:12)"]}"""));
        assertThat(model.facts().failure(0)).isNull();
        model.apply(frames.events(e -> {
            e.beginRun(WORKER);
            start(e, 60, 1);
            e.end(96, 1, Outcome.FAILED, 0);
        }));
        TraceId trace = tasks.trace(0);
        assertThat(trace).isNotNull();
        assertThat(trace.trace()).isEqualTo("000000000000abcd00000000000000ef");
        assertThat(trace.spanId()).isEqualTo("0000000000001234");
        assertThat(tasks.trace(1)).isNull();
        assertThat(model.facts().pins(1)).containsExactly(new Pin(Pin.Reason.MONITOR, 40, 90));
        Failure failure = model.facts().failure(0);
        assertThat(failure).isNotNull();
        assertThat(failure.summary()).isEqualTo("IOException: no route");
        assertThat(failure.frames()).isEqualTo(List.of("com.acme.Bank.pay(Bank.java:12)"));
    }

    @Test
    void threadsStartedByHandAreTasksWithALane() throws BadInputException {
        model.apply(frames.events(e -> {
            e.define(DictionarySort.THREAD, 51, "importer");
            e.beginRun(WORKER);
            start(e, 5, KEY);
            e.note(EventKind.THREAD_START, 10, 51, 0, 0, CLASS, 0);
            e.beginRun(51);
            start(e, 30, 2);
            e.end(40, 2, Outcome.COMPLETED, 0);
            e.note(EventKind.THREAD_END, 60, 51, Outcome.FAILED, 0, 77, 0);
        }));
        model.apply(frames.json(FrameType.FAILURE, 65,
                """
                        {"time":60,"thread":51,"task":51,"isThread":true,"class":"java.lang.Error","message":"","frames":[]}"""));
        assertThat(tasks.kind(1)).isEqualTo(TaskKind.THREAD);
        assertThat(tasks.parent(1)).isZero();
        assertThat(tasks.state(1)).isEqualTo(TaskState.FAILED);
        assertThat(tasks.exceptionClass(1)).isEqualTo(77);
        assertThat(tasks.busy(1, 0)).isEqualTo(40);
        assertThat(tasks.idle(1, 0)).isEqualTo(10);
        assertThat(model.facts().failure(1)).isNotNull();
        LaneGroup threads = model.lanes().groups().getLast();
        assertThat(threads.name()).isEqualTo("Threads");
        assertThat(threads.lanes()).extracting(Lane::name).containsExactly("importer");
        assertThat(model.counts(TaskKind.THREAD)).isEqualTo(new Counts(1, 0, 1, 0, 0, 0, 0));
        assertThat(model.pools()).extracting(Pool::id).doesNotContain(Pool.THREADS);
    }

    @Test
    void theProcessIsKeptAsASeries() throws BadInputException {
        for (int second = 1; second <= 3; second++) {
            model.apply(frames.json(FrameType.SAMPLE, second * 1000 * MS, """
                    {"time":%d,"pools":[],"stacks":[],"process":{"heapUsed":%d,"heapCommitted":900,"heapMax":1000,
                     "cpu":0.5,"threads":12,"classes":400,"compileMs":90,
                     "gcs":[{"name":"G1 Young","cause":"Allocation","fromNs":1000,"toNs":4000,"pause":true,
                     "freedBytes":77}]}}""".formatted(second * 1000 * MS, second * 100)));
        }
        ProcessSeries process = model.process();
        assertThat(process.size()).isEqualTo(3);
        assertThat(process.latest()).isEqualTo(
                new ProcessSeries.Point(3000 * MS, 300, 900, 1000, 0.5, 12, 400, 90));
        assertThat(process.collections()).containsExactly(
                new GcPause("G1 Young", "Allocation", 1000, 4000, true, 77));
        assertThat(process.paused(2000, 9000)).isEqualTo(2000);
    }

    @Test
    void factsOfForgottenTasksGoWithThem() throws BadInputException {
        SessionModel small = new SessionModel(2_000_000);
        for (int f = 0; f < 40; f++) {
            int first = f * 1000;
            small.apply(frames.events(e -> {
                for (int i = 0; i < 1000; i++) {
                    long at = (first + i) * 100L;
                    e.beginRun(CALLER);
                    submit(e, at, first + i);
                    e.note(EventKind.DUE, at, first + i, 10, 0, 0, 0);
                    e.beginRun(WORKER);
                    start(e, at + 20, first + i);
                    e.end(at + 30, first + i, Outcome.COMPLETED, 0);
                }
            }));
        }
        assertThat(small.tasks().oldest()).isPositive();
        assertThat(small.facts().schedule(0)).isNull();
        assertThat(small.facts().schedule(39_999)).isNotNull();
        assertThat(small.memory()).isLessThan(4_000_000);
    }

    @Test
    void whoAsksTheLastFutureOfAChainAsksThoseBeforeIt() throws BadInputException {
        model.apply(frames.events(e -> {
            e.beginRun(CALLER);
            submit(e, MS, 0xA);
            e.note(EventKind.COMPLETES, MS, 0xFA, 0xA, 0, 0, 0);
            e.note(EventKind.COMPLETES, MS, 0xFB, 0xFA, 0, 0, 0);
            e.note(EventKind.COMPLETES, MS, 0xFC, 0xFB, 0, 0, 0);
            submit(e, 2 * MS, 0xB);
            e.note(EventKind.COMPLETES, 2 * MS, 0xFD, 0xB, 0, 0, 0);
            e.note(EventKind.COMPLETES, 2 * MS, 0xFE, 0xFD, 0, 0, 0);
            e.note(EventKind.ASKED, 3 * MS, 0xFE, 0, 0, 0, 0);
            submit(e, 4 * MS, 0xC);
            e.note(EventKind.COMPLETES, 4 * MS, 0xFF, 0xC, 0, 0, 0);
            e.beginRun(WORKER);
            for (int key : new int[] {0xA, 0xB, 0xC}) {
                start(e, 5 * MS, key);
                e.end(6 * MS, key, Outcome.FAILED, 0);
            }
            e.beginRun(CALLER);
            e.note(EventKind.ASKED, 7 * MS, 0xFC, 0, 0, 0, 0);
        }));
        assertThat(tasks.asked(0)).isTrue();
        assertThat(tasks.asked(1)).isTrue();
        assertThat(tasks.asked(2)).isFalse();
    }
}
