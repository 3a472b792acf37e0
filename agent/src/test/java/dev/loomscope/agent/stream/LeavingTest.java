package dev.loomscope.agent.stream;

import java.time.Duration;

import dev.loomscope.protocol.FrameType;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/** Agents that go with whoever brought them, or when they are left alone, unless somebody wants them to stay. */
@Timeout(60)
class LeavingTest {
    private static final int LOG_BYTES = 256 << 10;

    private final TestRings rings = new TestRings(16, 1 << 12);

    @AutoClose
    private final TestStream stream = new TestStream(rings, LOG_BYTES);

    @Test
    void whoBroughtTheAgentTakesItAlongHoweverItGoes() throws Exception {
        try (TestClient guest = stream.client()) {
            guest.await(FrameType.KEYFRAME);
            try (TestClient owner = stream.client()) {
                owner.control("{\"command\":\"detach-at-end\"}");
                assertThat(owner.await(FrameType.REPLY).text())
                        .contains("\"ok\":true", "\"why\":\"others are connected\"");
                owner.socket.setSoLinger(true, 0);
            }
            guest.control("{\"command\":\"none\"}");
            guest.await(FrameType.REPLY);
            assertThat(stream.lastControl).as("another client still listens").containsEntry("command", "none");
        }
        try (TestClient owner = stream.client()) {
            String answer = "";
            while (!answer.contains("\"why\":\"\"")) {
                // Who went before may not be through the door yet.
                owner.control("{\"command\":\"detach-at-end\"}");
                answer = owner.await(FrameType.REPLY).text();
            }
            owner.socket.setSoLinger(true, 0);
        }
        while (!"detach".equals(stream.lastControl.get("command"))) {
            Thread.sleep(1);
        }
    }

    @Test
    void anAgentThatWasLeftAloneGoes() throws Exception {
        Duration leaveAfter = Duration.ofMillis(300);
        try (TestStream left = new TestStream(rings, LOG_BYTES, Modes.UNLIMITED, leaveAfter)) {
            try (TestClient first = left.client()) {
                first.await(FrameType.KEYFRAME);
            }
            try (TestClient second = left.client()) {
                long begin = second.await(FrameType.KEYFRAME).lastTime();
                long now = begin;
                while (now - begin < 4 * leaveAfter.toNanos()) {
                    second.control("{\"command\":\"keyframe\"}");
                    now = second.await(FrameType.KEYFRAME).lastTime();
                }
                assertThat(left.lastControl).as("somebody is connected").isEmpty();
            }
            while (!"detach".equals(left.lastControl.get("command"))) {
                Thread.sleep(1);
            }
        }
    }

    @Test
    void anAgentThatWasAskedToStayStays() throws Exception {
        try (TestStream left = new TestStream(rings, LOG_BYTES, Modes.UNLIMITED, Duration.ofMillis(1))) {
            try (TestClient client = left.client()) {
                client.control("{\"command\":\"detach-at-end\"}");
                client.await(FrameType.REPLY);
                client.control("{\"command\":\"stay\"}");
                assertThat(client.await(FrameType.REPLY).text()).contains("\"command\":\"stay\",\"ok\":true");
                client.control("{\"command\":\"detach-at-end\"}");
                assertThat(client.await(FrameType.REPLY).text()).contains("\"why\":\"it was asked to stay\"");
            }
            assertThat(ClientTest.answerTo(left, new byte[0])).as("told after two seconds in which nobody was there")
                    .isEmpty();
            assertThat(left.lastControl).isEmpty();
        }
    }
}
