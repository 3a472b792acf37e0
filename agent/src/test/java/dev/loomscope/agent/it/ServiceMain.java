package dev.loomscope.agent.it;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadPoolExecutor;

/**
 * A service with two stuck workers and five tasks behind them, and three idle workers of another pool. For each line that it
 * reads these run a hundred tasks, and it says {@code done}; at the end of its input it ends.
 */
public final class ServiceMain {
    private static final CountDownLatch NEVER = new CountDownLatch(1);

    private ServiceMain() {}

    /** A task that waits for ever. */
    record Stuck() implements Runnable {
        @Override
        public void run() {
            try {
                NEVER.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** A task that is soon done. */
    record Quick(int number) implements Runnable {
        @Override
        public void run() {
            if (number % 10 == 0) {
                throw new IllegalStateException("number=" + number);
            }
        }
    }

    public static void main(String[] arguments) throws Exception {
        int[] number = new int[1];
        ExecutorService orders = Executors.newFixedThreadPool(2, work -> {
            Thread thread = new Thread(work, "orders-" + ++number[0]);
            thread.setDaemon(true);
            return thread;
        });
        for (int i = 0; i < 7; i++) {
            orders.execute(new Stuck());
        }
        ThreadPoolExecutor quick = (ThreadPoolExecutor) Executors.newFixedThreadPool(3);
        quick.prestartAllCoreThreads();
        System.out.println("ready");
        for (int read = System.in.read(); read >= 0 && read != 'q'; read = System.in.read()) {
            if (read == '\n') {
                runHundred(quick);
                System.out.println("done");
            }
        }
        quick.shutdown();
        System.out.println("bye");
    }

    private static void runHundred(ThreadPoolExecutor quick) {
        long before = quick.getCompletedTaskCount();
        for (int i = 0; i < 100; i++) {
            quick.submit(new Quick(i));
        }
        while (quick.getCompletedTaskCount() < before + 100) {
            Thread.onSpinWait();
        }
    }
}
