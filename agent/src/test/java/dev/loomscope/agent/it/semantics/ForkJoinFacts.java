package dev.loomscope.agent.it.semantics;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CountedCompleter;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.Future;
import java.util.concurrent.RecursiveAction;
import java.util.concurrent.RecursiveTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** ForkJoinPool, its tasks, and what stands on them: parallel streams. */
final class ForkJoinFacts {
    private ForkJoinFacts() {}

    /** The usual example. */
    static final class Fibonacci extends RecursiveTask<Integer> {
        private static final long serialVersionUID = 1;
        private final int number;

        Fibonacci(int number) {
            this.number = number;
        }

        @Override
        protected Integer compute() {
            if (number < 2) {
                return number;
            }
            Fibonacci left = new Fibonacci(number - 1);
            left.fork();
            return new Fibonacci(number - 2).compute() + left.join();
        }
    }

    /** A task that throws so many levels below. */
    private static final class Failing extends RecursiveAction {
        private static final long serialVersionUID = 1;
        private final int levels;

        Failing(int levels) {
            this.levels = levels;
        }

        @Override
        protected void compute() {
            if (levels == 0) {
                throw new IllegalStateException("bottom");
            }
            invokeAll(new Failing(levels - 1));
        }
    }

    /** Adds up an interval by halves that complete each other. */
    private static final class Summing extends CountedCompleter<Void> {
        private static final long serialVersionUID = 1;
        private final transient AtomicLong sum;
        private final int from;
        private final int to;

        Summing(CountedCompleter<?> parent, AtomicLong sum, int from, int to) {
            super(parent);
            this.sum = sum;
            this.from = from;
            this.to = to;
        }

        @Override
        public void compute() {
            if (to - from < 10) {
                for (int i = from; i < to; i++) {
                    sum.addAndGet(i);
                }
            } else {
                setPendingCount(2);
                int middle = (from + to) >>> 1;
                new Summing(this, sum, from, middle).fork();
                new Summing(this, sum, middle, to).fork();
            }
            tryComplete();
        }
    }

    static void tell(Report report) {
        report.fact("fork/join Fibonacci", () -> {
            ForkJoinPool pool = new ForkJoinPool(3);
            int answer = pool.invoke(new Fibonacci(17)) + pool.submit(new Fibonacci(10)).get()
                    + ForkJoinPool.commonPool().invoke(new Fibonacci(12));
            PoolFacts.end(pool);
            return answer;
        });
        report.fact("fork/join task's state", () -> {
            Fibonacci task = new Fibonacci(5);
            String before = task.isDone() + " " + task.getRawResult();
            ForkJoinPool pool = new ForkJoinPool(1);
            ForkJoinTask<Integer> same = pool.submit(task);
            int answer = same.get();
            PoolFacts.end(pool);
            return before + (same == task) + answer + task.isCompletedNormally() + task.isCompletedAbnormally()
                    + task.getRawResult() + task.getException() + task.tryUnfork();
        });
        report.fact("fork/join failure", () -> {
            ForkJoinPool pool = new ForkJoinPool(1);
            Failing task = new Failing(3);
            Throwable thrown = Report.thrownBy(() -> pool.invoke(task));
            Throwable got = Report.thrownBy(task::get);
            PoolFacts.end(pool);
            return thrown.getClass() + " " + root(thrown) + got.getClass() + task.isCompletedAbnormally()
                    + root(task.getException());
        });
        report.fact("fork/join wrappers", ForkJoinFacts::wrappers);
        report.fact("fork/join cancel", ForkJoinFacts::cancelled);
        report.fact("fork/join counted completer", () -> {
            AtomicLong sum = new AtomicLong();
            new Summing(null, sum, 0, 1_000).invoke();
            return sum;
        });
        report.fact("fork/join asynchronous mode is first in, first out", ForkJoinFacts::asynchronous);
        report.fact("fork/join unfork", ForkJoinFacts::unfork);
        report.fact("fork/join uncaught", ForkJoinFacts::uncaught);
        report.fact("fork/join shutdown", ForkJoinFacts::shutdown);
        report.fact("fork/join worker", () -> {
            ForkJoinPool pool = new ForkJoinPool(1);
            String text = pool.submit((Callable<String>) () -> {
                Thread thread = Thread.currentThread();
                return thread.getClass() + " " + thread.isDaemon() + thread.getName() + ForkJoinTask.inForkJoinPool()
                        + (ForkJoinTask.getPool() == pool) + (((ForkJoinWorkerThread) thread).getPool() == pool);
            }).get();
            PoolFacts.end(pool);
            return text;
        });
        report.fact("fork/join managed blocker", ForkJoinFacts::managed);
        report.fact("parallel stream sum", () -> LongStream.range(0, 100_000).parallel().map(i -> i * 3).sum());
        report.fact("parallel stream order", () -> IntStream.range(0, 1_000)
                .parallel()
                .filter(i -> i % 37 == 0)
                .boxed()
                .collect(Collectors.toList()));
        report.fact("parallel stream failure", () -> {
            RuntimeException mine = new IllegalStateException("element");
            Throwable thrown = Report.thrownBy(() -> {
                IntStream.range(0, 1_000).parallel().forEach(i -> {
                    if (i == 700) {
                        throw mine;
                    }
                });
                return null;
            });
            return root(thrown) == mine;
        });
        report.fact("parallel stream in a pool of one's own", () -> {
            ForkJoinPool pool = new ForkJoinPool(2);
            long strangers = pool.submit((Callable<Long>) () -> IntStream.range(0, 1_000)
                    .parallel()
                    .filter(i -> ForkJoinTask.getPool() != pool)
                    .count()).get();
            PoolFacts.end(pool);
            return strangers;
        });
        report.fact("parallel stream of sorted, distinct", () -> IntStream.range(0, 5_000)
                .parallel()
                .map(i -> (i * 7919) % 101)
                .distinct()
                .sorted()
                .boxed()
                .reduce(0, (a, b) -> a * 31 + b));
    }

    private static Throwable root(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    private static Object wrappers() throws Exception {
        ForkJoinPool pool = new ForkJoinPool(1);
        AtomicInteger runs = new AtomicInteger();
        Future<?> runnable = pool.submit((Runnable) runs::incrementAndGet);
        Future<Integer> callable = pool.submit((Callable<Integer>) runs::incrementAndGet);
        pool.execute(runs::incrementAndGet);
        ForkJoinTask<Integer> adapted = ForkJoinTask.adapt((Callable<Integer>) runs::incrementAndGet);
        pool.invoke(adapted);
        callable.get();
        runnable.get();
        PoolFacts.end(pool);
        return runs + " " + runnable.getClass() + callable.getClass() + adapted.getClass();
    }

    private static Object cancelled() throws Exception {
        ForkJoinPool pool = new ForkJoinPool(1);
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch latch = new CountDownLatch(1);
        pool.submit(PoolFacts.holding(inside, latch));
        Report.await(inside);
        AtomicInteger runs = new AtomicInteger();
        ForkJoinTask<?> queued = pool.submit((Runnable) runs::incrementAndGet);
        boolean first = queued.cancel(true);
        boolean second = queued.cancel(false);
        latch.countDown();
        Throwable thrown = Report.thrownBy(queued::get);
        PoolFacts.end(pool);
        return first + " " + second + queued.isCancelled() + thrown.getClass() + runs;
    }

    private static Object asynchronous() throws Exception {
        ForkJoinPool pool = new ForkJoinPool(1, ForkJoinPool.defaultForkJoinWorkerThreadFactory, null, true);
        List<Integer> order = Collections.synchronizedList(new ArrayList<>());
        pool.submit(() -> {
            for (int i = 0; i < 10; i++) {
                int number = i;
                ForkJoinTask.adapt(() -> order.add(number)).fork();
            }
        }).get();
        PoolFacts.end(pool);
        return order + " " + pool.getAsyncMode();
    }

    private static Object unfork() throws Exception {
        ForkJoinPool pool = new ForkJoinPool(1);
        AtomicInteger runs = new AtomicInteger();
        String text = pool.submit((Callable<String>) () -> {
            ForkJoinTask<?> task = ForkJoinTask.adapt((Runnable) runs::incrementAndGet);
            task.fork();
            int queued = ForkJoinTask.getQueuedTaskCount();
            boolean taken = task.tryUnfork();
            int left = ForkJoinTask.getQueuedTaskCount();
            task.invoke();
            return queued + " " + taken + left + task.isDone();
        }).get();
        PoolFacts.end(pool);
        return text + runs;
    }

    private static Object uncaught() throws Exception {
        List<Object> seen = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch called = new CountDownLatch(1);
        ForkJoinPool pool = new ForkJoinPool(1, ForkJoinPool.defaultForkJoinWorkerThreadFactory, (thread, e) -> {
            seen.add(e.toString());
            called.countDown();
        }, false);
        pool.execute((Runnable) () -> {
            throw new IllegalStateException("executed");
        });
        Report.await(called);
        int answer = pool.submit((Callable<Integer>) () -> 1).get();
        PoolFacts.end(pool);
        return seen.get(0) + " " + answer;
    }

    private static Object shutdown() throws Exception {
        ForkJoinPool pool = new ForkJoinPool(1);
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        pool.submit(PoolFacts.holding(inside, never));
        Report.await(inside);
        ForkJoinTask<?> queued = pool.submit(new PoolFacts.Named("queued"));
        List<Runnable> left = pool.shutdownNow();
        boolean ended = pool.awaitTermination(30, TimeUnit.SECONDS);
        Throwable refused = Report.thrownBy(() -> pool.submit(new PoolFacts.Named("late")));
        return left + " " + ended + queued.isCancelled() + refused.getClass();
    }

    private static Object managed() throws Exception {
        ForkJoinPool pool = new ForkJoinPool(1);
        CountDownLatch latch = new CountDownLatch(1);
        Future<Boolean> blocked = pool.submit((Callable<Boolean>) () -> {
            ForkJoinPool.managedBlock(new ForkJoinPool.ManagedBlocker() {
                @Override
                public boolean block() throws InterruptedException {
                    latch.await();
                    return true;
                }

                @Override
                public boolean isReleasable() {
                    return latch.getCount() == 0;
                }
            });
            return true;
        });
        // Runs only because the pool makes up for the worker that blocks.
        pool.submit((Runnable) latch::countDown).get();
        boolean released = blocked.get();
        PoolFacts.end(pool);
        return released;
    }
}
