package dev.loomscope.session;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

import dev.loomscope.model.Frames;
import dev.loomscope.protocol.Frame;
import dev.loomscope.protocol.FrameLayout;
import dev.loomscope.protocol.Handshake;
import dev.loomscope.protocol.StreamHeader;

/** Listens on a real socket as an agent does, and sends what a test gives it. */
final class FakeAgent implements AutoCloseable {
    final byte[] token = new byte[Handshake.TOKEN_LENGTH];
    final Frames frames = new Frames();
    final BlockingQueue<Socket> clients = new LinkedBlockingQueue<>();
    private final ServerSocket server;

    FakeAgent() throws IOException {
        this(0);
    }

    FakeAgent(int port) throws IOException {
        token[3] = 77;
        server = new ServerSocket(port, 10, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    private void accept() {
        try {
            while (true) {
                Socket client = server.accept();
                if (Handshake.receive(client.getInputStream(), token) != StreamHeader.MAJOR) {
                    client.close();
                } else {
                    client.getOutputStream().write(StreamHeader.bytes());
                    clients.add(client);
                }
            }
        } catch (IOException e) {
            // Closed: the test is over.
        }
    }

    Endpoint endpoint() {
        return new Endpoint("127.0.0.1", server.getLocalPort(), token, 0, UUID.fromString(Frames.UUID));
    }

    static void send(Socket client, Frame... frames) throws IOException {
        for (Frame frame : frames) {
            client.getOutputStream().write(FrameLayout.encode(frame));
        }
        client.getOutputStream().flush();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket client : clients) {
            client.close();
        }
    }
}
