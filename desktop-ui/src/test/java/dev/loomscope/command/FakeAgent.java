package dev.loomscope.command;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HexFormat;

import dev.loomscope.protocol.Handshake;

/** Something that listens: an agent that plays a given stream to whoever shows its token, or a stranger. */
final class FakeAgent implements AutoCloseable {
    /** What is done with one who connects. */
    interface Answer {
        void to(Socket client) throws IOException, InterruptedException;
    }

    private final ServerSocket server;

    private FakeAgent(Answer answer) throws IOException {
        server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread.ofPlatform().daemon().name("fake-agent").start(() -> serve(answer));
    }

    /** One that plays a stream and then closes the connection. */
    static FakeAgent playing(byte[] stream) throws IOException {
        return talking(out -> out.write(stream));
    }

    /** What an agent sends to one who showed the token. */
    interface Talk {
        void to(OutputStream out) throws IOException, InterruptedException;
    }

    /** One that says what is given, and then closes the connection. */
    static FakeAgent talking(Talk talk) throws IOException {
        return new FakeAgent(client -> {
            if (Handshake.receive(client.getInputStream(), token()) >= 0) {
                talk.to(client.getOutputStream());
                client.getOutputStream().flush();
            }
        });
    }

    /** One that is no agent. */
    static FakeAgent stranger(Answer answer) throws IOException {
        return new FakeAgent(answer);
    }

    private void serve(Answer answer) {
        while (!server.isClosed()) {
            try (Socket client = server.accept()) {
                answer.to(client);
            } catch (IOException | InterruptedException _) {
                // The client has gone, or the test is over.
            }
        }
    }

    static byte[] token() {
        byte[] token = new byte[Handshake.TOKEN_LENGTH];
        token[0] = 42;
        return token;
    }

    static String tokenHex() {
        return HexFormat.of().formatHex(token());
    }

    String address() {
        return "127.0.0.1:" + server.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
