package dev.loomscope.model;

import java.util.ArrayList;
import java.util.List;

import dev.loomscope.protocol.BadInputException;
import dev.loomscope.protocol.DictionarySort;
import dev.loomscope.protocol.EventKind;
import dev.loomscope.protocol.EventsWriter;
import dev.loomscope.protocol.Outcome;
import dev.loomscope.protocol.TaskKinds;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class NestedTaskTest {
    private static final int POOL = 7;
    private static final int PLAIN_POOL = 8;
    private static final int FORK = 5;
    private static final int STAGE = 6;
    private static final long WORKER = 31;
    private static final int OUTER = 0xA;
    private static final int INNER = 0xB;
    private static final int INNERMOST = 0xC;

    private final Frames frames = new Frames();
    private final SessionModel model = new SessionModel();
    private final TaskTable tasks = model.tasks();

    private static void names(EventsWriter e) {
        e.define(DictionarySort.POOL, POOL, "java.util.concurrent.ForkJoinPool@1a2b");
        e.define(DictionarySort.POOL, PLAIN_POOL, "java.util.concurrent.ThreadPoolExecutor@1a2c");
        e.define(DictionarySort.CLASS, FORK, "com.acme.Sum");
        e.define(DictionarySort.CLASS, STAGE, "com.acme.Stage");
        e.define(DictionarySort.TASK_KIND, FORK, TaskKinds.label(TaskKinds.FORK_JOIN));
        e.define(DictionarySort.TASK_KIND, STAGE, TaskKinds.label(TaskKinds.COMPLETABLE_FUTURE));
        e.define(DictionarySort.THREAD, WORKER, "ForkJoinPool-1-worker-1");
    }

    private static void fork(EventsWriter e, long time, int key) {
        e.task(EventKind.SUBMIT, time, key, POOL, FORK);
    }

    private static void start(EventsWriter e, long time, int key) {
        e.task(EventKind.START, time, key, POOL, FORK);
    }

    private List<String> lane() {
        List<String> spans = new ArrayList<>();
        model.lanes().lane(0).spans(0, Long.MAX_VALUE, 0, (from, to, state, row) -> {
            spans.add(row + ":" + from + "-" + to);
            return true;
        });
        return spans;
    }

    @Test
    void innerTasksAreDrawnInTheirPlaceAndTakeNoBusyTimeFromTheOuterOne() throws BadInputException {
        model.apply(frames.sample(0, """
                {"id":7,"class":"java.util.concurrent.ForkJoinPool","size":2,"max":2,"core":2,"queue":0,"active":0}""",
                ""));
        model.apply(frames.events(e -> {
            names(e);
            e.beginRun(WORKER);
            fork(e, 50, OUTER);
            start(e, 100, OUTER);
            fork(e, 110, INNER);
            fork(e, 120, INNERMOST);
            start(e, 200, INNER);
            start(e, 300, INNERMOST);
        }));
        Pool pool = model.pool(POOL).orElseThrow();
        assertThat(pool.kind()).isEqualTo("fork-join");
        assertThat(pool.active()).isEqualTo(1);
        assertThat(tasks.state(0)).isEqualTo(TaskState.WAITING);
        assertThat(tasks.state(2)).isEqualTo(TaskState.RUNNING);
        assertThat(tasks.busy(0, 310)).isEqualTo(100);
        model.apply(frames.events(e -> {
            e.beginRun(WORKER);
            e.end(400, INNERMOST, Outcome.COMPLETED, 0);
            e.end(600, INNER, Outcome.FAILED, 9);
            e.end(1000, OUTER, Outcome.COMPLETED, 0);
        }));
        assertThat(lane()).containsExactly("0:100-200", "1:200-300", "2:300-400", "1:400-600", "0:600-1000");
        assertThat(tasks.busy(0, 2000)).isEqualTo(100 + 400);
        assertThat(tasks.scheduled(0, 2000)).isEqualTo(50);
        assertThat(tasks.idle(0, 2000)).isEqualTo(400);
        assertThat(tasks.total(0, 2000)).isEqualTo(950);
        assertThat(tasks.busy(1, 2000)).isEqualTo(100 + 200);
        assertThat(tasks.busy(2, 2000)).isEqualTo(100);
        assertThat(tasks.polls(0)).isEqualTo(1);
        assertThat(model.polls()).isEqualTo(3);
        assertThat(pool.active()).isZero();
        assertThat(tasks.parent(0)).isEqualTo(-1);
        assertThat(tasks.parent(1)).isZero();
        assertThat(tasks.parent(2)).isZero();
        assertThat(model.counts(TaskKind.FORK_JOIN)).isEqualTo(new Counts(3, 2, 1, 0, 0, 0, 0));
        assertThat(model.counts()).isEqualTo(model.counts(TaskKind.FORK_JOIN));
    }

    @Test
    void anEndOfAnOuterTaskEndsTheInnerOnesUnseen() throws BadInputException {
        model.apply(frames.events(e -> {
            names(e);
            e.beginRun(WORKER);
            start(e, 100, OUTER);
            start(e, 200, INNER);
            start(e, 300, INNERMOST);
            e.end(400, OUTER, Outcome.COMPLETED, 0);
            start(e, 500, INNER);
            e.end(600, INNER, Outcome.COMPLETED, 0);
        }));
        assertThat(tasks.state(0)).isEqualTo(TaskState.COMPLETED);
        assertThat(tasks.state(1)).isEqualTo(TaskState.UNSEEN_END);
        assertThat(tasks.state(2)).isEqualTo(TaskState.UNSEEN_END);
        assertThat(tasks.state(3)).isEqualTo(TaskState.COMPLETED);
        assertThat(model.pool(POOL).orElseThrow().active()).isZero();
        assertThat(model.counts()).isEqualTo(new Counts(4, 2, 0, 0, 0, 0, 2));
    }

    @Test
    void aTaskOfAnotherPoolRunsInsideAndTheWorkerStaysTaken() throws BadInputException {
        model.apply(frames.events(e -> {
            names(e);
            e.beginRun(WORKER);
            e.task(EventKind.START, 100, OUTER, PLAIN_POOL, STAGE);
            start(e, 200, INNER);
        }));
        assertThat(model.pool(PLAIN_POOL).orElseThrow().active()).isEqualTo(1);
        assertThat(model.pool(POOL).orElseThrow().active()).isEqualTo(1);
        model.apply(frames.events(e -> {
            e.beginRun(WORKER);
            e.end(300, INNER, Outcome.COMPLETED, 0);
            e.end(400, OUTER, Outcome.COMPLETED, 0);
        }));
        assertThat(lane()).containsExactly("0:100-200", "1:200-300", "0:300-400");
        assertThat(model.counts(TaskKind.COMPLETABLE_FUTURE)).isEqualTo(new Counts(1, 1, 0, 0, 0, 0, 0));
        assertThat(model.pool(PLAIN_POOL).orElseThrow().active()).isZero();
        assertThat(model.pool(POOL).orElseThrow().active()).isZero();
    }

    @Test
    void aKeyframeInTheMiddleOfAJoinChangesNothing() throws BadInputException {
        model.apply(frames.events(e -> {
            names(e);
            e.beginRun(WORKER);
            fork(e, 50, OUTER);
            start(e, 100, OUTER);
            fork(e, 110, INNER);
            start(e, 200, INNER);
        }));
        model.apply(frames.keyframe(250, e -> {
            e.beginRun(WORKER);
            fork(e, 50, OUTER);
            start(e, 100, OUTER);
            fork(e, 110, INNER);
            start(e, 200, INNER);
        }));
        model.apply(frames.events(e -> {
            e.beginRun(WORKER);
            e.end(300, INNER, Outcome.COMPLETED, 0);
            e.end(400, OUTER, Outcome.COMPLETED, 0);
        }));
        assertThat(model.counts()).isEqualTo(new Counts(2, 2, 0, 0, 0, 0, 0));
        assertThat(lane()).containsExactly("0:100-200", "1:200-300", "0:300-400");
    }

    @Test
    void aKeyframeWithoutTheOuterTaskTakesItOutFromUnderTheInnerOne() throws BadInputException {
        model.apply(frames.events(e -> {
            names(e);
            e.beginRun(WORKER);
            start(e, 100, OUTER);
            start(e, 200, INNER);
        }));
        model.apply(frames.keyframe(250, e -> {
            e.beginRun(WORKER);
            start(e, 200, INNER);
        }));
        assertThat(tasks.state(0)).isEqualTo(TaskState.UNSEEN_END);
        assertThat(tasks.state(1)).isEqualTo(TaskState.RUNNING);
        assertThat(model.pool(POOL).orElseThrow().active()).isEqualTo(1);
        model.apply(frames.events(e -> {
            e.beginRun(WORKER);
            e.end(300, INNER, Outcome.COMPLETED, 0);
        }));
        assertThat(lane()).containsExactly("0:100-200", "1:200-300");
        assertThat(model.pool(POOL).orElseThrow().active()).isZero();
    }

    @Test
    void virtualThreadsThatRunSubtasksAreStructured() throws BadInputException {
        model.apply(frames.events(e -> {
            e.define(DictionarySort.CLASS, 9, "java.util.concurrent.StructuredTaskScopeImpl$SubtaskImpl");
            e.define(DictionarySort.TASK_KIND, 9, TaskKinds.label(TaskKinds.STRUCTURED));
            e.beginRun(1);
            e.virtualStart(100, 41, 9, "");
            e.virtualStart(100, 42, 0, "");
            e.beginRun(21);
            e.virtual(EventKind.MOUNT, 110, 41);
            e.virtual(EventKind.VIRTUAL_END, 120, 41, Outcome.COMPLETED);
        }));
        assertThat(tasks.kind(0)).isEqualTo(TaskKind.STRUCTURED);
        assertThat(model.counts(TaskKind.STRUCTURED)).isEqualTo(new Counts(1, 1, 0, 0, 0, 0, 0));
        assertThat(model.counts(TaskKind.VIRTUAL_THREAD).live()).isEqualTo(1);
        assertThat(model.pools().getLast().tasks()).isEqualTo(2);
    }
}
