package dev.loomscope.demo.webshop;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * An HTTP server on loopback that answers each request on a virtual thread of its own, named after what is asked for:
 * {@code http-GET /cart-4711} is the 4711th request, for a cart.
 */
final class LoopbackServer implements AutoCloseable {
    private final HttpServer server;
    private final String name;
    private final AtomicLong requests = new AtomicLong();
    private final Map<String, Endpoint> endpoints = new HashMap<>();

    /** @param name what the names of its threads begin with */
    LoopbackServer(String name) throws IOException {
        this.name = name;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    /** Adds a route. Before {@link #start} only. */
    LoopbackServer on(String method, String path, Endpoint endpoint) {
        if (endpoints.keySet().stream().noneMatch(key -> key.endsWith(" " + path))) {
            server.createContext(path, exchange -> accept(exchange, path));
        }
        endpoints.put(method + " " + path, endpoint);
        return this;
    }

    LoopbackServer start() {
        server.start();
        return this;
    }

    URI uri() {
        InetSocketAddress address = server.getAddress();
        return URI.create("http://" + address.getAddress().getHostAddress() + ":" + address.getPort());
    }

    /** How many requests came in so far. */
    long requests() {
        return requests.get();
    }

    private void accept(HttpExchange exchange, String path) {
        String method = exchange.getRequestMethod();
        Endpoint endpoint = endpoints.get(method + " " + path);
        String thread = name + "-" + method + " " + path + "-" + requests.incrementAndGet();
        Thread.ofVirtual().name(thread)
                .start(new Answering(exchange, path, endpoint == null ? Endpoint.ABSENT : endpoint));
    }

    @Override
    public void close() {
        server.stop(0);
    }

    /** What answers a request. */
    @FunctionalInterface
    interface Endpoint {
        Endpoint ABSENT = argument -> new Reply(404, "not here");

        /**
         * Answers on the request's own thread.
         *
         * @param argument what stands behind the route in the path, without a slash; often a number
         */
        Reply answer(String argument) throws Exception;
    }

    /**
     * What a request is answered.
     *
     * @param status as HTTP numbers it
     * @param text the body
     */
    record Reply(int status, String text) {
        static Reply ok(String text) {
            return new Reply(200, text);
        }
    }

    /** One request, answered on its own virtual thread. */
    private record Answering(HttpExchange exchange, String path, Endpoint endpoint) implements Runnable {
        @Override
        public void run() {
            try (exchange) {
                exchange.getRequestBody().readAllBytes();
                Reply reply = reply();
                byte[] body = reply.text().getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
                exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
                exchange.getResponseBody().write(body);
            } catch (IOException e) {
                // Who asked has gone, or the server closes.
            }
        }

        private Reply reply() {
            String rest = exchange.getRequestURI().getPath().substring(path.length());
            try {
                return endpoint.answer(rest.startsWith("/") ? rest.substring(1) : rest);
            } catch (Exception e) {
                return new Reply(e instanceof IllegalArgumentException ? 400 : 503, String.valueOf(e.getMessage()));
            }
        }
    }
}
