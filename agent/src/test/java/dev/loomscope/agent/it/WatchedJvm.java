package dev.loomscope.agent.it;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.loomscope.protocol.DictionarySort;
import dev.loomscope.protocol.EventKind;
import dev.loomscope.protocol.EventRun;
import dev.loomscope.protocol.EventsReader;
import dev.loomscope.protocol.Frame;
import dev.loomscope.protocol.FrameReader;
import dev.loomscope.protocol.FrameType;
import dev.loomscope.protocol.Handshake;
import dev.loomscope.protocol.StreamHeader;

/** A child JVM with the delivered agent in it, and what comes out of its stream. */
final class WatchedJvm implements AutoCloseable {
    private static final Path AGENT = Path.of(System.getProperty("loomscope.agent.jar"));
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long PATIENCE = 30_000_000_000L;

    final ChildJvm child;
    final List<Frame> frames = new ArrayList<>();
    final List<JsonNode> samples = new ArrayList<>();
    final List<JsonNode> failures = new ArrayList<>();
    final List<Event> events = new ArrayList<>();
    final List<Event> keyframe = new ArrayList<>();
    private final List<Event> begin = new ArrayList<>();
    private final Path temporary;
    private Socket socket = new Socket();
    private FrameReader reader;

    /** An event or a note with its fields, as far as it has them. */
    record Event(int kind, long thread, long time, long subject, long value, long other, String type, int detail) {}

    private WatchedJvm(ChildJvm child, Path temporary) {
        this.child = child;
        this.temporary = temporary;
    }

    /** @param temporary the child's directory for temporary files */
    static WatchedJvm start(Path jdk, Path temporary, List<String> options, Class<?> main, String... arguments)
            throws Exception {
        return start(jdk, temporary, "unlimited", options, main, arguments);
    }

    /** As {@link #start(Path, Path, List, Class, String...)}, with so many events a second. */
    static WatchedJvm start(
            Path jdk, Path temporary, String budget, List<String> options, Class<?> main, String... arguments)
            throws Exception {
        String agent = "-javaagent:" + AGENT + "=stack-after=100ms,budget=" + budget;
        List<String> command = new ArrayList<>(List.of(agent));
        command.addAll(options);
        command.add("-Djava.io.tmpdir=" + temporary);
        command.addAll(List.of("-cp", program(main), main.getName()));
        command.addAll(List.of(arguments));
        return new WatchedJvm(ChildJvm.start(jdk, command), temporary);
    }

    /** A child JVM that gets its agent when it has said a line. */
    static WatchedJvm attach(Path jdk, Path temporary, Class<?> main, String... arguments) throws Exception {
        WatchedJvm jvm = unwatched(jdk, temporary, main, arguments);
        jvm.child.line();
        jvm.attach();
        return jvm;
    }

    /** A child JVM without an agent. */
    static WatchedJvm unwatched(Path jdk, Path temporary, Class<?> main, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("-Djava.io.tmpdir=" + temporary, "-cp", program(main)));
        command.add(main.getName());
        command.addAll(List.of(arguments));
        return new WatchedJvm(ChildJvm.start(jdk, command), temporary);
    }

    void attach() throws Exception {
        child.attach(AGENT, "stack-after=100ms,budget=unlimited");
    }

    private static String program(Class<?> main) throws URISyntaxException {
        return Path.of(main.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    }

    /** Connects, anew where it was connected; what was read before is forgotten. */
    void connect() throws Exception {
        socket.close();
        frames.clear();
        samples.clear();
        failures.clear();
        events.clear();
        keyframe.clear();
        begin.clear();
        Path file = temporary.resolve("loomscope-" + System.getProperty("user.name")).resolve(child.pid() + ".json");
        long deadline = System.nanoTime() + PATIENCE;
        while (!Files.exists(file)) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("no endpoint file, err=" + child.errors());
            }
            Thread.onSpinWait();
        }
        JsonNode endpoint = JSON.readTree(file.toFile());
        socket = new Socket(endpoint.get("host").asText(), endpoint.get("port").asInt());
        socket.setSoTimeout(30_000);
        Handshake.send(socket.getOutputStream(), HexFormat.of().parseHex(endpoint.get("token").asText()));
        InputStream in = new BufferedInputStream(socket.getInputStream());
        StreamHeader.read(in, "the agent");
        reader = new FrameReader(in, "the agent", StreamHeader.LENGTH);
    }

    /** Reads on until something holds. */
    void await(String what, BooleanSupplier wanted) throws Exception {
        long deadline = System.nanoTime() + PATIENCE;
        while (!wanted.getAsBoolean()) {
            Frame frame = reader.next();
            if (frame == null || System.nanoTime() - deadline > 0) {
                throw new AssertionError(what + " did not come, frame=" + frame + " err=" + child.errors()
                        + " events=" + notes() + " failures=" + failures + " collections=" + collections());
            }
            take(frame);
        }
    }

    private List<String> collections() {
        return samples.stream().map(sample -> sample.path("process").path("gcs")).filter(gcs -> !gcs.isEmpty())
                .map(JsonNode::toString).toList();
    }

    /** All that is known since it was connected: the first keyframe, and what happened since. */
    List<Event> all() {
        List<Event> all = new ArrayList<>(begin);
        all.addAll(events);
        return all;
    }

    /** Whether there is such an event; all events so far are forgotten. */
    boolean hasEvent(Predicate<Event> wanted) {
        boolean found = events.stream().anyMatch(wanted);
        events.clear();
        return found;
    }

    /** Reads on, on a thread of its own, and keeps nothing of it. */
    void readTheRest() {
        Thread thread = new Thread(() -> {
            try {
                while (reader.next() != null) {
                    Thread.onSpinWait();
                }
            } catch (IOException e) {
                // The child has ended.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private List<Event> notes() {
        return events.stream().filter(event -> EventKind.isNote(event.kind())).toList();
    }

    private void take(Frame frame) throws Exception {
        switch (frame.type()) {
            case FrameType.SAMPLE -> samples.add(JSON.readTree(frame.payload()));
            case FrameType.FAILURE -> failures.add(JSON.readTree(frame.payload()));
            case FrameType.EVENTS -> read(frame, events::add);
            case FrameType.KEYFRAME -> {
                boolean first = keyframe.isEmpty();
                keyframe.clear();
                read(frame, keyframe::add);
                if (first) {
                    begin.addAll(keyframe);
                }
            }
            default -> frames.add(frame);
        }
    }

    private static void read(Frame frame, Consumer<Event> to) throws Exception {
        EventsReader.Events payload = EventsReader.read(frame.payload());
        Map<Long, String> types = new HashMap<>();
        payload.dictionary().stream()
                .filter(entry -> entry.sort() == DictionarySort.CLASS)
                .forEach(entry -> types.put(entry.id(), entry.text()));
        for (EventRun run : payload.runs()) {
            while (run.advance()) {
                boolean note = EventKind.isNote(run.kind());
                to.accept(new Event(run.kind(), run.thread(), run.time(), run.task(), note ? run.value() : 0,
                        note ? run.otherValue() : 0, types.getOrDefault((long) run.taskClass(), ""), run.reason()));
            }
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
        child.close();
    }
}
