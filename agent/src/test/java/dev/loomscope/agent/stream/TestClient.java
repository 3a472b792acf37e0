package dev.loomscope.agent.stream;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import dev.loomscope.protocol.BadInputException;
import dev.loomscope.protocol.EventKind;
import dev.loomscope.protocol.EventRun;
import dev.loomscope.protocol.EventsReader;
import dev.loomscope.protocol.Frame;
import dev.loomscope.protocol.FrameReader;
import dev.loomscope.protocol.FrameType;
import dev.loomscope.protocol.Handshake;
import dev.loomscope.protocol.StreamHeader;

/** A client as the desktop is one: shows the token, then reads frames until one is what the test waits for. */
final class TestClient implements AutoCloseable {
    final Socket socket;
    final InputStream in;
    final FrameReader frames;
    final List<Frame> seen = new ArrayList<>();

    TestClient(int port, byte[] token) throws IOException {
        socket = new Socket("127.0.0.1", port);
        socket.setSoTimeout(20_000);
        Handshake.send(socket.getOutputStream(), token);
        in = new BufferedInputStream(socket.getInputStream());
        StreamHeader.read(in, "the agent");
        frames = new FrameReader(in, "the agent", StreamHeader.LENGTH);
    }

    /** Reads on to the first frame that fits; all frames read are in {@link #seen}. */
    Frame await(Predicate<Frame> wanted) throws IOException {
        while (true) {
            Frame frame = frames.next();
            if (frame == null) {
                throw new IllegalStateException("the stream ended, seen=" + seen);
            }
            seen.add(frame);
            if (wanted.test(frame)) {
                return frame;
            }
        }
    }

    Frame await(int type) throws IOException {
        return await(frame -> frame.type() == type);
    }

    /** Reads on until so many events of a kind have come. */
    void awaitEvents(int kind, int count) throws IOException {
        int[] left = {count - (int) events().stream().filter(e -> e.kind() == kind).count()};
        while (left[0] > 0) {
            Frame frame = await(FrameType.EVENTS);
            left[0] -= (int) events(frame).stream().filter(e -> e.kind() == kind).count();
        }
    }

    /** All events of EVENTS frames so far, in their order on the wire. */
    List<Event> events() throws IOException {
        List<Event> events = new ArrayList<>();
        for (Frame frame : seen) {
            if (frame.type() == FrameType.EVENTS) {
                events.addAll(events(frame));
            }
        }
        return events;
    }

    void control(String json) throws IOException {
        Handshake.sendControl(socket.getOutputStream(), json.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /** An event with the names that its frame gives it. */
    record Event(
            long thread, String threadName, int kind, long time, long task, String pool, String type, int detail) {}

    /** The events of a frame, but for modes and counts. */
    static List<Event> events(Frame frame) throws BadInputException {
        EventsReader.Events read = EventsReader.read(frame.payload());
        List<Event> events = new ArrayList<>();
        for (EventRun run : read.runs()) {
            while (run.advance()) {
                if (run.kind() == EventKind.MODE || run.kind() == EventKind.COUNT) {
                    continue;
                }
                boolean pooled = run.kind() <= EventKind.REMOVE && run.kind() != EventKind.END
                        || run.kind() == EventKind.ADOPT;
                boolean classed = pooled
                        || run.kind() == EventKind.VIRTUAL_START
                        || run.kind() == EventKind.VIRTUAL_ADOPT
                        || run.kind() == EventKind.CLASS_SITE;
                int typeId = run.kind() == EventKind.END ? run.exceptionClass() : classed ? run.taskClass() : 0;
                events.add(new Event(
                        run.thread(),
                        name(read, 3, run.thread()),
                        run.kind(),
                        run.time(),
                        run.task(),
                        pooled ? name(read, 2, run.pool()) : "",
                        run.kind() == EventKind.VIRTUAL_START || run.kind() == EventKind.VIRTUAL_ADOPT
                                ? run.name() + "/" + name(read, 1, typeId)
                                : name(read, 1, typeId),
                        run.outcome()));
            }
        }
        return events;
    }

    static String name(EventsReader.Events read, int sort, long id) {
        return read.dictionary().stream()
                .filter(entry -> entry.sort() == sort && entry.id() == id)
                .map(EventsReader.Entry::text)
                .findFirst()
                .orElse(id == 0 ? "" : "unnamed " + id);
    }
}
