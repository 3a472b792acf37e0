package dev.loomscope.bench;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;

/**
 * A program of about a million events a second: tasks of two pools, at three events each, and virtual threads that park once,
 * at seven. It makes as many as are due, a batch each millisecond. Arguments: events a second, seconds.
 */
final class SoakProgram {
    private static final int EVENTS_OF_TASK = 3;
    private static final int EVENTS_OF_THREAD = 7;
    private static final int MOST_WAITING = 20_000;

    private static volatile long sink;

    private SoakProgram() {}

    public static void main(String[] arguments) throws Exception {
        long perSecond = Long.parseLong(arguments[0]);
        long nanos = (long) (Double.parseDouble(arguments[1]) * 1e9);
        long begin = System.nanoTime();
        Thread threads = Thread.ofPlatform().name("starter").start(() -> threads(perSecond / 10, begin, nanos));
        pools(perSecond - perSecond / 10, begin, nanos);
        threads.join();
        System.exit(0);
    }

    private static void pools(long perSecond, long begin, long nanos) {
        ExecutorService[] pools = {Executors.newFixedThreadPool(1), Executors.newFixedThreadPool(1)};
        Semaphore room = new Semaphore(MOST_WAITING);
        long made = 0;
        for (long past = 0; past < nanos; past = System.nanoTime() - begin) {
            long due = (long) (past / 1e9 * perSecond / EVENTS_OF_TASK);
            for (; made < due; made++) {
                room.acquireUninterruptibly();
                long number = made;
                pools[(int) (made & 1)].execute(() -> {
                    sink += number;
                    room.release();
                });
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    private static void threads(long perSecond, long begin, long nanos) {
        Thread[] last = new Thread[64];
        long made = 0;
        for (long past = 0; past < nanos; past = System.nanoTime() - begin) {
            long due = (long) (past / 1e9 * perSecond / EVENTS_OF_THREAD);
            for (; made < due; made++) {
                int at = (int) (made & 63);
                LockSupport.unpark(last[at]);
                last[at] = Thread.startVirtualThread(LockSupport::park);
            }
            LockSupport.parkNanos(1_000_000);
        }
    }
}
