package dev.loomscope.model;

import dev.loomscope.protocol.AdoptedState;
import dev.loomscope.protocol.BadInputException;
import dev.loomscope.protocol.EventKind;
import dev.loomscope.protocol.Outcome;
import dev.loomscope.protocol.TaskFamily;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CountedVirtualThreadsTest extends CountedModel {
    @Test
    void virtualThreadsAreLetGoAndFoundAgain() throws BadInputException {
        model.apply(frames.events(e -> {
            e.beginRun(CARRIER);
            e.virtualStart(10, 41, 0, "");
            e.virtual(EventKind.MOUNT, 20, 41);
            mode(e, 100, TaskFamily.VIRTUAL_THREAD, false);
            count(e, 200, 500, EventKind.VIRTUAL_START, 0, 0, 0);
            count(e, 200, 700, EventKind.MOUNT, 0, 0, 0);
            count(e, 200, 499, EventKind.VIRTUAL_END, Outcome.COMPLETED, 0, 0);
            mode(e, 300, TaskFamily.VIRTUAL_THREAD, true);
            e.virtual(EventKind.MOUNT, 310, 41);
            e.virtual(EventKind.VIRTUAL_END, 320, 41, Outcome.COMPLETED);
            e.virtual(EventKind.VIRTUAL_END, 330, 99, Outcome.COMPLETED);
        }));
        assertThat(tasks.state(0)).isEqualTo(TaskState.NOT_FOLLOWED);
        assertThat(tasks.state(1)).isEqualTo(TaskState.COMPLETED);
        assertThat(tasks.virtualThread(1)).isEqualTo(41);
        assertThat(model.counts(TaskKind.VIRTUAL_THREAD)).isEqualTo(new Counts(501, 501, 0, 0, 0, 0, 0));
        assertThat(model.polls()).isEqualTo(702);
        assertThat(model.pools().getLast().active()).isZero();
        assertThat(model.countedStretches()).containsExactly(new CountedStretch(
                CountedStretch.Family.VIRTUAL_THREAD, 100, 300, 500, 700, 499, 0));
    }

    /** The agent finds out who keeps a carrier; the counts have its start, its mount and its end. */
    @Test
    void aVirtualThreadMetOnItsCarrierCountsOnce() throws BadInputException {
        model.apply(frames.events(e -> {
            e.beginRun(CARRIER);
            mode(e, 10, TaskFamily.VIRTUAL_THREAD, false);
            count(e, 50, 1, EventKind.VIRTUAL_START, 0, 0, 0);
            count(e, 50, 1, EventKind.MOUNT, 0, 0, 0);
            e.virtualAdopt(60, 77, AdoptedState.RUNNABLE, 0, "held");
            e.virtual(EventKind.MOUNT, 60, 77);
        }));
        assertThat(tasks.state(0)).isEqualTo(TaskState.RUNNING);
        assertThat(model.counts()).isEqualTo(new Counts(1, 0, 0, 0, 0, 1, 0));
        assertThat(model.polls()).isEqualTo(1);
        model.apply(frames.events(e -> {
            e.beginRun(CARRIER);
            count(e, 900, 1, EventKind.VIRTUAL_END, Outcome.COMPLETED, 0, 0);
            e.virtual(EventKind.VIRTUAL_END, 1_000, 77, Outcome.UNKNOWN);
        }));
        assertThat(tasks.state(0)).isEqualTo(TaskState.NOT_FOLLOWED);
        assertThat(tasks.busy(0, 1_000)).isEqualTo(940);
        assertThat(model.counts()).isEqualTo(new Counts(1, 1, 0, 0, 0, 0, 0));
        assertThat(model.polls()).isEqualTo(1);
    }
}
