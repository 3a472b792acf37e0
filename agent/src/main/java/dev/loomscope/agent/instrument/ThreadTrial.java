package dev.loomscope.agent.instrument;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import dev.loomscope.protocol.EventKind;

/** Starts a thread by hand that fails, and has an executor run groups of tasks. */
final class ThreadTrial {
    private final SmokeTest test;

    ThreadTrial(SmokeTest test) {
        this.test = test;
    }

    void run() {
        thread();
        group();
    }

    @SuppressWarnings("deprecation") // getId, which is the thread's own where nothing overrides it.
    private void thread() {
        Thread failing = thread(new Failing());
        failing.start();
        SmokeTest.join(failing);
        test.expect("Thread.start", EventKind.THREAD_START, failing.getId(), 1);
        test.expect("Thread.exit", EventKind.THREAD_END, failing.getId(), 1);
    }

    private void group() {
        Direct executor = new Direct();
        try {
            executor.invokeAll(Collections.singletonList(new Nothing()));
            executor.invokeAny(Collections.singletonList(new Nothing()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a trial of the hooks came to nothing", e);
        }
        test.expect("AbstractExecutorService.invokeAll(begin)", EventKind.GROUP_BEGIN, SmokeTest.ANY, 2);
        test.expect("AbstractExecutorService.invokeAll(end)", EventKind.GROUP_END, SmokeTest.ANY, 2);
        test.expect("ExecutorCompletionService.submit", EventKind.COMPLETES, SmokeTest.ANY, 1);
    }

    /** A thread that is not in the topmost group, where threads are the agent's own. */
    private static Thread thread(Runnable work) {
        Thread thread = new Thread(ownGroup(), work, "loomscope-trial", 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(null);
        thread.setUncaughtExceptionHandler(new Silence());
        return thread;
    }

    @SuppressWarnings("removal") // Until its last thread has ended, where the JDK still keeps groups that have none.
    private static ThreadGroup ownGroup() {
        ThreadGroup group = new ThreadGroup("loomscope-trial");
        group.setDaemon(true);
        return group;
    }

    private static final class Failing implements Runnable {
        @Override
        public void run() {
            throw new IllegalStateException("ends the trial");
        }
    }

    private static final class Silence implements Thread.UncaughtExceptionHandler {
        @Override
        public void uncaughtException(Thread thread, Throwable exception) {}
    }

    private static final class Nothing implements Callable<String> {
        @Override
        public String call() {
            return "";
        }
    }

    /** Runs in its caller, so that nobody waits for a result: that would set up the common pool. */
    private static final class Direct extends AbstractExecutorService {
        @Override
        public void execute(Runnable task) {
            task.run();
        }

        @Override
        public void shutdown() {}

        @Override
        public List<Runnable> shutdownNow() {
            return List.of();
        }

        @Override
        public boolean isShutdown() {
            return false;
        }

        @Override
        public boolean isTerminated() {
            return false;
        }

        @Override
        public boolean awaitTermination(long timeout, TimeUnit unit) {
            return false;
        }
    }
}
