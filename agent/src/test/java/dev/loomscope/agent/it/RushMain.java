package dev.loomscope.agent.it;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * A program that, once it is told to, hands tasks to several pools as fast as it can, and starts virtual threads where
 * there are such, until it is told to stop; then it says how many there were of each sort, and waits for the end of its input.
 */
public final class RushMain {
    private static final LongAdder SUBMITTED = new LongAdder();
    private static final LongAdder REJECTED = new LongAdder();
    private static final LongAdder COMPLETED = new LongAdder();
    private static final LongAdder FAILED = new LongAdder();
    private static final LongAdder VIRTUAL = new LongAdder();

    private static volatile boolean stopped;

    private RushMain() {}

    public static void main(String[] arguments) throws Exception {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        System.out.println("ready");
        PoolsMain.check(in.readLine() != null, "nobody says go");
        List<ThreadPoolExecutor> pools = List.of(pool(2), pool(1), pool(3));
        List<Thread> submitters = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            Thread submitter = new Thread(() -> submit(pools));
            submitters.add(submitter);
            submitter.start();
        }
        Thread starter = new Thread(RushMain::startVirtualThreads);
        starter.start();
        PoolsMain.check(in.readLine() != null, "nobody says stop");
        stopped = true;
        starter.join();
        for (Thread submitter : submitters) {
            submitter.join();
        }
        for (ThreadPoolExecutor pool : pools) {
            pool.shutdown();
            if (!pool.awaitTermination(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException("tasks do not end");
            }
        }
        System.out.println("submitted=" + SUBMITTED);
        System.out.println("rejected=" + REJECTED);
        System.out.println("completed=" + COMPLETED);
        System.out.println("failed=" + FAILED);
        System.out.println("virtual=" + VIRTUAL);
        System.out.println("done");
        while (in.readLine() != null) {
            // It is not to end yet.
        }
    }

    private static ThreadPoolExecutor pool(int workers) {
        return new ThreadPoolExecutor(
                workers,
                workers,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(5_000),
                (task, pool) -> REJECTED.increment());
    }

    private static void submit(List<ThreadPoolExecutor> pools) {
        for (int i = 0; !stopped; i++) {
            ThreadPoolExecutor pool = pools.get(i % 3);
            SUBMITTED.increment();
            if (i % 10 == 0) {
                pool.submit(new Failing());
            } else {
                pool.execute(new Completing());
            }
            while (i % 1_000 == 0 && pool.getQueue().size() > 4_000) {
                Thread.yield();
            }
        }
    }

    private static void startVirtualThreads() {
        try {
            Method start = Thread.class.getMethod("startVirtualThread", Runnable.class);
            while (!stopped) {
                CountDownLatch done = new CountDownLatch(200);
                for (int i = 0; i < 200; i++) {
                    start.invoke(null, (Runnable) () -> {
                        Thread.yield();
                        done.countDown();
                    });
                    VIRTUAL.increment();
                }
                done.await();
            }
        } catch (ReflectiveOperationException e) {
            // This JDK has none.
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Completing implements Runnable {
        @Override
        public void run() {
            COMPLETED.increment();
        }
    }

    private static final class Failing implements Runnable {
        @Override
        public void run() {
            FAILED.increment();
            throw new IllegalStateException("as it was meant to");
        }
    }
}
