package dev.loomscope.model;

import dev.loomscope.protocol.BadInputException;
import dev.loomscope.protocol.EventKind;
import dev.loomscope.protocol.Outcome;
import dev.loomscope.protocol.UnmountReason;
import dev.loomscope.protocol.WaitKind;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** What tasks wait for: futures, which are asked for what became of others, and locks. */
class WaitTest extends FedModel {
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
                tuple(30L, 60L));
        assertThat(tasks.asked(1)).isTrue();
        assertThat(tasks.asked(0)).isFalse();
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
}
