package dev.loomscope.agent.it;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A program whose scheduled tasks, groups and Timers are counted. */
public final class ExecutorsMain {
    private ExecutorsMain() {}

    public static void main(String[] arguments) throws Exception {
        Timer before = new Timer("before", true);
        before.schedule(new Left(), 3_600_000);
        PoolsMain.awaitAgent(arguments);
        older(before);
        scheduled();
        overtaken();
        policies();
        groups();
        completion();
        timers();
        System.out.print(PoolsMain.report());
    }

    /** Of a Timer that may be older than the agent 3 tasks run once, and 1 twice before it cancels itself; 1 is left. */
    private static void older(Timer timer) throws InterruptedException {
        CountDownLatch ran = new CountDownLatch(5);
        for (int i = 0; i < 3; i++) {
            timer.schedule(new Before(ran, 0), 1);
        }
        timer.scheduleAtFixedRate(new Before(ran, 2), 1, 7);
        ran.await();
        // The periodic one is dropped by whoever comes first.
        timer.purge();
        timer.cancel();
    }

    /** 5 run once; one runs 4 times at a rate; one 3 times with pauses, then fails; 3 are cancelled, 2 of them removed. */
    private static void scheduled() throws Exception {
        ScheduledThreadPoolExecutor pool = new ScheduledThreadPoolExecutor(2);
        List<Future<?>> once = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            once.add(pool.schedule(new Once(), 1, TimeUnit.MILLISECONDS));
        }
        for (Future<?> each : once) {
            each.get();
        }
        Repeated rate = new Repeated(4, false);
        rate.self.is(pool.scheduleAtFixedRate(rate, 20, 3, TimeUnit.MILLISECONDS));
        Repeated delay = new Repeated(3, true);
        Future<?> failing = pool.scheduleWithFixedDelay(delay, 0, 2, TimeUnit.MILLISECONDS);
        rate.done.await();
        delay.done.await();
        while (!failing.isDone()) {
            Thread.sleep(1);
        }
        pool.schedule(new Unwanted(), 1, TimeUnit.HOURS).cancel(false);
        pool.setRemoveOnCancelPolicy(true);
        for (int i = 0; i < 2; i++) {
            pool.schedule(new Unwanted(), 1, TimeUnit.HOURS).cancel(false);
        }
        end(pool);
    }

    /** One runs twice and cancels itself in its second run, which is over before the worker has left the first. */
    private static void overtaken() throws Exception {
        Repeated task = new Repeated(2, false);
        CountDownLatch overtaken = task.done;
        int[] workers = new int[1];
        ScheduledThreadPoolExecutor pool = new ScheduledThreadPoolExecutor(3, worker -> {
            // The third one is made by the worker of the first run, when it has put the task back.
            if (++workers[0] == 3) {
                try {
                    overtaken.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            return new Thread(worker);
        });
        pool.prestartCoreThread();
        task.self.is(pool.scheduleWithFixedDelay(task, 20, 4, TimeUnit.MILLISECONDS));
        overtaken.await();
        end(pool);
    }

    /** After shutdown 2 delayed tasks run still, and a periodic one does not; shutdownNow gives 3 back; 1 is refused. */
    private static void policies() throws Exception {
        ScheduledThreadPoolExecutor pool = new ScheduledThreadPoolExecutor(1);
        for (int i = 0; i < 2; i++) {
            pool.schedule(new Kept(), 30, TimeUnit.MILLISECONDS);
        }
        pool.scheduleAtFixedRate(new Kept(), 1, 1, TimeUnit.HOURS);
        end(pool);
        ScheduledThreadPoolExecutor now = new ScheduledThreadPoolExecutor(1);
        for (int i = 0; i < 3; i++) {
            now.schedule(new Dropped(), 1, TimeUnit.HOURS);
        }
        PoolsMain.check(now.shutdownNow().size() == 3, "shutdownNow gives others");
        PoolsMain.check(now.awaitTermination(60, TimeUnit.SECONDS), "pool does not end");
        try {
            now.schedule(new Dropped(), 1, TimeUnit.HOURS);
            PoolsMain.check(false, "not refused");
        } catch (RejectedExecutionException e) {
            // As it should be.
        }
    }

    /** Calls of invokeAll and invokeAny on both sorts of pools, that return, time out, fail, are refused, make no sense. */
    private static void groups() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(3);
        PoolsMain.check(pool.invokeAll(answers(10)).size() == 10, "invokeAll");
        PoolsMain.check(pool.invokeAll(answers(4), 60, TimeUnit.SECONDS).size() == 4, "timed invokeAll");
        for (Future<Integer> future : pool.invokeAll(List.of(new Slow(), new Slow()), 5, TimeUnit.MILLISECONDS)) {
            PoolsMain.check(future.isCancelled(), "not cancelled in time");
        }
        PoolsMain.check(pool.invokeAny(answers(1)) == 42, "invokeAny");
        try {
            pool.invokeAny(List.of(new Wrong(), new Wrong()));
            PoolsMain.check(false, "invokeAny of failures");
        } catch (ExecutionException e) {
            // As it should be.
        }
        senseless(pool);
        end(pool);
        try {
            pool.invokeAll(answers(1));
            PoolsMain.check(false, "not refused");
        } catch (RejectedExecutionException e) {
            // As it should be.
        }
        ForkJoinPool forkJoin = new ForkJoinPool(2);
        PoolsMain.check(forkJoin.invokeAll(answers(6)).size() == 6, "invokeAll");
        PoolsMain.check(forkJoin.invokeAny(answers(1)) == 42, "invokeAny");
        end(forkJoin);
    }

    private static void senseless(ExecutorService pool) throws Exception {
        try {
            pool.invokeAll(null);
            PoolsMain.check(false, "invokeAll of null");
        } catch (NullPointerException e) {
            // As it should be.
        }
        try {
            pool.invokeAny(List.<Callable<Integer>>of());
            PoolsMain.check(false, "invokeAny of none");
        } catch (IllegalArgumentException e) {
            // As it should be.
        }
        Collection<Callable<Integer>> holed = new ArrayList<>();
        holed.add(null);
        try {
            pool.invokeAll(holed);
            PoolsMain.check(false, "invokeAll of a null");
        } catch (NullPointerException e) {
            // As it should be.
        }
    }

    private static List<Callable<Integer>> answers(int count) {
        return new ArrayList<>(Collections.nCopies(count, new Answer()));
    }

    /** 12 tasks behind a completion service, of which 3 fail, and 1 is cancelled before it runs. */
    private static void completion() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(1);
        ExecutorCompletionService<Integer> service = new ExecutorCompletionService<>(pool);
        CountDownLatch gate = new CountDownLatch(1);
        service.submit(new Gate(gate));
        for (int i = 0; i < 11; i++) {
            service.submit(new Queued(i < 3));
        }
        service.submit(new Queued(false)).cancel(false);
        gate.countDown();
        for (int i = 0; i < 13; i++) {
            service.take();
        }
        end(pool);
    }

    /** What a Timer's tasks can meet with. */
    private static void timers() throws Exception {
        Timer timer = new Timer("timer", true);
        CountDownLatch five = new CountDownLatch(5);
        for (int i = 0; i < 5; i++) {
            timer.schedule(new Ticking(five, 0), 1);
        }
        five.await();
        CountDownLatch four = new CountDownLatch(4);
        timer.scheduleAtFixedRate(new Ticking(four, 4), 1, 2);
        four.await();
        CountDownLatch two = new CountDownLatch(2);
        timer.schedule(new Ticking(two, 2), 1, 1);
        two.await();
        for (int i = 0; i < 4; i++) {
            timer.schedule(new Pending(), 3_600_000);
        }
        // Behind the others in the queue, so that the Timer does not come to them.
        for (int i = 0; i < 3; i++) {
            TimerTask task = new Purged();
            timer.schedule(task, 7_200_000);
            PoolsMain.check(task.cancel() && !task.cancel(), "cancel");
        }
        // It may come before the Timer has dropped the one that cancelled itself last.
        PoolsMain.check(timer.purge() >= 3, "purge");
        timer.cancel();
        refuse(timer, new Pending());
        Timer killed = new Timer("killed", true);
        killed.schedule(new Pending(), 3_600_000);
        TimerTask twice = new Pending();
        killed.schedule(twice, 3_600_000);
        refuse(killed, twice);
        killed.schedule(new Killing(), 1);
        Killing.thread().join();
        refuse(killed, new Pending());
    }

    private static void refuse(Timer timer, TimerTask task) {
        try {
            timer.schedule(task, 1);
            PoolsMain.check(false, "a Timer takes a task that it should not");
        } catch (IllegalStateException e) {
            // As it should be.
        }
    }

    private static void end(ExecutorService pool) throws InterruptedException {
        pool.shutdown();
        PoolsMain.check(pool.awaitTermination(60, TimeUnit.SECONDS), "pool does not end");
    }

    private static final class Once implements Runnable {
        @Override
        public void run() {}
    }

    private static final class Repeated implements Runnable {
        private final CountDownLatch done;
        private final boolean fails;
        private final OwnFuture self = new OwnFuture();

        private Repeated(int runs, boolean fails) {
            done = new CountDownLatch(runs);
            this.fails = fails;
        }

        @Override
        public void run() {
            boolean last = done.getCount() == 1;
            if (last && !fails) {
                self.cancel();
            }
            done.countDown();
            if (last && fails) {
                throw new IllegalArgumentException("on purpose");
            }
        }
    }

    private static final class Unwanted implements Runnable {
        @Override
        public void run() {}
    }

    private static final class Kept implements Runnable {
        @Override
        public void run() {}
    }

    private static final class Dropped implements Runnable {
        @Override
        public void run() {}
    }

    private static final class Answer implements Callable<Integer> {
        @Override
        public Integer call() {
            return 42;
        }
    }

    private static final class Slow implements Callable<Integer> {
        @Override
        public Integer call() throws InterruptedException {
            new CountDownLatch(1).await();
            return 0;
        }
    }

    private static final class Wrong implements Callable<Integer> {
        @Override
        public Integer call() {
            throw new ArithmeticException("on purpose");
        }
    }

    private record Gate(CountDownLatch gate) implements Callable<Integer> {
        @Override
        public Integer call() throws InterruptedException {
            gate.await();
            return 0;
        }
    }

    private record Queued(boolean fails) implements Callable<Integer> {
        @Override
        public Integer call() {
            if (fails) {
                throw new UnsupportedOperationException("on purpose");
            }
            return 0;
        }
    }

    /** A task that cancels itself in its last run, where it repeats. */
    private static final class Ticking extends TimerTask {
        private final CountDownLatch left;
        private int runs;

        private Ticking(CountDownLatch left, int runs) {
            this.left = left;
            this.runs = runs;
        }

        @Override
        public void run() {
            if (--runs == 0) {
                PoolsMain.check(cancel(), "cancel");
            }
            left.countDown();
        }
    }

    private static final class Before extends TimerTask {
        private final CountDownLatch left;
        private int runs;

        private Before(CountDownLatch left, int runs) {
            this.left = left;
            this.runs = runs;
        }

        @Override
        public void run() {
            if (--runs == 0) {
                PoolsMain.check(cancel(), "cancel");
            }
            left.countDown();
        }
    }

    private static final class Left extends TimerTask {
        @Override
        public void run() {}
    }

    private static final class Purged extends TimerTask {
        @Override
        public void run() {}
    }

    private static final class Pending extends TimerTask {
        @Override
        public void run() {}
    }

    private static final class Killing extends TimerTask {
        private static final java.util.concurrent.CompletableFuture<
                Thread> THREAD = new java.util.concurrent.CompletableFuture<>();

        private static Thread thread() {
            return THREAD.join();
        }

        @Override
        public void run() {
            Thread.currentThread().setUncaughtExceptionHandler((thread, exception) -> {});
            THREAD.complete(Thread.currentThread());
            throw new IllegalStateException("on purpose");
        }
    }
}
