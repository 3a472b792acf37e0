package dev.loomscope.bench;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Virtual threads that park once: all are started, and each is woken when it is seen parked, so that none finds its permit
 * there already and runs through. There are so many that the first ones have long parked when the last one is started, so
 * that who wakes them hardly ever has to pause.
 */
final class ParkingBatch implements Batch {
    private static final int THREADS = 10_000;
    private static final long PAUSE_NS = 50_000;

    private final AtomicInteger ended = new AtomicInteger();

    @Override
    public int run() {
        ended.set(0);
        Thread[] threads = new Thread[THREADS];
        for (int i = 0; i < THREADS; i++) {
            threads[i] = Thread.ofVirtual().start(new Parking(ended));
        }
        for (Thread thread : threads) {
            while (thread.getState() != Thread.State.WAITING) {
                LockSupport.parkNanos(PAUSE_NS);
            }
            LockSupport.unpark(thread);
        }
        while (ended.get() < THREADS) {
            LockSupport.parkNanos(PAUSE_NS);
        }
        return THREADS;
    }

    @Override
    public void close() {}

    /** Parks, wakes, ends. */
    private record Parking(AtomicInteger ended) implements Runnable {
        @Override
        public void run() {
            LockSupport.park();
            ended.incrementAndGet();
        }
    }
}
