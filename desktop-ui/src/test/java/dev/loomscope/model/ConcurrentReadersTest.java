package dev.loomscope.model;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.loomscope.insight.Report;
import dev.loomscope.insight.Thresholds;
import dev.loomscope.protocol.EventKind;
import dev.loomscope.protocol.Outcome;
import dev.loomscope.protocol.UnmountReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/** Readers look at a model while it is written and forgets: they see whole rows and spans in order, and never fail. */
@Timeout(120)
class ConcurrentReadersTest {
    private static final int FRAMES = 1500;

    private final SessionModel model = new SessionModel(6 << 20);
    private final AtomicBoolean over = new AtomicBoolean();

    @Test
    void readersNeverFail() throws Exception {
        try (ExecutorService readers = Executors.newFixedThreadPool(3)) {
            List<Future<Long>> looks = new ArrayList<>();
            looks.add(readers.submit(until(this::readTasks)));
            looks.add(readers.submit(until(this::readLanes)));
            looks.add(readers.submit(until(this::readFigures)));
            try {
                write();
            } finally {
                over.set(true);
            }
            for (Future<Long> look : looks) {
                assertThat(look.get()).isPositive();
            }
        }
        assertThat(model.tasks().oldest()).as("something was forgotten").isPositive();
    }

    private Callable<Long> until(Runnable look) {
        return () -> {
            long count = 0;
            do {
                look.run();
                count++;
            } while (!over.get());
            return count;
        };
    }

    private void write() throws Exception {
        Frames frames = new Frames();
        model.apply(frames.session(4));
        for (int frame = 0; frame < FRAMES; frame++) {
            long begin = frame * 100_000L;
            int first = frame * 100;
            model.apply(frames.events(begin + 100_000, e -> {
                e.beginRun(1);
                for (int i = 0; i < 100; i++) {
                    e.task(EventKind.SUBMIT, begin + i * 1000, first + i, 1, 5);
                    e.virtualStart(begin + i * 1000, 1_000_000 + first + i, 5, "v" + i);
                }
                e.beginRun(31);
                for (int i = 0; i < 100; i++) {
                    e.task(EventKind.START, begin + i * 1000 + 10, first + i, 1, 5);
                    e.end(begin + i * 1000 + 900, first + i, Outcome.COMPLETED, 0);
                }
                e.beginRun(80);
                for (int i = 0; i < 100; i++) {
                    e.virtual(EventKind.MOUNT, begin + i * 1000 + 10, 1_000_000 + first + i);
                    e.virtual(EventKind.UNMOUNT, begin + i * 1000 + 200, 1_000_000 + first + i, UnmountReason.YIELD);
                    e.virtual(EventKind.MOUNT, begin + i * 1000 + 300, 1_000_000 + first + i);
                    e.virtual(EventKind.VIRTUAL_END, begin + i * 1000 + 900, 1_000_000 + first + i, Outcome.COMPLETED);
                }
            }));
            model.apply(frames.sample(begin + 100_000, Frames.pool(1, 1, 1, 0), ""));
        }
    }

    private void readTasks() {
        TaskTable tasks = model.tasks();
        int size = tasks.size();
        long now = model.now();
        for (int row = Math.max(tasks.oldest(), size - 3000); row < size; row++) {
            if (tasks.known(row) && !tasks.state(row).isLive()) {
                long sum = tasks.busy(row, now) + tasks.scheduled(row, now) + tasks.idle(row, now);
                long total = tasks.total(row, now);
                if (tasks.known(row)) {
                    assertThat(sum).isEqualTo(total);
                }
            }
            assertThat(tasks.name(row)).isNotNull();
        }
    }

    private void readLanes() {
        Occupancy occupancy = new Occupancy();
        for (LaneGroup group : model.lanes().groups()) {
            for (Lane lane : group.lanes()) {
                long now = model.now();
                lane.occupancy(0, now / 200.0 + 1, 200, occupancy);
                for (int p = 0; p < 200; p++) {
                    assertThat(occupancy.busy(p)).isBetween(0L, now / 200 + now / 400 + 10);
                }
                long[] last = {Long.MIN_VALUE};
                lane.spans(now / 2, now, 0, (start, end, state, row) -> {
                    assertThat(start).isGreaterThanOrEqualTo(last[0]);
                    assertThat(end).isGreaterThanOrEqualTo(start);
                    last[0] = end;
                    return true;
                });
            }
        }
    }

    private void readFigures() {
        assertThat(Report.of(model, Thresholds.DEFAULT).toJson()).contains("byKind");
        for (Pool pool : model.pools()) {
            PoolSeries series = pool.series();
            for (int i = series.oldest(); i < series.size(); i++) {
                assertThat(series.queue(i)).isNotNegative();
            }
            assertThat(pool.saturated(0, model.now())).isBetween(0.0, 1.0);
        }
    }
}
