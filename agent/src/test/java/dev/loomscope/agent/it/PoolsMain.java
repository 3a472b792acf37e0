package dev.loomscope.agent.it;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** A program whose tasks are counted: what it does with each of the classes in it is what a test expects of them. */
public final class PoolsMain {
    private PoolsMain() {}

    public static void main(String[] arguments) throws Exception {
        awaitAgent(arguments);
        plain();
        futures();
        rejected();
        discarded();
        callerRuns();
        removed();
        overriding();
        periodic();
        System.out.print(report());
    }

    /** Where it was started with an argument, waits until it is told that the agent is there. */
    static void awaitAgent(String[] arguments) throws IOException {
        if (arguments.length > 0) {
            System.out.println("waiting");
            check(System.in.read() >= 0, "nobody says go");
        }
    }

    @SuppressWarnings("unchecked")
    static String report() {
        return ((Supplier<String>) System.getProperties().get("counts")).get();
    }

    /** The report when it has a line: what a thread does at its end comes a little after others know that it ends. */
    static String reportWith(String line) throws InterruptedException {
        long deadline = System.nanoTime() + 60_000_000_000L;
        String report = report();
        while (!report.contains(line + '\n') && System.nanoTime() - deadline < 0) {
            Thread.sleep(1);
            report = report();
        }
        return report;
    }

    /** 1000 tasks, of which each twentieth throws: with its worker, so that there are fewer workers in all than rings. */
    private static void plain() throws InterruptedException {
        ThreadPoolExecutor pool = pool(4, new LinkedBlockingQueue<>());
        for (int i = 0; i < 1000; i++) {
            pool.execute(new Plain(i % 20 == 0));
        }
        end(pool);
    }

    /** 100 futures that complete, 50 that fail, 20 that are cancelled before they run, 1 while it runs. */
    private static void futures() throws Exception {
        ThreadPoolExecutor pool = pool(1, new LinkedBlockingQueue<>());
        for (int i = 0; i < 100; i++) {
            pool.submit(new Answer(false));
        }
        for (int i = 0; i < 50; i++) {
            pool.submit(new Answer(true));
        }
        CountDownLatch runs = new CountDownLatch(1);
        Future<?> running = pool.submit(new Blocked(runs));
        List<Future<?>> queued = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            queued.add(pool.submit(new Late()));
        }
        queued.forEach(future -> future.cancel(false));
        runs.await();
        running.cancel(true);
        end(pool);
    }

    /** 1 blocks the pool, 1 fills the queue, 30 are refused. */
    private static void rejected() throws InterruptedException {
        ThreadPoolExecutor pool = pool(1, new ArrayBlockingQueue<>(1));
        CountDownLatch runs = new CountDownLatch(1);
        CountDownLatch gate = new CountDownLatch(1);
        pool.execute(new Gated(runs, gate));
        runs.await();
        int refused = 0;
        for (int i = 0; i < 31; i++) {
            try {
                pool.execute(new Refused());
            } catch (RejectedExecutionException e) {
                refused++;
            }
        }
        check(refused == 30, "refused=" + refused);
        gate.countDown();
        end(pool);
    }

    /** 1 blocks, 6 come after it, of which 5 push the one before them out. */
    private static void discarded() throws InterruptedException {
        ThreadPoolExecutor pool = pool(1, new ArrayBlockingQueue<>(1));
        pool.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardOldestPolicy());
        CountDownLatch runs = new CountDownLatch(1);
        CountDownLatch gate = new CountDownLatch(1);
        pool.execute(new Gated(runs, gate));
        runs.await();
        for (int i = 0; i < 6; i++) {
            pool.execute(new Discarded());
        }
        gate.countDown();
        end(pool);
    }

    /** 1 blocks, 1 is queued, 4 are run by the caller. */
    private static void callerRuns() throws InterruptedException {
        ThreadPoolExecutor pool = pool(1, new ArrayBlockingQueue<>(1));
        pool.setRejectedExecutionHandler(new ThreadPoolExecutor.CallerRunsPolicy());
        CountDownLatch runs = new CountDownLatch(1);
        CountDownLatch gate = new CountDownLatch(1);
        pool.execute(new Gated(runs, gate));
        runs.await();
        AtomicInteger byCaller = new AtomicInteger();
        Thread caller = Thread.currentThread();
        for (int i = 0; i < 5; i++) {
            pool.execute(new Carried(caller, byCaller));
        }
        check(byCaller.get() == 4, "byCaller=" + byCaller);
        gate.countDown();
        end(pool);
    }

    /** 10 are queued: 3 are removed, 7 come back from shutdownNow, all as the application made them. */
    private static void removed() throws InterruptedException {
        ThreadPoolExecutor pool = pool(1, new LinkedBlockingQueue<>());
        CountDownLatch runs = new CountDownLatch(1);
        CountDownLatch gate = new CountDownLatch(1);
        pool.execute(new Gated(runs, gate));
        runs.await();
        List<Runnable> mine = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            Runnable task = new Removed();
            mine.add(task);
            pool.execute(task);
        }
        check(new ArrayList<>(pool.getQueue()).equals(mine), "getQueue gives other objects");
        for (int i = 0; i < 3; i++) {
            check(pool.remove(mine.get(i)), "remove does not find the task");
        }
        check(!pool.remove(mine.get(0)), "remove finds a task again");
        check(mine.subList(3, 10).equals(pool.shutdownNow()), "shutdownNow gives other objects");
        gate.countDown();
        check(pool.awaitTermination(60, TimeUnit.SECONDS), "pool does not end");
    }

    /** 10 tasks in a pool whose own methods are overridden; one of them throws in afterExecute. */
    private static void overriding() throws InterruptedException {
        AtomicInteger before = new AtomicInteger();
        AtomicInteger after = new AtomicInteger();
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), PoolsMain::thread) {
            @Override
            protected void beforeExecute(Thread thread, Runnable task) {
                before.incrementAndGet();
            }

            @Override
            protected void afterExecute(Runnable task, Throwable thrown) {
                if (after.incrementAndGet() == 5) {
                    throw new IllegalStateException("afterExecute fails");
                }
            }
        };
        for (int i = 0; i < 10; i++) {
            pool.execute(new Overridden());
        }
        end(pool);
        // Once more for the exception of its own.
        check(before.get() == 10 && after.get() == 11, "before=" + before + " after=" + after);
    }

    /** A periodic task that runs 5 times and is cancelled in its 5th run, one that fails in its 3rd, one that is too late. */
    private static void periodic() throws Exception {
        ScheduledThreadPoolExecutor pool = new ScheduledThreadPoolExecutor(1, PoolsMain::thread);
        CountDownLatch fifth = new CountDownLatch(5);
        Periodic periodic = new Periodic(fifth);
        periodic.self.is(pool.scheduleAtFixedRate(periodic, 50, 1, TimeUnit.MILLISECONDS));
        fifth.await();
        ScheduledFuture<?> failing = pool.scheduleAtFixedRate(new Failing(), 0, 1, TimeUnit.MILLISECONDS);
        while (!failing.isDone()) {
            Thread.sleep(1);
        }
        pool.schedule((Callable<String>) new Scheduled(), 1, TimeUnit.MILLISECONDS).get();
        pool.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        pool.schedule(new TooLate(), 1, TimeUnit.HOURS);
        end(pool);
    }

    private static ThreadPoolExecutor pool(int workers, java.util.concurrent.BlockingQueue<Runnable> queue) {
        return new ThreadPoolExecutor(workers, workers, 0, TimeUnit.SECONDS, queue, PoolsMain::thread);
    }

    private static Thread thread(Runnable work) {
        Thread thread = Executors.defaultThreadFactory().newThread(work);
        thread.setUncaughtExceptionHandler((ended, exception) -> {});
        return thread;
    }

    private static void end(ExecutorService pool) throws InterruptedException {
        pool.shutdown();
        check(pool.awaitTermination(60, TimeUnit.SECONDS), "pool does not end");
    }

    static void check(boolean right, String what) {
        if (!right) {
            System.out.println("WRONG " + what);
        }
    }

    private record Plain(boolean fails) implements Runnable {
        @Override
        public void run() {
            if (fails) {
                throw new UnsupportedOperationException("on purpose");
            }
        }
    }

    private record Answer(boolean fails) implements Callable<Integer> {
        @Override
        public Integer call() {
            if (fails) {
                throw new ArithmeticException("on purpose");
            }
            return 42;
        }
    }

    private record Blocked(CountDownLatch runs) implements Runnable {
        @Override
        public void run() {
            runs.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private record Gated(CountDownLatch runs, CountDownLatch gate) implements Runnable {
        @Override
        public void run() {
            runs.countDown();
            try {
                gate.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private record Late() implements Runnable {
        @Override
        public void run() {}
    }

    private static final class Refused implements Runnable {
        @Override
        public void run() {}
    }

    private static final class Discarded implements Runnable {
        @Override
        public void run() {}
    }

    private record Carried(Thread caller, AtomicInteger byCaller) implements Runnable {
        @Override
        public void run() {
            if (Thread.currentThread() == caller) {
                byCaller.incrementAndGet();
            }
        }
    }

    private static final class Removed implements Runnable {
        @Override
        public void run() {}
    }

    private static final class Overridden implements Runnable {
        @Override
        public void run() {}
    }

    private static final class Periodic implements Runnable {
        private final CountDownLatch left;
        private final OwnFuture self = new OwnFuture();

        private Periodic(CountDownLatch left) {
            this.left = left;
        }

        @Override
        public void run() {
            if (left.getCount() == 1) {
                self.cancel();
            }
            left.countDown();
        }
    }

    private static final class Failing implements Runnable {
        private int runs;

        @Override
        public void run() {
            if (++runs == 3) {
                throw new IllegalArgumentException("on purpose");
            }
        }
    }

    private static final class Scheduled implements Callable<String> {
        @Override
        public String call() {
            return "";
        }
    }

    private static final class TooLate implements Runnable {
        @Override
        public void run() {}
    }
}
