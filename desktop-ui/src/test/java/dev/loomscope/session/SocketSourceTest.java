package dev.loomscope.session;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

import dev.loomscope.protocol.BadInputException;
import dev.loomscope.protocol.Frame;
import dev.loomscope.protocol.Handshake;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SocketSourceTest {
    private static final byte[] TOKEN = new byte[Handshake.TOKEN_LENGTH];

    private static void answer(byte[] answer, ThrowingConsumer test) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread thread = Thread.ofVirtual().start(() -> {
                try (Socket client = server.accept()) {
                    client.getInputStream().readNBytes(12 + Handshake.TOKEN_LENGTH);
                    client.getOutputStream().write(answer);
                } catch (IOException e) {
                    // The client may leave first.
                }
            });
            test.accept(new Endpoint("127.0.0.1", server.getLocalPort(), TOKEN));
            thread.join();
        }
    }

    private interface ThrowingConsumer {
        void accept(Endpoint endpoint) throws Exception;
    }

    @Test
    void nobodyListens() throws IOException {
        int port;
        try (ServerSocket server = new ServerSocket(0)) {
            port = server.getLocalPort();
        }
        assertThatThrownBy(() -> SocketSource.connect(new Endpoint("127.0.0.1", port, TOKEN)))
                .isInstanceOf(BadInputException.class).hasMessageContaining("nobody listens at 127.0.0.1:" + port)
                .hasMessageNotContaining("\n");
    }

    @Test
    void wrongTokenIsMetWithSilence() throws IOException {
        try (FakeAgent agent = new FakeAgent()) {
            Endpoint wrong = new Endpoint("127.0.0.1", agent.endpoint().port(), TOKEN);
            assertThatThrownBy(() -> SocketSource.connect(wrong)).isInstanceOf(BadInputException.class)
                    .hasMessageContaining("token is wrong").hasMessageNotContaining("\n");
        }
    }

    @Test
    void somethingElseAnswers() throws Exception {
        answer("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII),
                endpoint -> assertThatThrownBy(() -> SocketSource.connect(endpoint))
                        .isInstanceOf(BadInputException.class)
                        .hasMessageContaining("is not Loomscope's"));
    }

    @Test
    void anotherVersionAnswers() throws Exception {
        byte[] header = dev.loomscope.protocol.StreamHeader.bytes();
        header[9] = 9;
        answer(header, endpoint -> assertThatThrownBy(() -> SocketSource.connect(endpoint))
                .isInstanceOf(BadInputException.class).hasMessageContaining("version 9"));
    }

    @Test
    void framesComeAsTheyWereSent() throws Exception {
        try (FakeAgent agent = new FakeAgent(); SocketSource source = SocketSource.connect(agent.endpoint())) {
            Frame sent = agent.frames.session(4);
            Socket client = agent.clients.take();
            FakeAgent.send(client, sent);
            Frame seen = source.next();
            assertThat(seen).isNotNull();
            assertThat(seen.text()).isEqualTo(sent.text());
            source.send("{\"command\":\"detach\"}");
            assertThat(Handshake.receiveControl(client.getInputStream())).asString(StandardCharsets.UTF_8)
                    .isEqualTo("{\"command\":\"detach\"}");
            client.close();
            assertThat(source.next()).isNull();
        }
    }
}
