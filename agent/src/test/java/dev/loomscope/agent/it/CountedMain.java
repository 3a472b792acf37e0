package dev.loomscope.agent.it;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RecursiveAction;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/**
 * A program whose tasks wait in queues and knows for how long, or whose tasks are stuck: what it does is its argument. It
 * begins when it reads a line, says what it has done, and waits for the end of its input.
 */
public final class CountedMain {
    private static final CountDownLatch OPEN = new CountDownLatch(1);

    private CountedMain() {}

    public static void main(String[] arguments) throws Exception {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        System.out.println("ready");
        PoolsMain.check(in.readLine() != null, "nobody says go");
        if (arguments[0].equals("waits")) {
            waits();
        } else if (arguments[0].equals("held")) {
            held(in);
        } else {
            stuck(in);
        }
        System.out.println("done");
        while (in.readLine() != null) {
            // It is not to end yet.
        }
    }

    private static void waits() throws Exception {
        Timed brief = new Timed(1);
        Timed slow = new Timed(2);
        for (int i = 0; i < 1_500; i++) {
            brief.give(new Brief(brief));
            if (i % 10 == 0) {
                slow.give(new Slow(slow));
            }
        }
        brief.end("Brief");
        slow.end("Slow");
        System.out.println("virtual=" + startVirtualThreads());
    }

    private static int startVirtualThreads() throws Exception {
        Method start;
        try {
            start = Thread.class.getMethod("startVirtualThread", Runnable.class);
        } catch (NoSuchMethodException e) {
            return 0;
        }
        CountDownLatch done = new CountDownLatch(50);
        for (int i = 0; i < 50; i++) {
            start.invoke(null, new Sleeper(done));
        }
        done.await();
        return 50;
    }

    /** 50 virtual threads come and go, and one keeps its carrier. */
    private static void held(BufferedReader in) throws Exception {
        Method start = Thread.class.getMethod("startVirtualThread", Runnable.class);
        Thread spinning = (Thread) start.invoke(null, new Spinning());
        startVirtualThreads();
        PoolsMain.check(in.readLine() != null, "nobody says go on");
        OPEN.countDown();
        spinning.join();
    }

    private static void stuck(BufferedReader in) throws Exception {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(2, 2, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
        ForkJoinPool forkJoin = new ForkJoinPool(2);
        for (int i = 0; i < 100; i++) {
            pool.execute(new Passing());
        }
        pool.execute(new Stuck());
        forkJoin.execute(new StuckAction());
        PoolsMain.check(in.readLine() != null, "nobody says go on");
        OPEN.countDown();
        pool.shutdown();
        forkJoin.shutdown();
        PoolsMain.check(pool.awaitTermination(60, TimeUnit.SECONDS), "the pool goes on");
        PoolsMain.check(forkJoin.awaitTermination(60, TimeUnit.SECONDS), "the fork/join pool goes on");
    }

    private static void await() {
        try {
            OPEN.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Knows for how long all of its tasks waited together: at the least and at the most, as hooks are called in between. */
    private static final class Timed extends ThreadPoolExecutor {
        private final LongAdder least = new LongAdder();
        private final LongAdder most = new LongAdder();

        Timed(int workers) {
            super(workers, workers, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
        }

        void give(Runnable task) {
            most.add(-System.nanoTime());
            execute(task);
            least.add(-System.nanoTime());
        }

        @Override
        protected void beforeExecute(Thread thread, Runnable task) {
            least.add(System.nanoTime());
        }

        void runs() {
            most.add(System.nanoTime());
        }

        void end(String name) throws InterruptedException {
            shutdown();
            PoolsMain.check(awaitTermination(60, TimeUnit.SECONDS), "tasks do not end");
            System.out.println(name + "=" + getCompletedTaskCount());
            System.out.println(name + "-least=" + least);
            System.out.println(name + "-most=" + most);
        }
    }

    private record Brief(Timed pool) implements Runnable {
        @Override
        public void run() {
            pool.runs();
            LockSupport.parkNanos(100_000);
        }
    }

    private record Slow(Timed pool) implements Runnable {
        @Override
        public void run() {
            pool.runs();
            LockSupport.parkNanos(2_000_000);
        }
    }

    private record Sleeper(CountDownLatch done) implements Runnable {
        @Override
        public void run() {
            try {
                for (int i = 0; i < 3; i++) {
                    // A sleep leaves a permit behind. On a busy machine the next one, which begins with it, may be over
                    // before the thread has left its carrier.
                    LockSupport.parkNanos(1);
                    Thread.sleep(1);
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            done.countDown();
        }
    }

    private static final class Spinning implements Runnable {
        @Override
        public void run() {
            while (OPEN.getCount() > 0) {
                Thread.onSpinWait();
            }
        }
    }

    private static final class Passing implements Runnable {
        @Override
        public void run() {
            // It is over at once.
        }
    }

    private static final class Stuck implements Runnable {
        @Override
        public void run() {
            await();
        }
    }

    private static final class StuckAction extends RecursiveAction {
        private static final long serialVersionUID = 1L;

        @Override
        protected void compute() {
            await();
        }
    }
}
