package dev.loomscope.agent.stream;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import dev.loomscope.agent.stream.TestClient.Event;
import dev.loomscope.agent.stream.TestRings.Producer;
import dev.loomscope.protocol.EventKind;
import dev.loomscope.protocol.Frame;
import dev.loomscope.protocol.FrameReader;
import dev.loomscope.protocol.FrameType;
import dev.loomscope.protocol.Handshake;
import dev.loomscope.protocol.StreamHeader;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

/** Clients that are wrong, foreign, slow or gone. */
class ClientTest {
    private static final int LOG_BYTES = 256 << 10;

    private final TestRings rings = new TestRings(16, 1 << 12);

    @AutoClose
    private final TestStream stream = new TestStream(rings, LOG_BYTES);

    private byte[] answerTo(byte[] hello) throws IOException {
        return answerTo(stream, hello);
    }

    /** What an unwelcome connection hears until it is closed. */
    static byte[] answerTo(TestStream stream, byte[] hello) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", stream.server.port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(hello);
            socket.getOutputStream().flush();
            return readAll(socket.getInputStream());
        }
    }

    private static byte[] readAll(InputStream in) throws IOException {
        try {
            return in.readAllBytes();
        } catch (SocketException e) {
            return new byte[0];
        }
    }

    private static byte[] hello(int major, byte[] token) {
        return ByteBuffer.allocate(44)
                .put("LOOMSCC\n".getBytes(StandardCharsets.US_ASCII))
                .putShort((short) major)
                .putShort((short) 0)
                .put(token)
                .array();
    }

    @Test
    void aWrongTokenHearsNothingAtAll() throws IOException {
        byte[] token = stream.token.clone();
        token[31] ^= 1;
        assertThat(answerTo(hello(StreamHeader.MAJOR, token))).isEmpty();
    }

    @Test
    void aForeignProtocolHearsNothingAtAll() throws IOException {
        byte[] garbage = new byte[100];
        new Random(1).nextBytes(garbage);
        assertThat(answerTo(garbage)).isEmpty();
        assertThat(answerTo("GET / HTTP/1.1\r\nHost: localhost\r\nAccept: text/html\r\n\r\n"
                .getBytes(StandardCharsets.US_ASCII)))
                .isEmpty();
    }

    @Test
    void whoSaysTooLittleIsClosed() throws IOException {
        assertThat(answerTo(new byte[] {'L'})).isEmpty();
    }

    @Test
    void anotherMajorVersionHearsOurHeaderAndNoMore() throws IOException {
        assertThat(answerTo(hello(StreamHeader.MAJOR + 1, stream.token))).isEqualTo(StreamHeader.bytes());
    }

    @Test
    void noMoreThanEightAtATime() throws Exception {
        List<TestClient> clients = new ArrayList<>();
        for (int i = 0; i < Server.MOST_CLIENTS; i++) {
            clients.add(stream.client());
        }
        assertThatThrownBy(stream::client).isInstanceOf(IOException.class);
        clients.get(0).close();
        TestClient another = null;
        while (another == null) {
            try {
                another = stream.client();
            } catch (IOException e) {
                Thread.onSpinWait();
            }
        }
        clients.add(another);
        for (TestClient client : clients) {
            client.close();
        }
    }

    /** They are many more than there is room for, and stay connected for as long as they are let. */
    @Test
    void connectionsThatSayNothingKeepNobodyOut() throws Exception {
        List<Socket> idle = new ArrayList<>();
        try {
            for (int round = 0; round < 5; round++) {
                for (int i = 0; i < Server.MOST_STRANGERS; i++) {
                    idle.add(new Socket("127.0.0.1", stream.server.port()));
                }
                try (TestClient client = stream.client()) {
                    client.await(FrameType.KEYFRAME);
                }
            }
            try (TestClient client = stream.client()) {
                client.await(FrameType.KEYFRAME);
                for (int i = 0; i < 2 * Server.MOST_STRANGERS; i++) {
                    idle.add(new Socket("127.0.0.1", stream.server.port()));
                }
                client.control("{\"command\":\"stack-after\",\"ms\":7}");
                assertThat(client.await(FrameType.REPLY).text()).contains("\"ok\":true");
            }
        } finally {
            for (Socket socket : idle) {
                socket.close();
            }
        }
    }

    @Test
    void controlMessagesAreAnswered() throws Exception {
        try (TestClient client = stream.client()) {
            client.await(FrameType.SAMPLE);
            client.control("{\"command\":\"stack-after\",\"ms\":500,\"more\":{\"x\":[1]}}");
            assertThat(client.await(FrameType.REPLY).text()).contains("\"command\":\"stack-after\"", "\"ok\":true");
            assertThat(stream.lastControl).containsEntry("ms", "500");
            client.control("no json");
            assertThat(client.await(FrameType.REPLY).text()).contains("\"ok\":false");
        }
    }

    @Test
    void aKeyframeComesWhenItIsAskedForThoughNothingHappens() throws Exception {
        try (TestClient client = stream.client()) {
            long first = client.await(FrameType.KEYFRAME).lastTime();
            client.control("{\"command\":\"keyframe\"}");
            assertThat(client.await(FrameType.KEYFRAME).lastTime() - first).as("by itself it comes after ten seconds")
                    .isLessThan(9_000_000_000L);
            client.control("{\"command\":\"keyframe\"}");
            assertThat(client.await(FrameType.REPLY).text()).contains("\"command\":\"keyframe\",\"ok\":true");
        }
    }

    @Test
    void aControlMessageThatIsTooLongEndsTheConnection() throws Exception {
        try (TestClient client = stream.client()) {
            client.await(FrameType.SAMPLE);
            client.socket.getOutputStream().write(ByteBuffer.allocate(4).putInt(Integer.MAX_VALUE).array());
            assertThatThrownBy(() -> client.await(frame -> false)).isInstanceOfAny(
                    IllegalStateException.class, IOException.class);
        }
    }

    @Test
    void whoReconnectsSeesNoGhost() throws Exception {
        Producer main = rings.producer(Thread.currentThread());
        try (TestClient client = stream.client()) {
            client.await(FrameType.KEYFRAME);
            main.task(EventKind.SUBMIT, 1, 0, 0);
            main.task(EventKind.START, 1, 0, 0);
            client.awaitEvents(EventKind.START, 1);
        }
        main.end(1, 0, 0);
        main.task(EventKind.SUBMIT, 2, 0, 0);
        try (TestClient client = stream.client()) {
            List<Event> live = TestClient.events(client.await(FrameType.KEYFRAME));
            List<Event> all = new ArrayList<>(live);
            if (live.stream().noneMatch(event -> event.task() == 2)) {
                client.awaitEvents(EventKind.SUBMIT, 1);
                all.addAll(client.events());
            }
            assertThat(all).extracting(Event::kind, Event::task).endsWith(tuple(
                    EventKind.SUBMIT, 2L));
            client.await(FrameType.SAMPLE);
        }
        try (TestClient client = stream.client()) {
            assertThat(TestClient.events(client.await(FrameType.KEYFRAME)))
                    .extracting(Event::kind, Event::task)
                    .containsExactly(tuple(EventKind.SUBMIT, 2L));
        }
    }

    /** The drain goes on at full speed for others, memory stays bounded, and the slow one learns what it missed. */
    @Test
    void whoReadsNothingHoldsUpNobodyAndIsToldWhatItMissed() throws Exception {
        Producer main = rings.producer(Thread.currentThread());
        try (Socket slow = new Socket()) {
            slow.setReceiveBufferSize(4 << 10);
            slow.connect(new InetSocketAddress("127.0.0.1", stream.server.port()));
            slow.setSoTimeout(20_000);
            Handshake.send(slow.getOutputStream(), stream.token);
            StreamHeader.read(slow.getInputStream(), "the agent");
            FrameReader frames = new FrameReader(slow.getInputStream(), "the agent", StreamHeader.LENGTH);
            while (frames.next().type() != FrameType.KEYFRAME) {
                Thread.onSpinWait();
            }
            int sent = 0;
            try (TestClient quick = stream.client()) {
                quick.await(FrameType.KEYFRAME);
                int seen = 0;
                while (sent < 1_500_000) {
                    for (int i = 0; i < 3_000; i++) {
                        main.task(EventKind.CANCEL, sent++, 0, 0);
                    }
                    while (seen < sent) {
                        seen += TestClient.events(quick.await(FrameType.EVENTS)).size();
                        quick.seen.clear();
                    }
                    assertThat(stream.log.held()).isLessThan(LOG_BYTES + 100_000);
                }
            }
            long received = 0;
            long lost = 0;
            List<Integer> types = new ArrayList<>();
            while (received + lost < sent) {
                Frame frame = frames.next();
                if (frame == null) {
                    throw new EOFException("received=" + received + ", lost=" + lost);
                }
                if (frame.type() == FrameType.EVENTS) {
                    received += TestClient.events(frame).size();
                } else if (frame.type() == FrameType.LOSS) {
                    assertThat(frame.text()).contains("\"category\":\"task\"", "\"where\":\"client\"");
                    lost += number(frame.text(), "count");
                    assertThat(number(frame.text(), "toNs")).isGreaterThan(number(frame.text(), "fromNs"));
                } else if (frame.type() == FrameType.KEYFRAME && !types.isEmpty()) {
                    types.add(frame.type());
                }
                if (frame.type() == FrameType.LOSS) {
                    types.add(frame.type());
                }
            }
            assertThat(received + lost).isEqualTo(sent);
            assertThat(lost).isPositive();
            if (types.size() == 1) {
                types.add(frames.next().type());
            }
            assertThat(types).startsWith(FrameType.LOSS, FrameType.KEYFRAME);
        }
    }

    static long number(String json, String field) {
        return Long.parseLong(json.replaceAll(".*\"" + field + "\":(-?\\d+).*", "$1"));
    }

    @Test
    void theEndIsSaid() throws Exception {
        try (TestClient client = stream.client()) {
            client.await(FrameType.SAMPLE);
            stream.close();
            assertThat(client.await(FrameType.END).text()).isEqualTo("{\"reason\":\"stop\"}");
            assertThat(client.frames.next()).isNull();
        }
    }
}
