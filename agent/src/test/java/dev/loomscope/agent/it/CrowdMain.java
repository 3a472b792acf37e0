package dev.loomscope.agent.it;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A crowd of virtual threads that park, sleep, block and wait, some of them for so long that they are looked at; they are woken
 * at all times. It prints how many steps were done.
 */
public final class CrowdMain {
    private static final int GROUPS = 100;
    private static final int STUCK = 100;
    private static final AtomicLong STEPS = new AtomicLong();

    private CrowdMain() {}

    public static void main(String[] arguments) throws Exception {
        int threads = Integer.parseInt(arguments[0]);
        long waves = Long.parseLong(arguments[1]);
        System.out.println("waiting");
        System.in.read();
        Object stuck = new StringBuilder();
        List<Thread> blocked = new ArrayList<>();
        synchronized (stuck) {
            for (int i = 0; i < STUCK; i++) {
                blocked.add(VirtualMain.start(() -> {
                    synchronized (stuck) {
                        STEPS.incrementAndGet();
                    }
                }));
            }
            crowd(threads, waves);
            System.out.println("done");
            System.in.read();
        }
        for (Thread thread : blocked) {
            thread.join();
        }
        System.out.println("steps=" + STEPS);
    }

    private static void crowd(int threads, long waves) throws Exception {
        List<Thread> all = new ArrayList<>();
        List<Thread> holders = new ArrayList<>();
        CountDownLatch done = new CountDownLatch(threads + GROUPS);
        for (int group = 0; group < GROUPS; group++) {
            Group own = new Group(group, waves);
            holders.add(VirtualMain.start(() -> {
                own.hold();
                done.countDown();
            }));
            for (int i = 0; i < threads / GROUPS; i++) {
                int number = i;
                all.add(VirtualMain.start(() -> {
                    own.member(number);
                    done.countDown();
                }));
            }
        }
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!done.await(1, TimeUnit.MILLISECONDS) && System.nanoTime() - deadline < 0) {
            // Whoever parks without a lock goes on now and then.
            for (int i = (int) (System.nanoTime() & 63); i < all.size(); i += 64) {
                LockSupport.unpark(all.get(i));
            }
        }
        PoolsMain.check(done.getCount() == 0, "left=" + done.getCount());
    }

    private static final class Group {
        private final Object monitor = new Object();
        private final ReentrantLock lock = new ReentrantLock();
        private final long waves;
        private final int number;

        Group(int number, long waves) {
            this.number = number;
            this.waves = waves;
        }

        /** Holds the monitor and the lock by turns, for up to two seconds. */
        void hold() {
            for (int wave = 0; wave < waves; wave++) {
                long pause = TimeUnit.MILLISECONDS.toNanos(1000 + number * 10L);
                synchronized (monitor) {
                    lock.lock();
                    try {
                        pause(pause);
                        monitor.notifyAll();
                    } finally {
                        lock.unlock();
                    }
                }
                pause(TimeUnit.MILLISECONDS.toNanos(20));
            }
        }

        private void pause(long nanos) {
            long end = System.nanoTime() + nanos;
            for (long left = nanos; left > 0; left = end - System.nanoTime()) {
                LockSupport.parkNanos(this, left);
            }
        }

        void member(int member) {
            try {
                for (int wave = 0; wave < waves; wave++) {
                    step(member + wave);
                    STEPS.incrementAndGet();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private void step(int way) throws InterruptedException {
            switch (way % 5) {
                case 0 -> {
                    synchronized (monitor) {
                        STEPS.addAndGet(0);
                    }
                }
                case 1 -> {
                    lock.lock();
                    lock.unlock();
                }
                case 2 -> LockSupport.park(this);
                case 3 -> Thread.sleep(1 + way % 7);
                default -> {
                    synchronized (monitor) {
                        monitor.wait(500 + way % 100);
                    }
                }
            }
        }
    }
}
