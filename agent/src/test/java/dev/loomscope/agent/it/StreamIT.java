package dev.loomscope.agent.it;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.loomscope.protocol.BadInputException;
import dev.loomscope.protocol.EventKind;
import dev.loomscope.protocol.EventRun;
import dev.loomscope.protocol.EventsReader;
import dev.loomscope.protocol.Frame;
import dev.loomscope.protocol.FrameReader;
import dev.loomscope.protocol.FrameType;
import dev.loomscope.protocol.Handshake;
import dev.loomscope.protocol.Outcome;
import dev.loomscope.protocol.StreamHeader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The delivered agent in a real JVM, as a client and as a reader of its recording see it. */
class StreamIT {
    private static final Path AGENT = Path.of(System.getProperty("loomscope.agent.jar"));
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String STUCK = ServiceMain.class.getName() + "$Stuck";

    /** Without the agent's own classes: the delivered ones are to be used. */
    private static final Path PROGRAM = program();

    /** The child's directory for temporary files. */
    @TempDir
    private Path temporary;

    private final List<Frame> seen = new ArrayList<>();

    private static Path program() {
        try {
            return Path.of(ServiceMain.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What is said of a hook that is live. */
    private static String why(JsonNode session, String name) {
        for (JsonNode hook : session.get("hooks")) {
            if (hook.get("name").asText().equals(name)) {
                assertThat(hook.get("state").asText()).isEqualTo("live");
                return hook.get("why").asText();
            }
        }
        throw new AssertionError("no hook=" + name);
    }

    /** What the agent's jar says of itself. */
    private static String version() throws IOException {
        try (JarFile jar = new JarFile(AGENT.toFile())) {
            return jar.getManifest().getMainAttributes().getValue(Attributes.Name.IMPLEMENTATION_VERSION);
        }
    }

    @BeforeEach
    void forget() {
        seen.clear();
    }

    static Stream<Path> jdks() {
        return Stream.of(Jdks.jdk17(), Jdks.current());
    }

    private ChildJvm start(Path jdk, String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(options));
        command.add("-Djava.io.tmpdir=" + temporary);
        command.addAll(List.of("-cp", PROGRAM.toString(), ServiceMain.class.getName()));
        return ChildJvm.start(jdk, command);
    }

    private Path endpointFile(ChildJvm child) {
        return temporary.resolve("loomscope-" + System.getProperty("user.name")).resolve(child.pid() + ".json");
    }

    private FrameReader connect(JsonNode endpoint) throws IOException {
        Socket socket = new Socket(endpoint.get("host").asText(), endpoint.get("port").asInt());
        socket.setSoTimeout(30_000);
        Handshake.send(socket.getOutputStream(), HexFormat.of().parseHex(endpoint.get("token").asText()));
        control = socket;
        InputStream in = new BufferedInputStream(socket.getInputStream());
        StreamHeader.read(in, "the agent");
        return new FrameReader(in, "the agent", StreamHeader.LENGTH);
    }

    private Socket control = new Socket();

    private void say(String json) throws IOException {
        Handshake.sendControl(control.getOutputStream(), json.getBytes(StandardCharsets.UTF_8));
    }

    private Frame await(FrameReader frames, Predicate<Frame> wanted) throws IOException {
        for (Frame frame = frames.next(); frame != null; frame = frames.next()) {
            seen.add(frame);
            if (wanted.test(frame)) {
                return frame;
            }
        }
        throw new AssertionError("the stream ended, seen=" + seen);
    }

    private static boolean isSample(Frame frame, Predicate<JsonNode> wanted) {
        try {
            return frame.type() == FrameType.SAMPLE && wanted.test(JSON.readTree(frame.payload()));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Numbers of events by kind and class, of all EVENTS frames and of the first KEYFRAME. */
    private Map<String, Integer> counts() {
        try {
            return readCounts();
        } catch (BadInputException e) {
            throw new AssertionError(e);
        }
    }

    private Map<String, Integer> readCounts() throws BadInputException {
        Map<String, Integer> counts = new TreeMap<>();
        boolean keyframe = false;
        for (Frame frame : seen) {
            boolean first = frame.type() == FrameType.KEYFRAME && !keyframe;
            keyframe |= first;
            if (frame.type() != FrameType.EVENTS && !first) {
                continue;
            }
            EventsReader.Events events = EventsReader.read(frame.payload());
            for (EventRun run : events.runs()) {
                while (run.advance()) {
                    counts.merge(describe(run, events), 1, Integer::sum);
                }
            }
        }
        return counts;
    }

    private static String describe(EventRun run, EventsReader.Events events) {
        return switch (run.kind()) {
            case EventKind.SUBMIT, EventKind.START -> run.kind() + " " + name(events, run.taskClass());
            case EventKind.END -> run.kind() + (run.outcome() == Outcome.FAILED ? " failed" : " else");
            default -> Integer.toString(run.kind());
        };
    }

    private int ended() {
        return counts().getOrDefault(EventKind.END + " else", 0) + counts().getOrDefault(EventKind.END + " failed", 0);
    }

    private static String name(EventsReader.Events events, int type) {
        return events.dictionary().stream()
                .filter(entry -> entry.sort() == 1 && entry.id() == type)
                .map(EventsReader.Entry::text)
                .findFirst()
                .orElse("unnamed");
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void aServiceThatRunsAlreadyShowsItsPoolItsStuckTasksAndTheirStacks(Path jdk) throws Exception {
        try (var child = start(jdk)) {
            assertThat(child.line()).isEqualTo("ready");
            child.attach(AGENT, "stack-after=100ms");
            Path file = endpointFile(child);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
                    .isEqualTo("rwx------");
            JsonNode endpoint = JSON.readTree(file.toFile());
            assertThat(endpoint.get("pid").asLong()).isEqualTo(child.pid());
            assertThat(endpoint.get("protocol").asText()).isEqualTo("1.3");

            FrameReader frames = connect(endpoint);
            JsonNode session = JSON.readTree(await(frames, f -> f.type() == FrameType.SESSION).payload());
            assertThat(session.get("uuid")).isEqualTo(endpoint.get("uuid"));
            assertThat(session.get("main").asText()).isEqualTo(ServiceMain.class.getName());
            assertThat(session.get("agentVersion").asText()).isEqualTo(version());
            assertThat(why(session, "ThreadPoolExecutor.execute")).isEmpty();
            assertThat(why(session, "Timer.sched")).isEmpty();
            assertThat(why(session, "TimerThread.run")).isEqualTo("not tried");

            Frame sample = await(frames, frame -> isSample(frame, json -> !json.path("stacks").isEmpty()));
            JsonNode stack = JSON.readTree(sample.payload()).get("stacks").get(0);
            assertThat(stack.get("threadName").asText()).startsWith("orders-");
            assertThat(stack.get("state").asText()).isEqualTo("WAITING");
            assertThat(stack.get("waitsFor").asText()).startsWith("java.util.concurrent.CountDownLatch$Sync@");
            assertThat(stack.get("frames"))
                    .anyMatch(frame -> frame.asText().startsWith(STUCK + ".run(ServiceMain.java:"));

            Frame pools = await(frames, frame -> isSample(frame, json -> json.path("pools").size() == 2));
            JsonNode pool = JSON.readTree(pools.payload()).get("pools").get(0);
            if (pool.get("max").asInt() == 3) {
                pool = JSON.readTree(pools.payload()).get("pools").get(1);
            }
            assertThat(pool.get("class").asText()).isEqualTo("java.util.concurrent.ThreadPoolExecutor");
            assertThat(pool.get("active").asInt()).isEqualTo(2);
            assertThat(pool.get("queue").asInt()).isEqualTo(5);
            assertThat(pool.get("max").asInt()).isEqualTo(2);
            assertThat(counts()).containsEntry(Integer.toString(EventKind.ADOPT), 2);

            // The workers were there before the hooks, and have never left the method that they were in then.
            child.say("");
            assertThat(child.line()).isEqualTo("done");
            await(frames, frame -> ended() == 100);
            assertThat(counts())
                    .containsEntry(EventKind.SUBMIT + " " + ServiceMain.class.getName() + "$Quick", 100)
                    .containsEntry(EventKind.START + " " + ServiceMain.class.getName() + "$Quick", 100)
                    .containsEntry(EventKind.END + " else", 90)
                    .containsEntry(EventKind.END + " failed", 10);

            say("{\"command\":\"detach\"}");
            Frame end = await(frames, frame -> frame.type() == FrameType.END);
            assertThat(end.text()).isEqualTo("{\"reason\":\"detach\"}");
            assertThat(frames.next()).isNull();
            child.say("");
            assertThat(child.line()).isEqualTo("done");
            assertThat(file).doesNotExist();
            child.say("q");
            assertThat(child.end()).containsExactly("bye");
        } finally {
            control.close();
        }
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void aRecordingHoldsEveryEventOfTheProgramFromItsStartToItsExit(Path jdk) throws Exception {
        Path file = temporary.resolve("all.loomscope");
        try (var child = start(jdk, "-javaagent:" + AGENT + "=record=" + file)) {
            assertThat(child.line()).isEqualTo("ready");
            child.say("");
            assertThat(child.line()).isEqualTo("done");
            while (!Files.exists(file) || Files.size(file) == 0) {
                Thread.sleep(2);
            }
            child.say("q");
            assertThat(child.end()).containsExactly("bye");
            assertThat(child.errors()).isEmpty();
            assertThat(endpointFile(child)).doesNotExist();
        }
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            StreamHeader.read(in, "recording");
            await(new FrameReader(in, "recording", StreamHeader.LENGTH), frame -> frame.type() == FrameType.INDEX);
        }
        assertThat(seen.get(0).type()).isEqualTo(FrameType.SESSION);
        assertThat(seen.get(seen.size() - 2).text()).isEqualTo("{\"reason\":\"exit\"}");
        assertThat(seen).noneMatch(frame -> frame.type() == FrameType.LOSS);
        assertThat(counts())
                .containsEntry(EventKind.SUBMIT + " " + STUCK, 7)
                .containsEntry(EventKind.START + " " + STUCK, 2)
                .containsEntry(EventKind.SUBMIT + " " + ServiceMain.class.getName() + "$Quick", 100)
                .containsEntry(EventKind.START + " " + ServiceMain.class.getName() + "$Quick", 100)
                .containsEntry(EventKind.END + " failed", 10)
                .containsEntry(EventKind.END + " else", 90);
    }
}
