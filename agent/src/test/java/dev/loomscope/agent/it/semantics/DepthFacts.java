package dev.loomscope.agent.it.semantics;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadPoolExecutor;

/** Tasks at the end of their stack, and calls from where one does not expect them. */
final class DepthFacts {
    private static int depth;

    private DepthFacts() {}

    /** Runs itself as a task in a task until the stack ends. */
    private static final class Nested implements Callable<Object> {
        @Override
        public Object call() throws Exception {
            FutureTask<Object> next = new FutureTask<>(new Nested());
            next.run();
            try {
                return next.get();
            } catch (java.util.concurrent.ExecutionException e) {
                return FutureFacts.sneak(e.getCause());
            }
        }
    }

    private static int endless(int number) {
        depth = number;
        return endless(number + 1) + 1;
    }

    private static void submitDeep(ThreadPoolExecutor pool) {
        pool.execute(() -> {});
        submitDeep(pool);
    }

    /** Its initializer hands over a task and waits for it. */
    private static final class Initialized {
        static final int ANSWER;

        static {
            ThreadPoolExecutor pool = PoolFacts.pool(1);
            try {
                ANSWER = pool.submit(new PoolFacts.Named("initializer"), 42).get();
                PoolFacts.end(pool);
            } catch (Exception e) {
                throw new ExceptionInInitializerError(e);
            }
        }
    }

    static void tell(Report report) {
        report.fact("overflow in a submitted task", () -> {
            ThreadPoolExecutor pool = PoolFacts.pool(1);
            Future<Integer> future = pool.submit(() -> endless(0));
            Throwable thrown = Report.thrownBy(future::get).getCause();
            int after = pool.submit(() -> 1).get();
            PoolFacts.end(pool);
            return thrown.getClass() + " " + (depth > 1_000) + after;
        });
        report.fact("overflow in an executed task", () -> {
            List<Object> seen = Collections.synchronizedList(new ArrayList<>());
            ThreadPoolExecutor pool = PoolFacts.pool(1);
            CountDownLatch called = new CountDownLatch(1);
            pool.setThreadFactory(work -> {
                Thread thread = new Thread(work);
                thread.setUncaughtExceptionHandler((dead, e) -> {
                    seen.add(e.getClass());
                    called.countDown();
                });
                return thread;
            });
            pool.execute(() -> endless(0));
            Report.await(called);
            int after = pool.submit(() -> 1).get();
            PoolFacts.end(pool);
            return seen + " " + after;
        });
        report.fact("overflow in nested tasks", () -> {
            List<Object> seen = Collections.synchronizedList(new ArrayList<>());
            Thread thread = new Thread(null, () -> seen.add(Report.thrownBy(new Nested()).getClass()), "nested",
                    512 << 10);
            thread.start();
            thread.join();
            return seen;
        });
        report.fact("overflow while submitting", () -> {
            // What the pool itself does with an overflow inside of it is its own affair: only the error is looked at.
            ThreadPoolExecutor pool = new ThreadPoolExecutor(
                    0, 1, 1, java.util.concurrent.TimeUnit.SECONDS, new java.util.concurrent.ArrayBlockingQueue<>(1),
                    work -> {
                        Thread worker = new Thread(work);
                        worker.setDaemon(true);
                        return worker;
                    }, new ThreadPoolExecutor.DiscardPolicy());
            List<Object> seen = Collections.synchronizedList(new ArrayList<>());
            Thread thread = new Thread(null, () -> seen.add(Report.thrownBy(() -> {
                submitDeep(pool);
                return null;
            }).getClass()), "deep", 512 << 10);
            thread.start();
            thread.join();
            return seen;
        });
        report.fact("overflow in fork/join", () -> {
            ForkJoinPool pool = new ForkJoinPool(1);
            Throwable thrown = Report.thrownBy(() -> pool.submit((Callable<Integer>) () -> endless(0)).get());
            int after = pool.submit((Callable<Integer>) () -> 1).get();
            PoolFacts.end(pool);
            Throwable root = thrown;
            while (root.getCause() != null) {
                root = root.getCause();
            }
            return root.getClass() + " " + after;
        });
        report.fact("overflow in a stage", () -> Report
                .thrownBy(() -> CompletableFuture.supplyAsync(() -> endless(0)).get())
                .getCause()
                .getClass());
        report.fact("submit inside a thread factory", () -> {
            ThreadPoolExecutor inner = PoolFacts.pool(1);
            ThreadPoolExecutor outer = PoolFacts.pool(1);
            outer.setThreadFactory(work -> {
                try {
                    inner.submit(new PoolFacts.Named("inner")).get();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
                return new Thread(work);
            });
            int answer = outer.submit(() -> 1).get();
            PoolFacts.end(outer);
            PoolFacts.end(inner);
            return answer + " " + inner.getCompletedTaskCount();
        });
        report.fact("submit inside an uncaught exception handler", () -> {
            ThreadPoolExecutor pool = PoolFacts.pool(1);
            List<Object> answers = Collections.synchronizedList(new ArrayList<>());
            CountDownLatch over = new CountDownLatch(1);
            pool.setThreadFactory(work -> {
                Thread thread = new Thread(work);
                thread.setUncaughtExceptionHandler((dead, e) -> {
                    answers.add(Report.thrownBy(() -> answers.add(pool.submit(() -> 5).get())) == null);
                    over.countDown();
                });
                return thread;
            });
            pool.execute(() -> {
                throw new IllegalStateException();
            });
            Report.await(over);
            PoolFacts.end(pool);
            return answers;
        });
        report.fact("submit inside a class initializer", () -> Initialized.ANSWER);
        report.fact("submit inside a task inside a task", () -> {
            ThreadPoolExecutor pool = PoolFacts.pool(3);
            int answer = pool.submit(() -> pool.submit(() -> pool.submit(() -> 3).get() + 2).get() + 1).get();
            PoolFacts.end(pool);
            return answer;
        });
        report.fact("submit while the pool's monitor is held", () -> {
            ThreadPoolExecutor pool = PoolFacts.pool(1);
            int answer;
            synchronized (pool) {
                answer = pool.submit(() -> 1).get();
            }
            PoolFacts.end(pool);
            return answer;
        });
    }
}
