package dev.loomscope.agent.it.semantics;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** What happens to tasks that a pool refuses. */
final class RejectionFacts {
    private RejectionFacts() {}

    /** A pool with one worker, that is busy, and one place in its queue, that is taken. */
    private static final class Full implements AutoCloseable {
        private final CountDownLatch latch = new CountDownLatch(1);
        private final Runnable queued = new PoolFacts.Named("queued");
        private final ThreadPoolExecutor pool;

        Full(RejectedExecutionHandler handler) throws InterruptedException {
            pool = new ThreadPoolExecutor(1, 1, 30, TimeUnit.SECONDS, new ArrayBlockingQueue<>(1), handler);
            CountDownLatch inside = new CountDownLatch(1);
            pool.execute(PoolFacts.holding(inside, latch));
            Report.await(inside);
            pool.execute(queued);
        }

        @Override
        public void close() {
            latch.countDown();
            pool.shutdown();
            try {
                pool.awaitTermination(30, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    static void tell(Report report) {
        report.fact("abort", () -> {
            try (Full full = new Full(new ThreadPoolExecutor.AbortPolicy())) {
                Throwable executed = Report.thrownBy(() -> {
                    full.pool.execute(new PoolFacts.Named("refused"));
                    return null;
                });
                Throwable submitted = Report.thrownBy(() -> full.pool.submit(new PoolFacts.Named("refused")));
                return Report.trace(executed) + Report.trace(submitted) + full.pool.getQueue();
            }
        });
        report.fact("caller runs", () -> {
            try (Full full = new Full(new ThreadPoolExecutor.CallerRunsPolicy())) {
                AtomicReference<Thread> runner = new AtomicReference<>();
                full.pool.execute(() -> runner.set(Thread.currentThread()));
                Future<Thread> submitted = full.pool.submit(Thread::currentThread);
                RuntimeException mine = new IllegalStateException("mine");
                boolean thrown = Report.thrownBy(() -> {
                    full.pool.execute(() -> {
                        throw mine;
                    });
                    return null;
                }) == mine;
                Throwable deep = Report.thrownBy(() -> {
                    full.pool.execute(() -> {
                        throw new IllegalStateException("deep");
                    });
                    return null;
                });
                return (runner.get() == Thread.currentThread()) + " "
                        + (submitted.get() == Thread.currentThread()) + thrown + Report.trace(deep);
            }
        });
        report.fact("caller runs after shutdown", () -> {
            try (Full full = new Full(new ThreadPoolExecutor.CallerRunsPolicy())) {
                full.pool.shutdown();
                Future<Integer> dropped = full.pool.submit(() -> 1);
                return dropped.isDone() + " " + dropped;
            }
        });
        report.fact("discard", () -> {
            try (Full full = new Full(new ThreadPoolExecutor.DiscardPolicy())) {
                Future<Integer> dropped = full.pool.submit(() -> 1);
                return dropped.isDone() + " " + full.pool.getQueue();
            }
        });
        report.fact("discard oldest", () -> {
            try (Full full = new Full(new ThreadPoolExecutor.DiscardOldestPolicy())) {
                Future<Integer> next = full.pool.submit(() -> 1);
                boolean same = full.pool.getQueue().peek() == next;
                full.latch.countDown();
                return same + " " + next.get();
            }
        });
        report.fact("own handler", () -> {
            List<Object> seen = new ArrayList<>();
            try (Full full = new Full((task, pool) -> {
                seen.add(task);
                seen.add(pool);
            })) {
                Runnable refused = new PoolFacts.Named("refused");
                full.pool.execute(refused);
                return Report.places(seen, List.of(refused, full.pool));
            }
        });
        report.fact("own handler throws", () -> {
            RuntimeException mine = new IllegalStateException("handler");
            try (Full full = new Full((task, pool) -> {
                throw mine;
            })) {
                return Report.thrownBy(() -> full.pool.submit(() -> 1)) == mine;
            }
        });
        report.fact("own handler submits again", RejectionFacts::again);
        report.fact("own handler removes and reads the queue", () -> {
            try (Full full = new Full((task, pool) -> {
                boolean removed = pool.remove(pool.getQueue().peek());
                pool.execute(removed ? task : null);
            })) {
                Runnable last = new PoolFacts.Named("last");
                full.pool.execute(last);
                return full.pool.getQueue().peek() == last;
            }
        });
        report.fact("after shutdown", () -> {
            ThreadPoolExecutor pool = PoolFacts.pool(1);
            pool.shutdown();
            return Report.trace(Report.thrownBy(() -> pool.submit(new PoolFacts.Named("late"))));
        });
        report.fact("after shutdown, scheduled", () -> {
            var pool = new java.util.concurrent.ScheduledThreadPoolExecutor(1);
            pool.shutdown();
            return Report.trace(
                    Report.thrownBy(() -> pool.schedule(new PoolFacts.Named("late"), 1, TimeUnit.SECONDS)));
        });
    }

    private static Object again() throws Exception {
        int[] tries = new int[1];
        try (Full full = new Full((task, pool) -> {
            if (++tries[0] < 5) {
                pool.execute(task);
            }
        })) {
            full.pool.execute(new PoolFacts.Named("again"));
            return tries[0];
        }
    }
}
