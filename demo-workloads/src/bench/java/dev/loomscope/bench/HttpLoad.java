package dev.loomscope.bench;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A few connections over which requests are sent without a pause, each when the one before was answered. */
final class HttpLoad implements AutoCloseable {
    private static final int CONNECTIONS = 4;
    private static final int BODY = 2;
    private static final byte[] REQUEST = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"
            .getBytes(StandardCharsets.US_ASCII);

    private final List<Socket> sockets = new ArrayList<>();

    /** @param port on this machine */
    HttpLoad(int port) throws IOException {
        for (int i = 0; i < CONNECTIONS; i++) {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setTcpNoDelay(true);
            sockets.add(socket);
            Thread.ofPlatform().daemon().name("load-" + i).start(() -> ask(socket));
        }
    }

    private static void ask(Socket socket) {
        try {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            while (true) {
                socket.getOutputStream().write(REQUEST);
                readAnswer(in);
            }
        } catch (IOException e) {
            // The server has ended, or the load.
        }
    }

    /** Reads the head, which ends with an empty line, and the body. */
    private static void readAnswer(InputStream in) throws IOException {
        int ends = 0;
        while (ends < 2) {
            int c = in.read();
            if (c < 0) {
                throw new EOFException();
            }
            ends = c == '\n' ? ends + 1 : c == '\r' ? ends : 0;
        }
        in.skipNBytes(BODY);
    }

    @Override
    public void close() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
