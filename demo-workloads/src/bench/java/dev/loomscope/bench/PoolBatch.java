package dev.loomscope.bench;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.jspecify.annotations.Nullable;

/**
 * Tasks through a ThreadPoolExecutor. With several workers they run while the next ones are submitted; with one worker it is
 * held until all are submitted, so that submitting and running never contend for the queue and their costs add up.
 *
 * <p>The end of a batch costs no task anything: a barrier is queued behind it for each worker, and a worker is there only
 * when it has ended what it ran before.
 */
final class PoolBatch implements Batch {
    private final ExecutorService pool;
    private final int workers;
    private final int tasks;
    private final int spins;
    private final Around around;

    PoolBatch(int workers, int tasks, int spins, Around around) {
        this.pool = Executors.newFixedThreadPool(workers, Thread.ofPlatform().name("bench-", 1).factory());
        this.workers = workers;
        this.tasks = tasks;
        this.spins = spins;
        this.around = around;
    }

    @Override
    public int run() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        if (workers == 1) {
            pool.submit(() -> {
                gate.await();
                return null;
            });
        }
        for (int i = 0; i < tasks; i++) {
            pool.execute(new Task(spins, around));
        }
        gate.countDown();
        CyclicBarrier end = new CyclicBarrier(workers + 1);
        for (int i = 0; i < workers; i++) {
            pool.submit(() -> end.await());
        }
        end.await();
        return tasks;
    }

    @Override
    public void close() {
        pool.close();
    }

    /** One task, an object of its own as tasks are. */
    private static final class Task implements Runnable {
        private final int spins;
        private final Around around;

        @SuppressWarnings("unused")
        private long kept;

        Task(int spins, Around around) {
            this.spins = spins;
            this.around = around;
        }

        @Override
        public void run() {
            @Nullable Object begun = around.begin();
            kept = Spin.spin(spins);
            around.end(begun);
        }
    }
}
