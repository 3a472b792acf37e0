package dev.loomscope.agent.stream;

import java.io.ByteArrayInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.FutureTask;

import dev.loomscope.agent.stream.TestRings.Producer;
import dev.loomscope.protocol.BadInputException;
import dev.loomscope.protocol.EventKind;
import dev.loomscope.protocol.Frame;
import dev.loomscope.protocol.FrameReader;
import dev.loomscope.protocol.FrameType;
import dev.loomscope.protocol.IndexLayout;
import dev.loomscope.protocol.StreamHeader;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A recording is the stream in a file, whole, indexed, bounded, and readable up to where it was cut. */
class RecorderTest {
    private final TestRings rings = new TestRings(8, 1 << 10);

    @AutoClose
    private final TestStream stream = new TestStream(rings, 1 << 20);

    @TempDir
    private Path folder;

    private Path record(long maxSize, int events) throws Exception {
        Path file = folder.resolve("a.loomscope");
        Recorder recorder = new Recorder(stream.log.open(), stream.session, file, maxSize);
        recorder.start();
        Producer main = rings.producer(Thread.currentThread());
        try (TestClient client = stream.client()) {
            client.await(FrameType.KEYFRAME);
            for (int i = 0; i < events; i++) {
                main.task(EventKind.CANCEL, i, 0, 0);
                if (i % 500 == 499) {
                    client.awaitEvents(EventKind.CANCEL, i + 1);
                }
            }
            // A second keyframe for the index.
            stream.client().close();
            client.await(FrameType.KEYFRAME);
        }
        stream.close();
        recorder.join(20_000);
        return file;
    }

    private static List<Frame> read(InputStream in) throws IOException {
        StreamHeader.read(in, "recording");
        FrameReader reader = new FrameReader(in, "recording", StreamHeader.LENGTH);
        List<Frame> frames = new ArrayList<>();
        for (Frame frame = reader.next(); frame != null; frame = reader.next()) {
            frames.add(frame);
            if (frame.type() == FrameType.INDEX) {
                break;
            }
        }
        return frames;
    }

    @Test
    void aRecordingHoldsEveryFrameAndAnIndexOfItsKeyframes() throws Exception {
        Path file = record(1 << 20, 2_000);
        byte[] bytes = Files.readAllBytes(file);
        List<Frame> frames = read(new ByteArrayInputStream(bytes));

        assertThat(frames.get(0).type()).isEqualTo(FrameType.SESSION);
        assertThat(frames.get(1).type()).isEqualTo(FrameType.KEYFRAME);
        assertThat(frames.get(frames.size() - 2).text()).isEqualTo("{\"reason\":\"stop\"}");
        int events = 0;
        for (Frame frame : frames) {
            events += frame.type() == FrameType.EVENTS ? TestClient.events(frame).size() : 0;
        }
        assertThat(events).isEqualTo(2_000);

        byte[] trailer = Arrays.copyOfRange(bytes, bytes.length - IndexLayout.TRAILER_LENGTH, bytes.length);
        int offset = (int) IndexLayout.indexOffset(trailer);
        Frame index = new FrameReader(
                new ByteArrayInputStream(bytes, offset, bytes.length - offset), "recording", offset)
                .next();
        assertThat(index.type()).isEqualTo(FrameType.INDEX);
        long[][] rows = IndexLayout.decode(index.payload());
        long keyframes = frames.stream().filter(f -> f.type() == FrameType.KEYFRAME).count();
        assertThat(rows[0]).hasSize((int) keyframes).hasSizeGreaterThan(1);
        for (int i = 0; i < rows[0].length; i++) {
            int at = (int) rows[0][i];
            Frame frame = new FrameReader(new ByteArrayInputStream(bytes, at, bytes.length - at), "recording", at)
                    .next();
            assertThat(frame.type()).isEqualTo(FrameType.KEYFRAME);
            assertThat(frame.lastTime()).isEqualTo(rows[1][i]);
        }
    }

    @Test
    @Timeout(60)
    void aDiskThatTakesNothingIsNotWaitedFor() throws Exception {
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
        FutureTask<InputStream> opening = new FutureTask<>(() -> new FileInputStream(pipe.toFile()));
        new Thread(opening).start();
        Recorder recorder = new Recorder(stream.log.open(), new byte[1 << 20], pipe, Long.MAX_VALUE);
        try (InputStream unread = opening.get()) {
            recorder.start();
            stream.close();
            recorder.join(Duration.ofHours(1).toMillis());
            assertThat(unread.available()).isPositive();
        }
    }

    @Test
    void aCutRecordingIsReadUpToTheCut() throws Exception {
        byte[] bytes = Files.readAllBytes(record(1 << 20, 1_000));
        byte[] cut = Arrays.copyOf(bytes, bytes.length * 2 / 3);
        StreamHeader.read(new ByteArrayInputStream(cut), "recording");
        FrameReader reader = new FrameReader(
                new ByteArrayInputStream(cut, StreamHeader.LENGTH, cut.length - StreamHeader.LENGTH),
                "recording",
                StreamHeader.LENGTH);
        List<Frame> frames = new ArrayList<>();
        assertThatThrownBy(() -> {
            while (true) {
                Frame frame = reader.next();
                if (frame == null) {
                    throw new BadInputException("it was cut between two frames");
                }
                frames.add(frame);
            }
        })
                .isInstanceOf(BadInputException.class);
        assertThat(frames).hasSizeGreaterThan(3);
        assertThat(reader.position()).isLessThanOrEqualTo(cut.length);
    }

    @Test
    void aFullRecordingEndsWithItsIndexAndStaysWithinItsSize() throws Exception {
        Path file = record(6_000, 3_000);
        byte[] bytes = Files.readAllBytes(file);
        assertThat(bytes.length).isLessThan(6_500);
        List<Frame> frames = read(new ByteArrayInputStream(bytes));
        assertThat(frames.get(frames.size() - 1).type()).isEqualTo(FrameType.INDEX);
        assertThat(frames.stream().filter(f -> f.type() == FrameType.EVENTS)).isNotEmpty();
    }
}
