package dev.loomscope.session;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

import dev.loomscope.protocol.BadInputException;
import dev.loomscope.protocol.Frame;
import dev.loomscope.protocol.FrameReader;
import dev.loomscope.protocol.FrameType;
import dev.loomscope.protocol.Handshake;
import dev.loomscope.protocol.StreamHeader;
import org.jspecify.annotations.Nullable;

/** The stream of an agent that listens on a socket. */
public final class SocketSource implements AutoCloseable {
    private static final int PATIENCE_MS = 5_000;
    private static final int BUFFER = 1 << 18;

    private final Endpoint endpoint;
    private final Socket socket;
    private final FrameReader frames;

    private SocketSource(Endpoint endpoint, Socket socket, FrameReader frames) {
        this.endpoint = endpoint;
        this.socket = socket;
        this.frames = frames;
    }

    /**
     * Connects and shows the token.
     *
     * @throws BadInputException in one line: nobody listens there, the token is wrong, something else answers, another
     *     version answers
     */
    public static SocketSource connect(Endpoint endpoint) throws IOException {
        Socket socket = new Socket();
        try {
            open(endpoint, socket);
            InputStream in = new BufferedInputStream(socket.getInputStream(), BUFFER);
            shake(endpoint, socket, in);
            return new SocketSource(endpoint, socket, new FrameReader(in, endpoint.address(), StreamHeader.LENGTH));
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    private static void open(Endpoint endpoint, Socket socket) throws IOException {
        InetSocketAddress address = new InetSocketAddress(endpoint.host(), endpoint.port());
        if (address.isUnresolved()) {
            throw new BadInputException("host=" + endpoint.host() + " is unknown: check the name");
        }
        try {
            socket.setTcpNoDelay(true);
            socket.connect(address, PATIENCE_MS);
        } catch (ConnectException | SocketTimeoutException e) {
            throw new BadInputException("nobody listens at " + endpoint.address() + ": is the agent still in that JVM?",
                    e);
        } catch (SocketException e) {
            throw new BadInputException(endpoint.address() + " cannot be reached: " + e.getMessage(), e);
        }
    }

    private static void shake(Endpoint endpoint, Socket socket, InputStream in) throws IOException {
        socket.setSoTimeout(PATIENCE_MS);
        try {
            Handshake.send(socket.getOutputStream(), endpoint.token());
            in.mark(1);
            if (in.read() < 0) {
                throw refused(endpoint, null);
            }
            in.reset();
        } catch (SocketTimeoutException e) {
            throw new BadInputException(endpoint.address() + " does not answer as a Loomscope agent: check the port",
                    e);
        } catch (SocketException e) {
            throw refused(endpoint, e);
        }
        try {
            StreamHeader.read(in, endpoint.address());
        } catch (SocketTimeoutException | SocketException e) {
            throw new BadInputException(endpoint.address() + " does not answer as a Loomscope agent: check the port",
                    e);
        }
        socket.setSoTimeout(0);
    }

    private static BadInputException refused(Endpoint endpoint, @Nullable Throwable cause) {
        String message = endpoint.address()
                + " closed the connection without a word: the token is wrong, or no agent of"
                + " Loomscope listens there";
        return cause == null ? new BadInputException(message) : new BadInputException(message, cause);
    }

    /** Sends a control message: one JSON object. Any thread. */
    public void send(String json) throws IOException {
        synchronized (socket) {
            Handshake.sendControl(socket.getOutputStream(), json.getBytes(StandardCharsets.UTF_8));
        }
    }

    /**
     * Sends a control message and reads on to its reply; null where the connection ends before. What comes until then is passed
     * over, so nobody else may read.
     */
    public @Nullable Frame ask(String json) throws IOException {
        send(json);
        Frame frame = next();
        while (frame != null && frame.type() != FrameType.REPLY) {
            frame = next();
        }
        return frame;
    }

    /** What it is, for messages: host and port. */
    public String name() {
        return endpoint.address();
    }

    /**
     * The next frame, waiting for it where it is still to come.
     *
     * @return null where the stream is over
     * @throws BadInputException when the stream is cut, damaged or foreign
     */
    public @Nullable Frame next() throws IOException {
        return frames.next();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // A socket that cannot be closed is gone already.
        }
    }
}
