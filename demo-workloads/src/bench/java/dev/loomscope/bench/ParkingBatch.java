package dev.loomscope.bench;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

/**
 * Virtual threads that park once or more often: all are started, and each is woken when it is seen parked, so that none finds
 * its permit there already and runs through. There are so many that the first ones have long parked when the last one is started, so
 * that who wakes them hardly ever has to pause.
 */
final class ParkingBatch implements Batch {
    private static final int THREADS = 10_000;
    private static final long PAUSE_NS = 50_000;

    private final AtomicInteger ended = new AtomicInteger();
    private final int parks;
    private final Around around;

    ParkingBatch(int parks, Around around) {
        this.parks = parks;
        this.around = around;
    }

    @Override
    public int run() {
        ended.set(0);
        Thread[] threads = new Thread[THREADS];
        for (int i = 0; i < THREADS; i++) {
            threads[i] = Thread.ofVirtual().start(new Parking(parks, around, ended));
        }
        for (int i = 0; i < parks; i++) {
            wake(threads);
        }
        while (ended.get() < THREADS) {
            LockSupport.parkNanos(PAUSE_NS);
        }
        return THREADS;
    }

    private static void wake(Thread[] threads) {
        for (Thread thread : threads) {
            while (thread.getState() != Thread.State.WAITING) {
                LockSupport.parkNanos(PAUSE_NS);
            }
            LockSupport.unpark(thread);
        }
    }

    @Override
    public void close() {}

    /** Parks, wakes, ends. */
    private record Parking(int parks, Around around, AtomicInteger ended) implements Runnable {
        @Override
        public void run() {
            @Nullable Object begun = around.begin();
            for (int i = 0; i < parks; i++) {
                LockSupport.park();
            }
            around.end(begun);
            ended.incrementAndGet();
        }
    }
}
