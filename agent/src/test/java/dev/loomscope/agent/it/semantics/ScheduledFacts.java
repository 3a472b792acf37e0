package dev.loomscope.agent.it.semantics;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Delayed;
import java.util.concurrent.RunnableScheduledFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** ScheduledThreadPoolExecutor: order, periods, cancellation, shutdown. */
final class ScheduledFacts {
    private ScheduledFacts() {}

    static void tell(Report report) {
        report.fact("scheduled order", ScheduledFacts::order);
        report.fact("scheduled ties", ScheduledFacts::ties);
        for (boolean fixedRate : new boolean[] {true, false}) {
            report.fact("scheduled periodic task that throws, fixedRate=" + fixedRate, () -> throwing(fixedRate));
            report.fact("scheduled periodic task cancelled, fixedRate=" + fixedRate, () -> cancelled(fixedRate));
        }
        report.fact("scheduled shutdownNow", ScheduledFacts::shutdownNow);
        report.fact("scheduled shutdown policies", ScheduledFacts::policies);
        report.fact("scheduled removeOnCancel", ScheduledFacts::removeOnCancel);
        report.fact("scheduled decorateTask", ScheduledFacts::decorated);
        report.fact("scheduled submit", () -> {
            ScheduledThreadPoolExecutor pool = new ScheduledThreadPoolExecutor(1);
            var future = pool.submit(() -> 5);
            String text = future.getClass() + " " + future.get();
            PoolFacts.end(pool);
            return text;
        });
        report.fact("scheduled exception's stack", () -> {
            ScheduledThreadPoolExecutor pool = new ScheduledThreadPoolExecutor(1);
            ScheduledFuture<Object> future = pool.schedule(new Callable<>() {
                @Override
                public Object call() {
                    throw new IllegalStateException("late");
                }
            }, 1, TimeUnit.MILLISECONDS);
            Throwable thrown = Report.thrownBy(future::get);
            PoolFacts.end(pool);
            return Report.trace(thrown);
        });
        report.fact("scheduled runs do not overlap", ScheduledFacts::overlap);
    }

    private static Object order() throws Exception {
        ScheduledThreadPoolExecutor pool = new ScheduledThreadPoolExecutor(1);
        List<Integer> ran = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch latch = new CountDownLatch(1);
        pool.execute(PoolFacts.holding(inside, latch));
        Report.await(inside);
        List<ScheduledFuture<?>> futures = new ArrayList<>();
        for (int i : new int[] {5, 1, 4, 2, 3}) {
            futures.add(pool.schedule(() -> ran.add(i), 20 * i, TimeUnit.MILLISECONDS));
        }
        Delayed first = futures.get(1);
        int compared = Integer.signum(first.compareTo(futures.get(0)));
        Thread.sleep(110);
        boolean due = first.getDelay(TimeUnit.NANOSECONDS) <= 0;
        latch.countDown();
        PoolFacts.end(pool);
        return ran + " " + compared + due + pool.getCompletedTaskCount() + futures.get(0).getClass();
    }

    private static Object ties() throws Exception {
        ScheduledThreadPoolExecutor pool = new ScheduledThreadPoolExecutor(1);
        List<Integer> ran = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch latch = new CountDownLatch(1);
        pool.execute(PoolFacts.holding(inside, latch));
        Report.await(inside);
        for (int i = 0; i < 20; i++) {
            int number = i;
            pool.schedule(() -> ran.add(number), 0, TimeUnit.SECONDS);
        }
        latch.countDown();
        PoolFacts.end(pool);
        return ran;
    }

    private static ScheduledFuture<?> start(ScheduledThreadPoolExecutor pool, Runnable task, boolean fixedRate) {
        return fixedRate
                ? pool.scheduleAtFixedRate(task, 0, 1, TimeUnit.MILLISECONDS)
                : pool.scheduleWithFixedDelay(task, 0, 1, TimeUnit.MILLISECONDS);
    }

    private static Object throwing(boolean fixedRate) throws Exception {
        ScheduledThreadPoolExecutor pool = new ScheduledThreadPoolExecutor(1);
        AtomicInteger runs = new AtomicInteger();
        RuntimeException mine = new IllegalStateException("third");
        ScheduledFuture<?> future = start(pool, () -> {
            if (runs.incrementAndGet() == 3) {
                throw mine;
            }
        }, fixedRate);
        Throwable thrown = Report.thrownBy(future::get);
        boolean empty = pool.getQueue().isEmpty();
        PoolFacts.end(pool);
        return runs + " " + (thrown.getCause() == mine) + future.isDone() + future.isCancelled() + empty
                + pool.getCompletedTaskCount();
    }

    private static Object cancelled(boolean fixedRate) throws Exception {
        ScheduledThreadPoolExecutor pool = new ScheduledThreadPoolExecutor(1);
        CountDownLatch three = new CountDownLatch(3);
        AtomicInteger after = new AtomicInteger();
        ScheduledFuture<?> future = start(pool, () -> {
            three.countDown();
            after.incrementAndGet();
        }, fixedRate);
        Report.await(three);
        boolean done = future.cancel(false);
        pool.submit(() -> {}).get();
        int runs = after.get();
        pool.submit(() -> {}).get();
        boolean stopped = after.get() == runs;
        Throwable thrown = Report.thrownBy(future::get);
        PoolFacts.end(pool);
        return done + " " + stopped + thrown + future.isCancelled();
    }

    private static Object shutdownNow() throws Exception {
        ScheduledThreadPoolExecutor pool = new ScheduledThreadPoolExecutor(1);
        List<Object> given = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            given.add(pool.schedule(new PoolFacts.Named("task"), 60 + i, TimeUnit.SECONDS));
        }
        given.add(pool.scheduleAtFixedRate(new PoolFacts.Named("periodic"), 90, 1, TimeUnit.SECONDS));
        List<Runnable> left = pool.shutdownNow();
        boolean ended = pool.awaitTermination(30, TimeUnit.SECONDS);
        return Report.places(left, given) + " " + ended + left;
    }

    private static Object policies() throws Exception {
        List<Object> seen = new ArrayList<>();
        for (boolean keep : new boolean[] {true, false}) {
            ScheduledThreadPoolExecutor pool = new ScheduledThreadPoolExecutor(1);
            pool.setExecuteExistingDelayedTasksAfterShutdownPolicy(keep);
            pool.setContinueExistingPeriodicTasksAfterShutdownPolicy(keep);
            AtomicInteger runs = new AtomicInteger();
            ScheduledFuture<?> once = pool.schedule(runs::incrementAndGet, keep ? 20 : 60_000, TimeUnit.MILLISECONDS);
            ScheduledFuture<?> often = pool.scheduleAtFixedRate(() -> {}, 60, 60, TimeUnit.SECONDS);
            pool.shutdown();
            if (keep) {
                once.get();
                seen.add(pool.getQueue().contains(often));
                often.cancel(false);
                pool.purge();
            }
            seen.add(pool.awaitTermination(30, TimeUnit.SECONDS));
            seen.add(runs.get());
            seen.add(once.isCancelled());
            seen.add(often.isCancelled());
        }
        return seen;
    }

    private static Object removeOnCancel() throws Exception {
        List<Object> seen = new ArrayList<>();
        for (boolean remove : new boolean[] {true, false}) {
            ScheduledThreadPoolExecutor pool = new ScheduledThreadPoolExecutor(1);
            pool.setRemoveOnCancelPolicy(remove);
            ScheduledFuture<?> future = pool.schedule(new PoolFacts.Named("task"), 60, TimeUnit.SECONDS);
            seen.add(pool.getQueue().peek() == future);
            seen.add(future.cancel(false));
            seen.add(pool.getQueue().size());
            seen.add(pool.remove((Runnable) future));
            pool.shutdownNow();
            seen.add(pool.awaitTermination(30, TimeUnit.SECONDS));
        }
        return seen;
    }

    /** A pool that puts its own task around each. */
    private static final class Decorating extends ScheduledThreadPoolExecutor {
        private final List<Object> decorated = new ArrayList<>();

        Decorating() {
            super(1);
        }

        @Override
        protected <V> RunnableScheduledFuture<V> decorateTask(Callable<V> callable, RunnableScheduledFuture<V> task) {
            decorated.add(task);
            return task;
        }
    }

    private static Object decorated() throws Exception {
        Decorating pool = new Decorating();
        ScheduledFuture<Integer> future = pool.schedule(() -> 3, 1, TimeUnit.MILLISECONDS);
        int answer = future.get();
        PoolFacts.end(pool);
        return answer + " " + Report.places(pool.decorated, List.of(future));
    }

    private static Object overlap() throws Exception {
        ScheduledThreadPoolExecutor pool = new ScheduledThreadPoolExecutor(3);
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger overlaps = new AtomicInteger();
        CountDownLatch runs = new CountDownLatch(10);
        ScheduledFuture<?> future = pool.scheduleAtFixedRate(() -> {
            if (inside.incrementAndGet() != 1) {
                overlaps.incrementAndGet();
            }
            Thread.yield();
            inside.decrementAndGet();
            runs.countDown();
        }, 0, 100, TimeUnit.MICROSECONDS);
        Report.await(runs);
        future.cancel(false);
        PoolFacts.end(pool);
        return overlaps;
    }
}
