package dev.loomscope.agent.it;

import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;

/** A program with threads of all sorts, of which two were started by hand; it lets these end one after the other. */
public final class HandMain {
    private HandMain() {}

    public static void main(String[] arguments) throws Exception {
        ExecutorService plain = Executors.newFixedThreadPool(1);
        plain.submit(() -> {}).get();
        ExecutorService wrapping = Executors.newFixedThreadPool(1, worker -> new Thread(() -> worker.run()));
        wrapping.submit(() -> {}).get();
        CountDownLatch end = new CountDownLatch(1);
        ForkJoinPool forkJoin = new ForkJoinPool(1);
        forkJoin.execute(() -> await(end));
        Timer timer = new Timer("timer");
        timer.schedule(new TimerTask() {
            @Override
            public void run() {}
        }, 3_600_000);
        CountDownLatch fails = new CountDownLatch(1);
        Thread failing = new Thread(new Failing(fails), "failing");
        failing.setUncaughtExceptionHandler((thread, exception) -> {});
        failing.start();
        Thread own = new Own(end);
        own.start();
        System.out.println("ready");
        System.in.read();
        fails.countDown();
        failing.join();
        Thread late = new Thread(() -> await(end), "late");
        late.start();
        System.out.println("failed");
        System.in.read();
        end.countDown();
        own.join();
        late.join();
        timer.cancel();
        plain.shutdown();
        wrapping.shutdown();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private record Failing(CountDownLatch gate) implements Runnable {
        @Override
        public void run() {
            await(gate);
            throw new UnsupportedOperationException("on purpose");
        }
    }

    private static final class Own extends Thread {
        private final CountDownLatch gate;

        private Own(CountDownLatch gate) {
            super("own");
            this.gate = gate;
        }

        @Override
        public void run() {
            HandMain.await(gate);
        }
    }
}
