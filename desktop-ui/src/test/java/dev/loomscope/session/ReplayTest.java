package dev.loomscope.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import dev.loomscope.model.Counts;
import dev.loomscope.model.Frames;
import dev.loomscope.model.SessionModel;
import dev.loomscope.model.TaskTable;
import dev.loomscope.protocol.BadInputException;
import dev.loomscope.protocol.Frame;
import dev.loomscope.protocol.FrameType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@Timeout(60)
class ReplayTest {
    private static final long MS = PacedTasks.MS;
    private static final int FRAMES = 100;

    @TempDir
    Path directory;

    private Path file;
    private final List<Frame> frames = new ArrayList<>();

    @BeforeEach
    void record() throws IOException {
        file = directory.resolve("run.lsr");
        Frames make = new Frames();
        frames.add(make.session(4));
        frames.add(PacedTasks.keyframe(make, -1));
        for (int i = 0; i < FRAMES; i++) {
            frames.add(PacedTasks.events(make, i));
            if (i % 10 == 9) {
                frames.add(PacedTasks.keyframe(make, i));
                frames.add(make.sample((i + 1) * PacedTasks.STEP, Frames.pool(3, 1, 1, 0), ""));
            }
        }
        frames.add(make.end(FRAMES * 10 * MS, "exit"));
        try (Recording recording = Recording.create(file, Long.MAX_VALUE)) {
            for (Frame frame : frames) {
                recording.append(frame);
            }
        }
    }

    private static String picture(SessionModel model) {
        TaskTable t = model.tasks();
        StringBuilder text = new StringBuilder().append(model.now()).append(model.counts()).append(model.polls());
        for (int row = 0; row < t.size(); row++) {
            text.append('\n').append(t.state(row)).append(t.submitted(row)).append(' ').append(t.started(row))
                    .append(' ')
                    .append(t.ended(row)).append(' ').append(t.busy(row, model.now()));
        }
        for (int i = 0; i < model.lanes().size(); i++) {
            model.lanes().lane(i).spans(0, Long.MAX_VALUE, 0, (from, to, state, row) -> {
                text.append('\n').append(from).append(' ').append(to).append(state).append(row);
                return true;
            });
        }
        return text.toString();
    }

    private static void seek(Session session, long time) throws InterruptedException {
        session.replay().seek(time);
        Heard.await(session, () -> session.replay().position() == time && session.model().now() == time);
    }

    private SessionModel straight(long until) throws BadInputException {
        SessionModel model = new SessionModel();
        for (Frame frame : frames) {
            long due = frame.type() == FrameType.EVENTS ? frame.firstTime() : frame.lastTime();
            if (due <= until) {
                model.apply(frame, until);
            }
        }
        model.advance(until);
        return model;
    }

    @Test
    void loadsAllAndStandsAtTheEnd() throws Exception {
        try (Session session = Session.replay(file)) {
            assertThat(session.awaitEnd()).isEqualTo(new State(State.Phase.REPLAY, ""));
            Replay replay = session.replay();
            assertThat(replay.loaded()).isEqualTo(1);
            assertThat(replay.position()).isEqualTo(replay.end()).isEqualTo(FRAMES * 10 * MS);
            assertThat(replay.end() - replay.begin()).isEqualTo(FRAMES * 10 * MS);
            assertThat(session.model().counts()).isEqualTo(new Counts(FRAMES, FRAMES - 1, 0, 0, 0, 1, 0));
        }
    }

    @Test
    void seekingForthAndBackGivesWhatStraightReadingGives() throws Exception {
        try (Session session = Session.replay(file)) {
            session.awaitEnd();
            for (long ms : new long[] {333, 994, 3, 501, 502, 999, 1000, 100, 94}) {
                seek(session, ms * MS);
                assertThat(picture(session.model())).isEqualTo(picture(straight(ms * MS)));
            }
        }
    }

    @Test
    void playsToTheEndAndStops() throws Exception {
        try (Session session = Session.replay(file)) {
            session.awaitEnd();
            SessionModel loaded = session.model();
            seek(session, 900 * MS);
            assertThat(session.model()).isNotSameAs(loaded);
            session.replay().speed(8);
            session.replay().play();
            Heard.await(session, () -> session.replay().position() == session.replay().end());
            assertThat(session.replay().playing()).isFalse();
            assertThat(picture(session.model())).isEqualTo(picture(loaded));
        }
    }

    @Test
    void cutFileKeepsWhatStandsBeforeTheCut() throws Exception {
        byte[] bytes = Files.readAllBytes(file);
        Path cut = directory.resolve("cut.lsr");
        Files.write(cut, Arrays.copyOf(bytes, bytes.length / 2));
        try (Session session = Session.replay(cut)) {
            State state = session.awaitEnd();
            assertThat(state.phase()).isEqualTo(State.Phase.REPLAY);
            assertThat(state.why()).contains("is cut").contains("kept").doesNotContain("\n");
            assertThat(session.model().counts().submitted()).isBetween(40L, 60L);
            seek(session, 100 * MS);
            assertThat(picture(session.model())).isEqualTo(picture(straight(100 * MS)));
        }
    }

    @Test
    void damagedByteCostsOnlyWhatFollows() throws Exception {
        byte[] bytes = Files.readAllBytes(file);
        for (int at = bytes.length / 3; at < bytes.length / 3 + 200; at += 13) {
            byte[] damaged = bytes.clone();
            damaged[at] ^= 0x41;
            Path path = directory.resolve("damaged.lsr");
            Files.write(path, damaged);
            try (Session session = Session.replay(path)) {
                assertThat(session.awaitEnd().why()).contains("damaged");
                assertThat(session.model().counts().submitted()).isGreaterThan(20);
            }
        }
    }

    @Test
    void unusableFilesAreRefusedInOneLine() throws Exception {
        Path other = directory.resolve("other.lsr");
        refused(directory.resolve("absent.lsr"), "does not exist");
        refused(directory, "is a directory");
        Files.write(other, new byte[0]);
        refused(other, "is empty");
        Files.writeString(other, "PK this is something else altogether");
        refused(other, "is not Loomscope's");
        byte[] bytes = Files.readAllBytes(file);
        Files.write(other, Arrays.copyOf(bytes, 16));
        refused(other, "holds nothing");
        Files.write(other, Arrays.copyOf(bytes, 30));
        refused(other, "is cut");
        byte[] version = bytes.clone();
        version[9] = 2;
        Files.write(other, version);
        refused(other, "version 2");
    }

    private static void refused(Path path, String why) {
        assertThatThrownBy(() -> Session.replay(path)).isInstanceOf(BadInputException.class).hasMessageContaining(why)
                .hasMessageNotContaining("\n");
    }

    @Test
    void indexNamesTheKeyframesAndIsNotNeeded() throws Exception {
        List<RecordingFile.Keyframe> indexed;
        try (RecordingFile recording = RecordingFile.open(file)) {
            indexed = recording.keyframes();
            assertThat(indexed).hasSize(11);
            Frame frame = recording.read(indexed.get(5).offset()).next();
            assertThat(frame).isNotNull();
            assertThat(frame.lastTime()).isEqualTo(indexed.get(5).time());
        }
        Path cut = directory.resolve("noindex.lsr");
        byte[] bytes = Files.readAllBytes(file);
        Files.write(cut, Arrays.copyOf(bytes, bytes.length - 20));
        try (RecordingFile recording = RecordingFile.open(cut)) {
            assertThat(recording.keyframes()).isEqualTo(indexed);
        }
    }

    @Test
    void fullRecordingStopsWithinItsSizeAndSaysSo() throws Exception {
        Path small = directory.resolve("small.lsr");
        long limit = 4000;
        try (Recording recording = Recording.create(small, limit)) {
            for (Frame frame : frames) {
                recording.append(frame);
            }
            assertThat(recording.full()).isTrue();
            assertThat(recording.problem()).contains("max-size=4000");
        }
        assertThat(Files.size(small)).isLessThanOrEqualTo(limit);
        try (Session session = Session.replay(small)) {
            assertThat(session.awaitEnd()).isEqualTo(new State(State.Phase.REPLAY, ""));
            assertThat(session.model().counts().submitted()).isPositive();
        }
    }
}
