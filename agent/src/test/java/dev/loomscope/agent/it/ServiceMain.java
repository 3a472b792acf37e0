package dev.loomscope.agent.it;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A service with two stuck workers and five tasks behind them. For each line that it reads it runs a hundred tasks on a new
 * pool and says {@code done}; at the end of its input it ends.
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
        System.out.println("ready");
        for (int read = System.in.read(); read >= 0 && read != 'q'; read = System.in.read()) {
            if (read == '\n') {
                runHundred();
                System.out.println("done");
            }
        }
        System.out.println("bye");
    }

    private static void runHundred() throws Exception {
        ExecutorService quick = Executors.newFixedThreadPool(3);
        List<Future<?>> futures = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            futures.add(quick.submit(new Quick(i)));
        }
        quick.shutdown();
        while (!quick.isTerminated()) {
            Thread.onSpinWait();
        }
    }
}
