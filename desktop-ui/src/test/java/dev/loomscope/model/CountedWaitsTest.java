package dev.loomscope.model;

import dev.loomscope.protocol.BadInputException;
import dev.loomscope.protocol.DictionarySort;
import dev.loomscope.protocol.EventKind;
import dev.loomscope.protocol.TaskFamily;
import dev.loomscope.protocol.UnmountReason;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** How long those waited that were only counted. */
class CountedWaitsTest extends CountedModel {
    @Test
    void waitsOfCountedTasksAreTheAreaUnderTheQueue() throws BadInputException {
        model.apply(frames.events(e -> {
            names(e);
            e.beginRun(WORKER);
            // This one waits until it starts, which is counted.
            e.task(EventKind.SUBMIT, 1_000, 1, POOL, FORK);
            mode(e, 10_000, TaskFamily.FORK_JOIN, false);
            // Three came at 20,000, 30,000 and 40,000.
            count(e, 50_000, 3, EventKind.SUBMIT, 30_000 + 20_000 + 10_000, 2);
            // The first one and another went at 60,000 and 70,000.
            count(e, 70_000, 2, EventKind.START, 10_000, 1);
        }));
        model.apply(frames.events(e -> {
            e.beginRun(WORKER);
            mode(e, 80_000, TaskFamily.FORK_JOIN, true);
            // One of which only the start is recorded, and one of which all is.
            e.task(EventKind.START, 90_000, 3, POOL, FORK);
            e.task(EventKind.SUBMIT, 91_000, 4, POOL, FORK);
            e.task(EventKind.START, 95_000, 4, POOL, FORK);
            mode(e, 100_000, TaskFamily.FORK_JOIN, false);
            count(e, 110_000, 1, EventKind.START, 0, 1);
        }));
        long area = 60_000 + 70_000 + 90_000 + 95_000 + 110_000 - 1_000 - 20_000 - 30_000 - 40_000 - 91_000;
        long doubt = 3 * 2_000 + 2 * 1_000 + 1_000;
        CountedWaits expected = new CountedWaits(5, area / 5, Math.round(doubt / 5.0));
        assertThat(model.pool(POOL).orElseThrow().countedWaits()).isEqualTo(expected);
        assertThat(model.siteStats().getFirst().countedWaits()).isEqualTo(expected);
        // Of the others no single wait is known, not even that there was none.
        assertThat(model.pool(POOL).orElseThrow().waits()).isEqualTo(new LongSummary(1, 4_000, 4_000, 4_000, 4_000));
    }

    @Test
    void whatIsUnaccountedForIsMadeUpForInTime() throws BadInputException {
        long second = 1_000_000_000;
        model.apply(frames.events(e -> {
            names(e);
            e.beginRun(WORKER);
            mode(e, 10, TaskFamily.FORK_JOIN, false);
            // Its submit is not among those of the pool.
            count(e, 20, 1, EventKind.START, 0, 0);
        }));
        model.apply(frames.sample(2 * second, pool(0, 0), ""));
        model.apply(frames.sample(4 * second, pool(0, 0), ""));
        model.apply(frames.events(e -> {
            e.beginRun(WORKER);
            count(e, 5 * second, 2, EventKind.SUBMIT, 0, 0);
            count(e, 6 * second, 1, EventKind.START, 0, 0);
        }));
        model.apply(frames.sample(7 * second, pool(0, 1), ""));
        assertThat(model.pool(POOL).orElseThrow().countedWaits().tasks()).isEqualTo(3);
        model.apply(frames.sample(8 * second, pool(0, 0), ""));
        model.apply(frames.sample(10 * second, pool(0, 0), ""));
        CountedWaits before = model.pool(POOL).orElseThrow().countedWaits();
        model.apply(frames.sample(20 * second, pool(0, 0), ""));
        // Nobody waits any more, though one did not start.
        assertThat(model.pool(POOL).orElseThrow().countedWaits()).isEqualTo(before);
    }

    @Test
    void virtualThreadsThatAreCountedWaitForCarriersAndOffThem() throws BadInputException {
        model.apply(frames.events(e -> {
            e.define(DictionarySort.CLASS, FORK, "com.acme.Handler");
            e.beginRun(CARRIER);
            e.virtualStart(1_000, 41, FORK, "");
            e.virtual(EventKind.MOUNT, 2_000, 41);
            e.virtual(EventKind.UNMOUNT, 3_000, 41, UnmountReason.PARK);
            mode(e, 10_000, TaskFamily.VIRTUAL_THREAD, false);
            // The one that is parked is woken at 20,000 and mounted at 30,000; it sleeps from 40,000 to 50,000.
            e.note(EventKind.COUNT, 60_000, 2, EventKind.WAKE, 40_000 + 10_000, 0, 0);
            e.note(EventKind.COUNT, 60_000, 2, EventKind.MOUNT, 30_000 + 5_000, 0, 0);
            e.note(EventKind.COUNT, 60_000, 1, UnmountReason.SLEEP << 8 | EventKind.UNMOUNT, 20_000, FORK, 0);
        }));
        assertThat(model.countedParks()).isEqualTo(new CountedWaits(2, (17_000 + 10_000) / 2, 0));
        assertThat(model.pools().getLast().countedWaits()).isEqualTo(new CountedWaits(2, (10_000 + 5_000) / 2, 0));
        assertThat(model.countedUnmounts(LeaveReason.SLEEP)).isEqualTo(1);
        assertThat(model.siteStats().getFirst().countedUnmounts()).isEqualTo(1);
    }
}
