package dev.loomscope.demo.saturation;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The mistake: as many threads as processors, for tasks that wait. Four threads and 65 ms a photo make 62 photos a second;
 * 100 come in, and the queue has no bound.
 */
final class FewThreads extends ThumbnailService {
    private static final int THREADS = 4;

    private final ExecutorService pool = Executors.newFixedThreadPool(THREADS,
            Thread.ofPlatform().name("thumbnails-", 1).factory());

    FewThreads(PhotoStore store) {
        super(store);
    }

    @Override
    String staffing() {
        return THREADS + " threads, a queue without bound";
    }

    @Override
    boolean take(MakeThumbnail task) {
        pool.execute(task);
        return true;
    }

    @Override
    public void close() {
        pool.shutdownNow();
        pool.close();
    }
}
