package dev.loomscope.model;

import java.util.ArrayList;
import java.util.List;

import dev.loomscope.protocol.BadInputException;
import dev.loomscope.protocol.DictionarySort;
import dev.loomscope.protocol.EventKind;
import dev.loomscope.protocol.Outcome;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class PoolTest {
    private static final int POOL = 3;
    private static final long S = 1_000_000_000;

    private final Frames frames = new Frames();
    private final SessionModel model = new SessionModel();

    private Pool pool() {
        return model.pool(POOL).orElseThrow();
    }

    @Test
    void saturatedWhileAllWorkersAreBusyAndSomethingWaits() throws BadInputException {
        model.apply(frames.sample(0, Frames.pool(POOL, 2, 2, 0), ""));
        model.apply(frames.events(10 * S, e -> {
            e.beginRun(1);
            for (int key = 1; key <= 4; key++) {
                e.task(EventKind.SUBMIT, S + key, key, POOL, 1);
            }
            e.beginRun(31);
            e.task(EventKind.START, 2 * S, 1, POOL, 1);
            e.end(5 * S, 1, Outcome.COMPLETED, 0);
            e.task(EventKind.START, 5 * S, 3, POOL, 1);
            e.end(6 * S, 3, Outcome.COMPLETED, 0);
            e.task(EventKind.START, 6 * S, 4, POOL, 1);
            e.end(9 * S, 4, Outcome.COMPLETED, 0);
            e.beginRun(32);
            e.task(EventKind.START, 3 * S, 2, POOL, 1);
            e.end(9 * S, 2, Outcome.FAILED, 1);
        }));
        Pool pool = pool();
        assertThat(pool.saturated(0, 10 * S)).isCloseTo(0.3, within(1e-9));
        assertThat(pool.saturated(3 * S, 6 * S)).isCloseTo(1, within(1e-9));
        assertThat(pool.saturated(0, 3 * S)).isZero();
        List<String> stretches = new ArrayList<>();
        pool.saturations(0, 10 * S, (from, to) -> stretches.add(from / S + "-" + to / S));
        assertThat(stretches).containsExactly("3-6");
        assertThat(pool.queue()).isZero();
        assertThat(pool.active()).isZero();
        assertThat(pool.queuePeak()).isEqualTo(2);
        assertThat(pool.tasks()).isEqualTo(4);
        assertThat(pool.completed()).isEqualTo(3);
        assertThat(pool.failed()).isEqualTo(1);
        assertThat(pool.runs().count()).isEqualTo(4);
        assertThat(pool.runs().max()).isEqualTo(6 * S);
        assertThat((double) pool.waits().p50()).isCloseTo(2.0 * S, within(0.02 * S));
    }

    @Test
    void poolWithoutBoundNeverSaturates() throws BadInputException {
        model.apply(frames.sample(0, """
                {"id":3,"class":"java.util.concurrent.ThreadPoolExecutor","size":1,"queue":0,"max":2147483647,"core":0,
                 "queueCapacity":0}""", ""));
        model.apply(frames.events(10 * S, e -> {
            e.beginRun(1);
            e.task(EventKind.SUBMIT, S, 1, POOL, 1);
            e.task(EventKind.SUBMIT, S, 2, POOL, 1);
            e.beginRun(31);
            e.task(EventKind.START, 2 * S, 1, POOL, 1);
        }));
        assertThat(pool().max()).isEqualTo(Pool.UNBOUNDED);
        assertThat(pool().queue()).as("nothing can queue").isZero();
        assertThat(pool().saturated(0, 10 * S)).isZero();
    }

    @Test
    void unboundedQueueKeepsAPoolAtItsCoreSize() throws BadInputException {
        model.apply(frames.sample(0, """
                {"id":3,"class":"java.util.concurrent.ThreadPoolExecutor","size":1,"queue":0,"max":10,"core":1,
                 "queueCapacity":null}""", ""));
        assertThat(pool().max()).isEqualTo(1);
        assertThat(pool().configuredMax()).isEqualTo(10);
        model.apply(frames.events(10 * S, e -> {
            e.beginRun(1);
            e.task(EventKind.SUBMIT, S, 1, POOL, 1);
            e.task(EventKind.SUBMIT, S, 2, POOL, 1);
            e.beginRun(31);
            e.task(EventKind.START, 2 * S, 1, POOL, 1);
        }));
        assertThat(pool().saturatedNow()).isTrue();
        assertThat(pool().saturated(0, 4 * S)).isCloseTo(0.5, within(1e-9));
    }

    @Test
    void tasksQueuedBeforeWatchingBeganCountUntilTheyStart() throws BadInputException {
        model.apply(frames.events(S, e -> {
            e.beginRun(31);
            e.task(EventKind.ADOPT, S, 0, POOL, 0);
        }));
        model.apply(frames.sample(S, Frames.pool(POOL, 1, 1, 2), ""));
        assertThat(pool().queue()).isEqualTo(2);
        assertThat(pool().saturatedNow()).isTrue();
        model.apply(frames.events(3 * S, e -> {
            e.beginRun(31);
            e.end(2 * S, 0, Outcome.COMPLETED, 0);
            e.task(EventKind.START, 2 * S, 1, POOL, 1);
            e.end(3 * S, 1, Outcome.COMPLETED, 0);
            e.task(EventKind.START, 3 * S, 2, POOL, 1);
        }));
        assertThat(pool().queue()).isZero();
        assertThat(pool().saturatedNow()).isFalse();
    }

    /** Of delayed tasks samples tell how many are due, also of those whose submit was seen. */
    @Test
    void whatIsDueAndDidNotStartWaits() throws BadInputException {
        model.apply(frames.events(S, e -> {
            e.define(DictionarySort.POOL, POOL, "java.util.concurrent.ScheduledThreadPoolExecutor@1a");
            e.beginRun(1);
            for (int key = 1; key <= 2; key++) {
                e.task(EventKind.SUBMIT, S, key, POOL, 1);
                e.note(EventKind.DUE, S, key, 2 * S, 0, 0, 0);
            }
        }));
        model.apply(frames.sample(2 * S, Frames.pool(POOL, 1, 1, 0), ""));
        assertThat(pool().queue()).isZero();
        model.apply(frames.sample(4 * S, Frames.pool(POOL, 1, 1, 2), ""));
        assertThat(pool().queue()).isEqualTo(2);
        model.apply(frames.events(5 * S, e -> {
            e.beginRun(31);
            e.task(EventKind.START, 5 * S, 1, POOL, 1);
        }));
        assertThat(pool().queue()).isEqualTo(1);
        model.apply(frames.sample(6 * S, Frames.pool(POOL, 1, 1, 1), ""));
        assertThat(pool().queue()).isEqualTo(1);
        model.apply(frames.events(7 * S, e -> {
            e.beginRun(31);
            e.end(7 * S, 1, Outcome.COMPLETED, 0);
            e.task(EventKind.START, 7 * S, 2, POOL, 1);
        }));
        assertThat(pool().queue()).isZero();
        assertThat(pool().queuePeak()).isEqualTo(2);
    }

    @Test
    void seriesHasAPointForEachSample() throws BadInputException {
        for (int i = 1; i <= 300; i++) {
            model.apply(frames.sample(i * 100L, Frames.pool(POOL, 1, 2, i), ""));
        }
        PoolSeries series = pool().series();
        assertThat(series.size()).isEqualTo(300);
        assertThat(series.time(299)).isEqualTo(30_000);
        assertThat(series.max(299)).isEqualTo(2);
        assertThat(series.indexAt(15_000)).isEqualTo(149);
        assertThat(series.indexAt(15_001)).isEqualTo(150);
        assertThat(series.indexAt(99_999)).isEqualTo(300);
    }

    @Test
    void poolsAreNamedByTheirWorkers() throws BadInputException {
        model.apply(frames.events(e -> {
            e.define(DictionarySort.POOL, 1, "java.util.concurrent.ThreadPoolExecutor@1a");
            e.define(DictionarySort.POOL, 2, "java.util.concurrent.ThreadPoolExecutor@2b");
            e.define(DictionarySort.POOL, 3, "java.util.concurrent.ThreadPoolExecutor@3c");
            e.define(DictionarySort.THREAD, 31, "orders-2");
            e.define(DictionarySort.THREAD, 32, "orders-10");
            e.define(DictionarySort.THREAD, 33, "pool-7-thread-1");
            e.beginRun(31);
            e.task(EventKind.START, 10, 1, 1, 1);
            e.beginRun(32);
            e.task(EventKind.START, 10, 2, 1, 1);
            e.beginRun(33);
            e.task(EventKind.START, 10, 3, 2, 1);
            e.beginRun(1);
            e.task(EventKind.SUBMIT, 10, 4, 3, 1);
        }));
        assertThat(model.pools()).extracting(Pool::name).containsExactly("orders", "pool-7", "ThreadPoolExecutor@3c");
        assertThat(model.lanes().groups().getFirst().lanes()).extracting(Lane::name).containsExactly("orders-2",
                "orders-10");
    }

    @Test
    void lossesAreCountedOnceAndRestatedOnesAreKnown() throws BadInputException {
        model.apply(frames.json(dev.loomscope.protocol.FrameType.LOSS, 5,
                "{\"category\":\"task\",\"where\":\"ring\",\"count\":0,\"total\":7,\"fromNs\":1,\"toNs\":2}"));
        assertThat(model.eventsDropped()).isEqualTo(7);
        model.apply(frames.json(dev.loomscope.protocol.FrameType.LOSS, 9,
                "{\"category\":\"task\",\"where\":\"ring\",\"count\":3,\"total\":10,\"fromNs\":5,\"toNs\":8}"));
        model.apply(frames.json(dev.loomscope.protocol.FrameType.LOSS, 9,
                "{\"category\":\"task\",\"where\":\"ring\",\"count\":0,\"total\":10,\"fromNs\":1,\"toNs\":8}"));
        assertThat(model.eventsDropped()).isEqualTo(10);
        assertThat(model.losses()).containsExactly(new Loss("task", "ring", 7, 1, 2),
                new Loss("task", "ring", 3, 5, 8));
    }
}
