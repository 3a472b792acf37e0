package dev.loomscope.demo.webshop;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Asks a server by HTTP on the calling thread: a request is one blocking call, and no thread of a client's own takes part. */
final class LoopbackClient {
    private final URI server;
    private final int limitMs;

    /** @param limit how long to wait for a connection, and then for an answer */
    LoopbackClient(URI server, Duration limit) {
        this.server = server;
        limitMs = Math.toIntExact(limit.toMillis());
    }

    /**
     * Sends a request without a body and waits for the answer's text.
     *
     * @throws IOException when it does not come in time, or its status is not 200
     */
    String ask(String method, String path) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) server.resolve(path).toURL().openConnection(Proxy.NO_PROXY);
        connection.setRequestMethod(method);
        connection.setConnectTimeout(limitMs);
        connection.setReadTimeout(limitMs);
        int status = connection.getResponseCode();
        // Read to its end, the connection is used again.
        try (InputStream body = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            String text = body == null ? "" : new String(body.readAllBytes(), StandardCharsets.UTF_8);
            if (status != 200) {
                throw new IOException(method + " " + path + " was answered status=" + status + ": " + text);
            }
            return text;
        }
    }
}
