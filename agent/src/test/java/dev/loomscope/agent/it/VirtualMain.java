package dev.loomscope.agent.it;

import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A program whose virtual threads are counted. It is compiled for a release that has none, so it asks for them by name. */
public final class VirtualMain {
    private VirtualMain() {}

    public static void main(String[] arguments) throws Exception {
        PoolsMain.awaitAgent(arguments);
        yielding();
        parking();
        sleeping();
        blocking();
        failing();
        named();
        perTask();
        workers();
        // The workers of the pool end a little after the pool has.
        System.out.print(PoolsMain.reportWith("virtual-end=263"));
    }

    /** 100 threads yield 10 times each. */
    private static void yielding() throws Exception {
        joinAll(100, new Yielding());
    }

    /** 50 threads park and are woken once each. */
    private static void parking() throws Exception {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            threads.add(start(new Parked()));
        }
        for (Thread thread : threads) {
            while (thread.getState() != Thread.State.WAITING) {
                Thread.yield();
            }
            LockSupport.unpark(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    /** 50 threads sleep 1 ms. */
    private static void sleeping() throws Exception {
        joinAll(50, new Sleeping());
    }

    /** 20 threads want one monitor, then wait on it for one notifyAll each. */
    private static void blocking() throws Exception {
        Object lock = new Object();
        List<Thread> threads = new ArrayList<>();
        synchronized (lock) {
            for (int i = 0; i < 20; i++) {
                threads.add(start(new Blocking(lock)));
            }
            for (Thread thread : threads) {
                await(thread, Thread.State.BLOCKED);
            }
        }
        for (Thread thread : threads) {
            await(thread, Thread.State.WAITING);
        }
        synchronized (lock) {
            lock.notifyAll();
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    /** 7 threads are ended by an exception. */
    private static void failing() throws Exception {
        joinAll(7, new Failing());
    }

    /** 3 threads with names: a short one, one of exactly 40 characters, a longer one that is cut. */
    private static void named() throws Exception {
        named("ab", new Named()).join();
        named("0123456789012345678901234567890123456789", new Named()).join();
        named("x123456789012345678901234567890123456789y", new Named()).join();
    }

    /** 30 tasks in an executor of one thread a task, of which every third fails, and 1 that is cancelled. */
    private static void perTask() throws Exception {
        ExecutorService executor = (ExecutorService) Executors.class.getMethod("newVirtualThreadPerTaskExecutor")
                .invoke(null);
        for (int i = 0; i < 30; i++) {
            executor.submit((Callable<String>) new PerTask(i % 3 == 0));
        }
        CountDownLatch runs = new CountDownLatch(1);
        Future<?> cancelled = executor.submit(new Cancelled(runs));
        runs.await();
        cancelled.cancel(true);
        executor.shutdown();
        PoolsMain.check(executor.awaitTermination(60, TimeUnit.SECONDS), "executor does not end");
    }

    /** 2 virtual threads are the workers of a pool; each of its 40 tasks sleeps thrice, so that it may end on another carrier. */
    private static void workers() throws Exception {
        ThreadFactory factory = work -> {
            try {
                Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
                return (Thread) Class.forName("java.lang.Thread$Builder")
                        .getMethod("unstarted", Runnable.class)
                        .invoke(builder, work);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        };
        ThreadPoolExecutor pool = new ThreadPoolExecutor(2, 2, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(),
                factory);
        for (int i = 0; i < 40; i++) {
            pool.execute(new OnVirtualWorker());
        }
        pool.shutdown();
        PoolsMain.check(pool.awaitTermination(60, TimeUnit.SECONDS), "pool does not end");
    }

    private static void joinAll(int count, Runnable task) throws Exception {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            threads.add(start(task));
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    static Thread start(Runnable task) throws ReflectiveOperationException {
        return (Thread) Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, task);
    }

    private static Thread named(String name, Runnable task) throws ReflectiveOperationException {
        Class<?> type = Class.forName("java.lang.Thread$Builder");
        Object builder = type.getMethod("name", String.class).invoke(Thread.class.getMethod("ofVirtual").invoke(null),
                name);
        try {
            return (Thread) type.getMethod("start", Runnable.class).invoke(builder, task);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(Thread thread, Thread.State state) {
        while (thread.getState() != state) {
            Thread.yield();
        }
    }

    private record Yielding() implements Runnable {
        @Override
        public void run() {
            for (int i = 0; i < 10; i++) {
                Thread.yield();
            }
        }
    }

    private record Parked() implements Runnable {
        @Override
        public void run() {
            LockSupport.park();
        }
    }

    private record Sleeping() implements Runnable {
        @Override
        public void run() {
            sleep();
        }
    }

    private record Blocking(Object lock) implements Runnable {
        @Override
        public void run() {
            synchronized (lock) {
                try {
                    lock.wait();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }

    private record Failing() implements Runnable {
        @Override
        public void run() {
            Thread.currentThread().setUncaughtExceptionHandler((thread, exception) -> {});
            throw new IllegalStateException("on purpose");
        }
    }

    private record Named() implements Runnable {
        @Override
        public void run() {}
    }

    private record PerTask(boolean fails) implements Callable<String> {
        @Override
        public String call() {
            if (fails) {
                throw new IllegalArgumentException("on purpose");
            }
            return "";
        }
    }

    private record Cancelled(CountDownLatch runs) implements Runnable {
        @Override
        public void run() {
            runs.countDown();
            LockSupport.park();
        }
    }

    private static final class OnVirtualWorker implements Runnable {
        @Override
        public void run() {
            // Its pool, or the sleep before, may have woken this thread once more than it waited, even while this runs. On a
            // busy machine a sleep that begins with such a permit can be over before the thread has left its carrier: of
            // several one is not.
            for (int i = 0; i < 3; i++) {
                LockSupport.parkNanos(1);
                sleep();
            }
        }
    }

    private static void sleep() {
        try {
            Thread.sleep(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
