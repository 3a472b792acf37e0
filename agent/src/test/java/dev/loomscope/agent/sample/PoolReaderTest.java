package dev.loomscope.agent.sample;

import java.lang.ref.WeakReference;
import java.lang.reflect.Field;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadPoolExecutor;

import dev.loomscope.agent.sample.Facts.PoolFact;
import dev.loomscope.agent.sample.PoolBoard.WatchedPool;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PoolReaderTest {
    /** A copy of a set that shrinks meanwhile ends in nulls; here one stands in the set from the start. */
    @Test
    void workersThatLeaveOnTheWayArePassedOver() throws Exception {
        ThreadPoolExecutor pool = (ThreadPoolExecutor) Executors.newFixedThreadPool(1);
        try {
            pool.prestartAllCoreThreads();
            Field workers = ThreadPoolExecutor.class.getDeclaredField("workers");
            workers.setAccessible(true);
            ((Set<?>) workers.get(pool)).add(null);

            PoolFact read = new PoolReader().read(new WatchedPool(1, 1, "pool", new WeakReference<>(pool)), true);

            assertThat(read).isNotNull();
            assertThat(read.workers()).hasSize(1);
            ((Set<?>) workers.get(pool)).remove(null);
        } finally {
            pool.shutdown();
        }
    }
}
