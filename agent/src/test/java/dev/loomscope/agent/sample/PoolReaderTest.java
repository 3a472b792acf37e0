package dev.loomscope.agent.sample;

import java.lang.ref.WeakReference;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
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
        Field field = ThreadPoolExecutor.class.getDeclaredField("workers");
        field.setAccessible(true);
        Set<?> workers = (Set<?>) field.get(pool);
        try {
            pool.prestartAllCoreThreads();
            workers.add(null);

            PoolFact read = new PoolReader().read(new WatchedPool(1, 1, "pool", new WeakReference<>(pool)), pool, true,
                    false);

            assertThat(read).isNotNull();
            assertThat(read.workers()).hasSize(1);
        } finally {
            workers.remove(null);
            pool.shutdown();
        }
    }

    @Test
    void aWorkerLeadsToItsPoolWhateverItsFactoryPutAroundIt() {
        List<Runnable> bodies = new ArrayList<>();
        ThreadPoolExecutor pool = (ThreadPoolExecutor) Executors.newFixedThreadPool(1, worker -> {
            Runnable counted = () -> {
                bodies.size();
                worker.run();
            };
            bodies.addAll(List.of(worker, counted, wrappedByNetty(worker),
                    wrappedByNetty(counted), bodies::clear));
            return new Thread(worker);
        });
        try {
            pool.prestartAllCoreThreads();
            PoolReader reader = new PoolReader();

            assertThat(bodies).extracting(reader::poolOf).containsExactly(pool, pool, pool, pool, null);
            assertThat(reader.poolOf(null)).isNull();
        } finally {
            pool.shutdown();
        }
    }

    private static Runnable wrappedByNetty(Runnable body) {
        try {
            Method wrap = Class.forName("io.netty.util.concurrent.FastThreadLocalRunnable")
                    .getDeclaredMethod("wrap", Runnable.class);
            wrap.setAccessible(true);
            return (Runnable) wrap.invoke(null, body);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }
}
