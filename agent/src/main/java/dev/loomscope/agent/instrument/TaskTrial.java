package dev.loomscope.agent.instrument;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import dev.loomscope.protocol.EventKind;
import org.jspecify.annotations.Nullable;

/**
 * Goes once through every way a task of a pool can take, with one worker and a queue for one task. No worker waits in an empty
 * queue: that sets up the common pool, which the application may still want to do.
 */
final class TaskTrial implements Callable<Boolean> {
    private final SmokeTest test;
    private final Workers workers = new Workers();

    TaskTrial(SmokeTest test) {
        this.test = test;
    }

    @Override
    public Boolean call() {
        pool();
        scheduled();
        FutureTask<Object> future = new FutureTask<>(new Nothing(), "");
        FutureTrial.await(test, "FutureTask.awaitDone", future);
        future.cancel(false);
        test.expect("FutureTask.cancel", EventKind.CANCEL, future, 1);
        return true;
    }

    private void pool() {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                1,
                1,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(1),
                workers,
                new ThreadPoolExecutor.DiscardOldestPolicy());
        Waiting runs = new Waiting();
        pool.execute(runs);
        SmokeTest.await(runs.started, "a task did not start");
        Runnable oldest = new Nothing();
        pool.execute(oldest);
        Runnable second = new Nothing();
        pool.execute(second);
        pool.remove(second);
        Runnable left = new Nothing();
        pool.execute(left);
        pool.shutdownNow();
        SmokeTest.join(workers.latest);

        test.expect("ThreadPoolExecutor.execute", EventKind.SUBMIT, runs, 1);
        test.expect("ThreadPoolExecutor.runWorker(start)", EventKind.START, runs, 1);
        test.expect("ThreadPoolExecutor.runWorker(end)", EventKind.END, runs, 1);
        test.expect("ThreadPoolExecutor.reject", EventKind.REJECT, second, 1);
        test.expect("ThreadPoolExecutor.DiscardOldestPolicy.rejectedExecution", EventKind.REMOVE, oldest, 1);
        test.expect("ThreadPoolExecutor.remove", EventKind.REMOVE, second, 1);
        test.expect("ThreadPoolExecutor.drainQueue", EventKind.REMOVE, left, 1);
    }

    private void scheduled() {
        ScheduledThreadPoolExecutor pool = new ScheduledThreadPoolExecutor(1, workers);
        pool.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        Twice twice = new Twice();
        ScheduledFuture<?> periodic = pool.scheduleWithFixedDelay(twice, 0, 1, TimeUnit.MICROSECONDS);
        ScheduledFuture<?> late = pool.schedule(new Nothing(), 1, TimeUnit.HOURS);
        SmokeTest.await(twice.begun, "a task did not run a second time");
        pool.shutdown();
        twice.last.countDown();
        // At its end the task is cancelled, which is not to be told among what the application does.
        SmokeTest.join(workers.latest);

        test.expect("ScheduledThreadPoolExecutor.delayedExecute", EventKind.SUBMIT, late, 1);
        test.expect("ScheduledThreadPoolExecutor.delayedExecute", EventKind.DUE, SmokeTest.ANY, 2);
        test.expect("ScheduledThreadPoolExecutor.reExecutePeriodic", EventKind.SUBMIT, periodic, 2);
        test.expect("ScheduledThreadPoolExecutor.onShutdown", EventKind.REMOVE, late, 1);
    }

    private static final class Workers implements ThreadFactory {
        private @Nullable Thread latest;

        @Override
        public Thread newThread(Runnable worker) {
            Thread thread = new Thread(null, worker, "loomscope-trial", 0, false);
            thread.setDaemon(true);
            thread.setContextClassLoader(null);
            latest = thread;
            return thread;
        }
    }

    /** A task that does nothing. */
    private static final class Nothing implements Runnable {
        @Override
        public void run() {}
    }

    /** A task that lasts until it is interrupted. */
    private static final class Waiting implements Runnable {
        private final CountDownLatch started = new CountDownLatch(1);

        @Override
        public void run() {
            started.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** A task whose second run lasts until its pool has been shut down, so that its worker never looks for another one. */
    private static final class Twice implements Runnable {
        private final CountDownLatch begun = new CountDownLatch(2);
        private final CountDownLatch last = new CountDownLatch(1);

        @Override
        public void run() {
            begun.countDown();
            if (begun.getCount() == 0) {
                SmokeTest.await(last, "a pool was not shut down");
            }
        }
    }
}
