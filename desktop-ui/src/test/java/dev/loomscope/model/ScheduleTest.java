package dev.loomscope.model;

import dev.loomscope.protocol.BadInputException;
import dev.loomscope.protocol.DictionarySort;
import dev.loomscope.protocol.EventKind;
import dev.loomscope.protocol.EventsWriter;
import dev.loomscope.protocol.Outcome;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Tasks that are due later, and runs of periodic ones. */
class ScheduleTest extends FedModel {
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
}
