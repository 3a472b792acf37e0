package dev.loomscope.model;

import dev.loomscope.protocol.BadInputException;
import dev.loomscope.protocol.EventKind;
import dev.loomscope.protocol.Outcome;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RetentionTest {
    private static final int POOL = 3;

    @Test
    void oldestHistoryGoesFirstAndCountsStay() throws BadInputException {
        long limit = 4 << 20;
        SessionModel model = new SessionModel(limit);
        Frames frames = new Frames();
        long time = 1000;
        model.apply(frames.events(e -> {
            e.beginRun(1);
            e.task(EventKind.SUBMIT, 10, 777, POOL, 1);
            e.beginRun(99);
            e.task(EventKind.START, 20, 777, POOL, 1);
        }));
        int count = 0;
        for (int frame = 0; frame < 200; frame++) {
            long begin = time;
            model.apply(frames.events(e -> {
                e.beginRun(31);
                for (int i = 0; i < 1000; i++) {
                    e.task(EventKind.SUBMIT, begin + i * 100, i, POOL, 1);
                    e.task(EventKind.START, begin + i * 100 + 10, i, POOL, 1);
                    e.end(begin + i * 100 + 50, i, Outcome.COMPLETED, 0);
                }
            }));
            time += 100_000;
            count += 1000;
            assertThat(model.memory()).isLessThanOrEqualTo(limit);
        }
        TaskTable tasks = model.tasks();
        assertThat(tasks.size()).isEqualTo(count + 1);
        assertThat(model.counts()).isEqualTo(new Counts(count + 1L, count, 0, 0, 0, 1, 0));
        assertThat(tasks.oldest()).isBetween(count / 2, count);
        assertThat(tasks.known(5)).isFalse();
        assertThat(tasks.name(5)).isEqualTo("unknown");
        assertThat(tasks.total(5, time)).isZero();
        assertThat(tasks.known(0)).as("a live task is never forgotten").isTrue();
        assertThat(tasks.state(0)).isEqualTo(TaskState.RUNNING);
        assertThat(tasks.busy(0, time)).isEqualTo(time - 20);
        assertThat(model.oldest()).isBetween(1L, time - 1);
        for (int row = tasks.oldest(); row < tasks.size(); row++) {
            assertThat(tasks.known(row)).isTrue();
            assertThat(tasks.ended(row)).isGreaterThanOrEqualTo(model.oldest() - 100);
        }
        Lane lane = model.lanes().lane(1);
        SpanCursor cursor = new SpanCursor();
        assertThat(lane.spanAt(1015, cursor)).isFalse();
        assertThat(lane.spanAt(time - 100_000 + 15, cursor)).isTrue();
        Occupancy occupancy = new Occupancy();
        lane.occupancy(0, time, 1, occupancy);
        assertThat(occupancy.spans(0)).isLessThan(count);
        lane.occupancy(time - 100_000, 100_000, 1, occupancy);
        assertThat(occupancy.ns(0, SpanState.RUNNING)).isEqualTo(1000 * 40);
    }

    @Test
    void thousandsOfLanesStayWithinTheMemoryToo() throws BadInputException {
        long limit = 48 << 20;
        SessionModel model = new SessionModel(limit);
        Frames frames = new Frames();
        int lanes = 2000;
        for (int round = 0; round < 12; round++) {
            long begin = 1000 + round * 1_000_000L;
            model.apply(frames.events(e -> {
                for (int lane = 0; lane < lanes; lane++) {
                    e.beginRun(100 + lane);
                    for (int i = 0; i < 100; i++) {
                        int key = lane * 100 + i;
                        e.task(EventKind.SUBMIT, begin + i * 1000, key, POOL, 1);
                        e.task(EventKind.START, begin + i * 1000 + 10, key, POOL, 1);
                        e.end(begin + i * 1000 + 50, key, Outcome.COMPLETED, 0);
                    }
                }
            }));
            assertThat(model.memory()).isLessThanOrEqualTo(limit);
        }
        assertThat(model.lanes().size()).isEqualTo(lanes);
        assertThat(model.oldest()).isBetween(1L, model.now() - 1);
        SpanCursor cursor = new SpanCursor();
        assertThat(model.lanes().lane(1999).spanAt(model.now() - 20, cursor)).isTrue();
    }
}
