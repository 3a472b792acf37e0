package dev.loomscope.session;

import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import dev.loomscope.model.SessionModel;
import dev.loomscope.model.TaskState;
import dev.loomscope.protocol.EventKind;
import dev.loomscope.protocol.EventsWriter;
import dev.loomscope.protocol.Frame;
import dev.loomscope.protocol.Handshake;
import dev.loomscope.protocol.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class LiveSessionTest {
    @TempDir
    Path directory;

    private static void live(EventsWriter e) {
        e.beginRun(1);
        e.task(EventKind.SUBMIT, 100, 1, 3, 5);
        e.task(EventKind.SUBMIT, 101, 2, 3, 5);
        e.beginRun(31);
        e.task(EventKind.START, 110, 1, 3, 5);
    }

    @Test
    void breakIsMendedByTheNextKeyframe() throws Exception {
        try (FakeAgent agent = new FakeAgent(); Session session = Session.live(agent.endpoint())) {
            Socket first = agent.clients.take();
            FakeAgent.send(first, agent.frames.session(4), agent.frames.keyframe(50, e -> {
            }), agent.frames.events(200, LiveSessionTest::live));
            Heard.await(session, () -> session.model().tasks().size() == 2);
            assertThat(session.state().phase()).isEqualTo(State.Phase.LIVE);
            SessionModel model = session.model();

            first.close();
            Heard.await(session, () -> session.state().phase() == State.Phase.LOST);
            Socket second = agent.clients.take();
            FakeAgent.send(second, agent.frames.session(4), agent.frames.keyframe(9000, e -> {
                e.beginRun(1);
                e.task(EventKind.SUBMIT, 101, 2, 3, 5);
                e.task(EventKind.SUBMIT, 8000, 7, 3, 5);
            }), agent.frames.sample(9100, "", ""));
            Heard.await(session, () -> session.model().tasks().size() == 3);
            assertThat(session.model()).isSameAs(model);
            assertThat(model.tasks().state(0)).isEqualTo(TaskState.UNSEEN_END);
            assertThat(model.tasks().state(1)).isEqualTo(TaskState.SCHEDULED);
            assertThat(model.counts().submitted()).isEqualTo(3);

            FakeAgent.send(second, agent.frames.end(9200, "exit"));
            assertThat(session.awaitEnd()).isEqualTo(new State(State.Phase.ENDED, "exit"));
        }
    }

    @Test
    void recordingHoldsWhatWasSeenFromTheFirstFrameOn() throws Exception {
        Path file = directory.resolve("live.lsr");
        try (FakeAgent agent = new FakeAgent();
                Recording recording = Recording.create(file, Long.MAX_VALUE);
                Session session = Session.live(agent.endpoint(), SessionModel.DEFAULT_MEMORY, recording)) {
            Socket client = agent.clients.take();
            FakeAgent.send(client, agent.frames.session(4), agent.frames.keyframe(50, e -> {
            }), agent.frames.events(200, LiveSessionTest::live), agent.frames.end(300, "exit"));
            session.awaitEnd();
            assertThat(recording.events()).isEqualTo(3);
            assertThat(recording.keyframes()).isEqualTo(1);
            assertThat(recording.problem()).isNull();
        }
        try (Session replay = Session.replay(file)) {
            assertThat(replay.awaitEnd().phase()).isEqualTo(State.Phase.REPLAY);
            assertThat(replay.model().tasks().size()).isEqualTo(2);
            assertThat(replay.model().endReason()).isEqualTo("exit");
        }
    }

    @Test
    void recordingOfARunningSessionBeginsWithAKeyframe() throws Exception {
        Path file = directory.resolve("later.lsr");
        try (FakeAgent agent = new FakeAgent(); Session session = Session.live(agent.endpoint())) {
            Socket client = agent.clients.take();
            FakeAgent.send(client, agent.frames.session(4), agent.frames.events(200, LiveSessionTest::live));
            Heard.await(session, () -> session.model().tasks().size() == 2);
            Recording recording = session.record(file, Long.MAX_VALUE);
            assertThat(Handshake.receiveControl(client.getInputStream())).asString(StandardCharsets.UTF_8)
                    .isEqualTo("{\"command\":\"keyframe\"}");
            Frame after = agent.frames.events(600, e -> {
                e.beginRun(31);
                e.end(500, 1, Outcome.COMPLETED, 0);
            });
            FakeAgent.send(client, agent.frames.sample(300, "", ""), agent.frames.keyframe(400, LiveSessionTest::live),
                    after);
            Heard.await(session, () -> session.model().counts().completed() == 1);
            session.stopRecording();
            assertThat(recording.events()).isEqualTo(1);
        }
        try (Session replay = Session.replay(file)) {
            replay.awaitEnd();
            assertThat(replay.model().tasks().size()).isEqualTo(2);
            assertThat(replay.model().tasks().state(0)).isEqualTo(TaskState.COMPLETED);
            assertThat(replay.model().tasks().busy(0, 9999)).isEqualTo(390);
        }
    }

    @Test
    void closingEndsTheSessionAndKeepsTheModel() throws Exception {
        try (FakeAgent agent = new FakeAgent()) {
            Session session = Session.live(agent.endpoint());
            FakeAgent.send(agent.clients.take(), agent.frames.session(4),
                    agent.frames.events(200, LiveSessionTest::live));
            Heard.await(session, () -> session.model().tasks().size() == 2);
            session.close();
            assertThat(session.state().phase()).isEqualTo(State.Phase.ENDED);
            assertThat(session.model().counts().live()).isEqualTo(2);
        }
    }
}
