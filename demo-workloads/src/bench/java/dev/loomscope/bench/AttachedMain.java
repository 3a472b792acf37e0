package dev.loomscope.bench;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/**
 * The process to which an agent is attached while it works: two workers run tasks of about 10 us, each of which submits the
 * next. Says {@code slot CLOCK_NS TASKS} every 10 ms, until its input ends. Argument: spins a microsecond.
 */
final class AttachedMain {
    private static final long SLOT_NS = 10_000_000;

    private AttachedMain() {}

    private record Task(ExecutorService pool, int spins, LongAdder done) implements Runnable {
        @Override
        public void run() {
            if (Spin.spin(spins) != 0) {
                done.increment();
            }
            pool.execute(new Task(pool, spins, done));
        }
    }

    public static void main(String[] arguments) throws Exception {
        int spins = (int) (10 * Double.parseDouble(arguments[0]));
        LongAdder done = new LongAdder();
        ExecutorService pool = Executors
                .newFixedThreadPool(2, Thread.ofPlatform().daemon().name("bench-", 1).factory());
        for (int i = 0; i < 4; i++) {
            pool.execute(new Task(pool, spins, done));
        }
        long next = System.nanoTime();
        while (System.in.available() == 0) {
            next += SLOT_NS;
            while (System.nanoTime() < next) {
                LockSupport.parkNanos(next - System.nanoTime());
            }
            System.out.println("slot " + System.nanoTime() + " " + done.sum());
        }
        System.out.println("end");
    }
}
