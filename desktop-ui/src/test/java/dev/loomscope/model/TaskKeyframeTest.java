package dev.loomscope.model;

import java.util.function.Consumer;

import dev.loomscope.protocol.BadInputException;
import dev.loomscope.protocol.EventKind;
import dev.loomscope.protocol.EventsWriter;
import dev.loomscope.protocol.Outcome;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What a keyframe says of tasks that are known already. */
class TaskKeyframeTest extends FedModel {
    @Test
    void keyframeNamesNothingTwiceAndEndsGhosts() throws BadInputException {
        model.apply(frames.events(e -> {
            e.beginRun(CALLER);
            e.task(EventKind.SUBMIT, 100, 1, POOL, CLASS);
            e.task(EventKind.SUBMIT, 101, 2, POOL, CLASS);
            e.task(EventKind.SUBMIT, 102, 3, POOL, CLASS);
            e.beginRun(WORKER);
            e.task(EventKind.START, 110, 1, POOL, CLASS);
            e.beginRun(OTHER_WORKER);
            e.task(EventKind.START, 111, 2, POOL, CLASS);
        }));
        model.apply(frames.keyframe(1000, e -> {
            e.beginRun(CALLER);
            e.task(EventKind.SUBMIT, 100, 1, POOL, CLASS);
            e.task(EventKind.SUBMIT, 102, 3, POOL, CLASS);
            e.task(EventKind.SUBMIT, 500, 4, POOL, CLASS);
            e.beginRun(WORKER);
            e.task(EventKind.START, 110, 1, POOL, CLASS);
            e.beginRun(OTHER_WORKER);
            e.task(EventKind.START, 600, 3, POOL, CLASS);
        }));
        assertThat(tasks.size()).isEqualTo(4);
        assertThat(tasks.state(0)).isEqualTo(TaskState.RUNNING);
        assertThat(tasks.state(1)).isEqualTo(TaskState.UNSEEN_END);
        assertThat(tasks.state(2)).isEqualTo(TaskState.RUNNING);
        assertThat(tasks.started(2)).isEqualTo(600);
        assertThat(tasks.state(3)).isEqualTo(TaskState.SCHEDULED);
        assertThat(model.counts()).isEqualTo(new Counts(4, 0, 0, 0, 0, 3, 1));
        assertThat(model.eventsReceived()).isEqualTo(5);
        Pool pool = model.pool(POOL).orElseThrow();
        assertThat(pool.active()).isEqualTo(2);
        assertThat(pool.queue()).isEqualTo(1);
    }

    /** The agent reads thread by thread: of one Runnable it may hold another submit for that of the task which runs. */
    @Test
    void keyframeThatNamesAnotherSubmitOfOneKeyForATaskThatRunsMakesNoOther() throws BadInputException {
        model.apply(frames.events(e -> {
            e.beginRun(CALLER);
            e.task(EventKind.SUBMIT, 100, KEY, POOL, CLASS);
            e.task(EventKind.SUBMIT, 101, KEY, POOL, CLASS);
            e.task(EventKind.SUBMIT, 130, KEY, POOL, CLASS);
            e.beginRun(WORKER);
            e.task(EventKind.START, 110, KEY, POOL, CLASS);
            e.end(120, KEY, Outcome.COMPLETED, 0);
            e.beginRun(OTHER_WORKER);
            e.task(EventKind.START, 115, KEY, POOL, CLASS);
        }));
        model.apply(frames.keyframe(1000, e -> {
            e.beginRun(CALLER);
            e.task(EventKind.SUBMIT, 100, KEY, POOL, CLASS);
            e.task(EventKind.SUBMIT, 130, KEY, POOL, CLASS);
            e.beginRun(OTHER_WORKER);
            e.task(EventKind.START, 115, KEY, POOL, CLASS);
        }));
        assertThat(model.counts()).isEqualTo(new Counts(3, 1, 0, 0, 0, 2, 0));
        assertThat(tasks.state(1)).isEqualTo(TaskState.RUNNING);
        assertThat(tasks.state(2)).isEqualTo(TaskState.SCHEDULED);
    }

    @Test
    void emptyKeyframeLeavesNoGhost() throws BadInputException {
        model.apply(frames.events(e -> {
            e.beginRun(CALLER);
            e.task(EventKind.SUBMIT, 100, 1, POOL, CLASS);
            e.beginRun(WORKER);
            e.task(EventKind.START, 110, 1, POOL, CLASS);
        }));
        model.apply(frames.keyframe(5000, e -> {
        }));
        assertThat(tasks.state(0)).isEqualTo(TaskState.UNSEEN_END);
        assertThat(tasks.ended(0)).as("the last time at which it was heard of").isEqualTo(110);
        assertThat(model.counts().live()).isZero();
    }

    @Test
    void stacksSaidAgainBehindAKeyframeAreNoNewSamples() throws BadInputException {
        Consumer<EventsWriter> running = e -> {
            e.beginRun(WORKER);
            e.task(EventKind.START, 50, KEY, POOL, CLASS);
        };
        String stack = """
                {"thread":31,"threadName":"orders-1","task":51966,"virtual":false,"state":"WAITING","stack":1,"frames":["a.b.c(D.java:1)"]}
                """;
        model.apply(frames.events(running));
        model.apply(frames.sample(100, "", stack));
        model.apply(frames.keyframe(150, running));
        model.apply(frames.sample(150, "", stack));
        model.apply(frames.sample(200, "", stack));
        assertThat(model.stacks().of(0)).extracting(StackSample::time).containsExactly(100L, 200L);
    }
}
