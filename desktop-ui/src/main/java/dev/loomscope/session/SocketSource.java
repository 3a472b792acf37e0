package dev.loomscope.session;

import dev.loomscope.protocol.Frame;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The stream of an agent that listens on a socket. */
public final class SocketSource implements Source {
    private final Endpoint endpoint;

    private SocketSource(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    /**
     * Connects and shows the token.
     *
     * @throws dev.loomscope.protocol.BadInputException in one line: nobody listens there, the token is wrong, something
     *     else answers, another version answers
     */
    public static SocketSource connect(Endpoint endpoint) throws IOException {
        return new SocketSource(endpoint);
    }

    /** Sends a control message: one JSON object. Any thread. */
    public void send(String json) throws IOException {
    }

    @Override
    public String name() {
        return endpoint.address();
    }

    @Override
    public @Nullable Frame next() throws IOException {
        return null;
    }

    @Override
    public void close() {
    }
}
