package dev.loomscope.model;

import dev.loomscope.protocol.BadInputException;
import dev.loomscope.protocol.EventKind;
import dev.loomscope.protocol.Outcome;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Tasks that are taken from the queue, cancelled or refused. */
class CancelledTaskTest extends FedModel {
    @Test
    void rejectedAndRemovedAndCancelledInTheQueue() throws BadInputException {
        model.apply(frames.events(e -> {
            e.beginRun(CALLER);
            e.task(EventKind.SUBMIT, 100, 1, POOL, CLASS);
            e.task(EventKind.REJECT, 101, 1, POOL, CLASS);
            e.task(EventKind.SUBMIT, 110, 2, POOL, CLASS);
            e.task(EventKind.REMOVE, 120, 2, POOL, CLASS);
            e.task(EventKind.SUBMIT, 130, 3, POOL, CLASS);
            e.cancel(140, 3);
            e.beginRun(WORKER);
            e.task(EventKind.START, 200, 3, POOL, CLASS);
            e.end(201, 3, Outcome.CANCELLED, 0);
        }));
        assertThat(tasks.size()).isEqualTo(3);
        assertThat(tasks.state(0)).isEqualTo(TaskState.REJECTED);
        assertThat(tasks.state(1)).isEqualTo(TaskState.CANCELLED);
        assertThat(tasks.state(2)).isEqualTo(TaskState.CANCELLED);
        assertThat(tasks.ended(2)).isEqualTo(140);
        assertThat(tasks.polls(2)).isZero();
        assertThat(model.counts()).isEqualTo(new Counts(3, 0, 0, 2, 1, 0, 0));
        assertThat(model.pool(POOL).orElseThrow().queue()).isZero();
    }

    @Test
    void cancelOfARunningTaskIsDecidedByItsEnd() throws BadInputException {
        model.apply(frames.events(e -> {
            e.beginRun(CALLER);
            e.task(EventKind.SUBMIT, 100, 1, POOL, CLASS);
            e.task(EventKind.SUBMIT, 100, 2, POOL, CLASS);
            e.cancel(150, 1);
            e.cancel(150, 2);
            e.beginRun(WORKER);
            e.task(EventKind.START, 120, 1, POOL, CLASS);
            e.end(300, 1, Outcome.CANCELLED, 0);
            e.beginRun(OTHER_WORKER);
            e.task(EventKind.START, 120, 2, POOL, CLASS);
            e.end(310, 2, Outcome.COMPLETED, 0);
        }));
        assertThat(tasks.state(0)).isEqualTo(TaskState.CANCELLED);
        assertThat(tasks.state(1)).isEqualTo(TaskState.COMPLETED);
    }

    @Test
    void startThatIsOlderThanACancelSeenBeforeItBringsTheTaskBack() throws BadInputException {
        model.apply(frames.events(e -> {
            e.beginRun(CALLER);
            e.task(EventKind.SUBMIT, 100, 1, POOL, CLASS);
            e.cancel(150, 1);
        }));
        model.apply(frames.events(e -> {
            e.beginRun(WORKER);
            e.task(EventKind.START, 120, 1, POOL, CLASS);
            e.end(300, 1, Outcome.CANCELLED, 0);
        }));
        assertThat(tasks.size()).isEqualTo(1);
        assertThat(tasks.started(0)).isEqualTo(120);
        assertThat(tasks.busy(0, 999)).isEqualTo(180);
        assertThat(tasks.scheduled(0, 999)).isEqualTo(20);
        assertThat(model.counts()).isEqualTo(new Counts(1, 0, 0, 1, 0, 0, 0));
    }
}
