package dev.loomscope.demo.saturation;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The remedy: a virtual thread a photo, and permits that bound how many are in hand. By Little's law 100 photos a second
 * times 65 ms keep 6.5 in hand; 24 permits leave room for a storage that is three times slower. Beyond that the upload
 * waits a moment and is then refused, instead of a queue that grows.
 */
final class VirtualThreads extends ThumbnailService {
    private static final int PERMITS = 24;
    private static final long PATIENCE_MS = 200;

    private final Semaphore permits = new Semaphore(PERMITS);
    private final ExecutorService threads = Executors
            .newThreadPerTaskExecutor(Thread.ofVirtual().name("thumbnail-", 1).factory());

    VirtualThreads(PhotoStore store) {
        super(store);
    }

    @Override
    String staffing() {
        return "virtual threads, " + PERMITS + " permits";
    }

    @Override
    boolean take(MakeThumbnail task) throws InterruptedException {
        if (!permits.tryAcquire(PATIENCE_MS, TimeUnit.MILLISECONDS)) {
            return false;
        }
        threads.execute(new Permitted(task, permits));
        return true;
    }

    @Override
    public void close() {
        threads.shutdownNow();
        threads.close();
    }

    /** Gives the permit back when the task is done. */
    private record Permitted(MakeThumbnail task, Semaphore permits) implements Runnable {
        @Override
        public void run() {
            try {
                task.run();
            } finally {
                permits.release();
            }
        }
    }
}
