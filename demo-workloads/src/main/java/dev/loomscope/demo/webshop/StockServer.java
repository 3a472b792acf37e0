package dev.loomscope.demo.webshop;

import java.io.IOException;
import java.net.URI;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * The warehouse's own service: slow as such services are, unavailable once in a hundred requests, and now and then far too
 * slow. It keeps count of each product and orders more when few are left.
 */
final class StockServer implements AutoCloseable {
    private static final int FULL = 500;
    private static final int LOW = 20;

    private final AtomicIntegerArray levels = new AtomicIntegerArray(Catalog.SIZE + 1);
    private final LoopbackServer server;
    private final SplittableRandom random;

    StockServer(long seed) throws IOException {
        random = new SplittableRandom(seed);
        for (int product = 1; product <= Catalog.SIZE; product++) {
            levels.set(product, FULL);
        }
        server = new LoopbackServer("stock")
                .on("GET", "/level", this::level)
                .on("POST", "/reserve", this::reserve)
                .start();
    }

    URI uri() {
        return server.uri();
    }

    private LoopbackServer.Reply level(String product) throws InterruptedException {
        work();
        return LoopbackServer.Reply.ok(Integer.toString(levels.get(Integer.parseInt(product))));
    }

    private LoopbackServer.Reply reserve(String product) throws InterruptedException {
        work();
        int left = levels.updateAndGet(Integer.parseInt(product), level -> level <= LOW ? FULL : level - 1);
        return LoopbackServer.Reply.ok(Integer.toString(left));
    }

    /** What the warehouse does behind the scenes, which takes its time. */
    private void work() throws InterruptedException {
        int fate;
        int latency;
        synchronized (random) {
            fate = random.nextInt(200);
            latency = random.nextInt(5, 22);
        }
        Thread.sleep(fate == 0 ? 400 : latency);
        if (fate == 1 || fate == 2) {
            throw new IllegalStateException("the warehouse is busy");
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
