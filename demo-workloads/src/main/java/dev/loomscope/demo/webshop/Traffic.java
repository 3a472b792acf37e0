package dev.loomscope.demo.webshop;

import java.net.URI;
import java.time.Duration;
import java.util.SplittableRandom;

import dev.loomscope.demo.DemoRun;

/** Sends customers into the shop, as many as the time of the day brings. */
final class Traffic implements AutoCloseable {
    private static final Duration TICK = Duration.ofMillis(10);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final DemoRun run;
    private final LoopbackClient shop;
    private final SplittableRandom random;
    private final Thread thread;
    private volatile boolean open = true;

    Traffic(DemoRun run, URI shop) {
        this.run = run;
        this.shop = new LoopbackClient(shop, PATIENCE);
        random = new SplittableRandom(run.seed());
        thread = Thread.ofPlatform().daemon().name("traffic").start(this::send);
    }

    private void send() {
        int visitors = 0;
        double due = 0;
        long last = 0;
        try {
            for (long tick = 1; open && run.waitUntil(TICK.multipliedBy(tick)); tick++) {
                LoadPlan.Phase phase = LoadPlan.at(run.elapsed());
                long now = run.elapsed().toNanos();
                due += phase.visitors() * (now - last) / 1e9;
                last = now;
                for (; due >= 1; due--) {
                    visitors++;
                    Shopper shopper = new Shopper(
                            visitors, random.nextDouble() < phase.buyers(), random.split(), shop, () -> open);
                    Thread.ofVirtual().name("shopper-" + visitors).start(shopper);
                }
            }
        } catch (InterruptedException e) {
            // Closed.
        }
    }

    /** Nobody comes in any more, and who is inside clicks no more. */
    @Override
    public void close() {
        open = false;
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
