package dev.loomscope.demo.saturation;

import java.time.Duration;

import dev.loomscope.demo.DemoRun;

/**
 * A thumbnail service. A hundred photos a second come in, each takes 65 ms, nearly all of it waiting for the storage. Four
 * threads cannot keep up: the pool is saturated, the queue grows, and every photo waits longer than the one before. Healed,
 * none waits.
 */
public final class PoolSaturation {
    private static final Duration EVERY = Duration.ofMillis(10);
    private static final int A_SECOND = 100;

    private PoolSaturation() {}

    public static void run(DemoRun run) throws InterruptedException {
        try (PhotoStore store = new PhotoStore();
                ThumbnailService service = run.fixed() ? new VirtualThreads(store) : new FewThreads(store)) {
            run.say("thumbnail service with %s%s", service.staffing(), run.fixed() ? ", healed" : "");
            upload(service, run);
            sumUp(service, run);
        }
    }

    private static void upload(ThumbnailService service, DemoRun run) throws InterruptedException {
        int photos = 0;
        while (run.waitUntil(EVERY.multipliedBy(photos + 1L))) {
            service.accept(++photos);
            if (photos % A_SECOND == 0) {
                ThumbnailService.Standing standing = service.standing();
                run.say("%d photos uploaded, %d thumbnails made, %d waiting, %d refused", standing.uploaded(),
                        standing.made(), standing.waiting(), standing.refused());
            }
        }
    }

    private static void sumUp(ThumbnailService service, DemoRun run) throws InterruptedException {
        ThumbnailService.Standing standing = run.settle(service::standing, now -> now.waiting() == 0);
        run.say("end: uploaded=%d made=%d refused=%d waiting=%d", standing.uploaded(), standing.made(),
                standing.refused(),
                standing.waiting());
    }
}
