package dev.loomscope.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.jspecify.annotations.Nullable;

/**
 * The JDK's HTTP server with a virtual thread a request, each of which computes for about 10 us. {@link HttpLoad}, in another
 * process, asks as fast as it is answered. A task is a request.
 */
final class HttpBatch implements Batch {
    private static final int REQUESTS = 500;
    private static final long PAUSE_NS = 50_000;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger answered = new AtomicInteger();
    private final HttpServer server;
    private int counted;

    HttpBatch(Around around, int spins) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> answer(exchange, around, spins));
        server.start();
        System.out.println("port " + server.getAddress().getPort());
    }

    private void answer(HttpExchange exchange, Around around, int spins) throws IOException {
        @Nullable Object begun = around.begin();
        try {
            byte[] body = (Spin.spin(spins) == 0 ? "no" : "ok").getBytes(StandardCharsets.US_ASCII);
            exchange.sendResponseHeaders(200, body.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        } finally {
            around.end(begun);
        }
        answered.incrementAndGet();
    }

    @Override
    public int run() {
        int now = answered.get();
        while (now - counted < REQUESTS) {
            LockSupport.parkNanos(PAUSE_NS);
            now = answered.get();
        }
        int more = now - counted;
        counted = now;
        return more;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
