package dev.loomscope.agent.it;

import java.io.BufferedInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
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
import dev.loomscope.protocol.StreamHeader;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The spans in the stream are those that the application had, with every way to have OpenTelemetry, and none without. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TraceIT {
    private static final Path AGENT = Path.of(System.getProperty("loomscope.agent.jar"));
    private static final String SPANS = SpansMain.class.getName();
    private static final String OTHER_AGENT = path(part -> part.contains("opentelemetry-javaagent"));

    /** The program with OpenTelemetry's API and SDK. */
    private static final String PROGRAM = path(
            part -> part.endsWith("test-classes")
                    || part.contains("opentelemetry-") && !part.contains("opentelemetry-javaagent"));

    private static final List<String> OF_OTHER_AGENT = List.of(
            "-Dotel.traces.exporter=none",
            "-Dotel.metrics.exporter=none",
            "-Dotel.logs.exporter=none",
            "-Dotel.javaagent.logging=none",
            "-Dotel.instrumentation.common.default-enabled=false",
            "-Dotel.instrumentation.opentelemetry-api.enabled=true",
            "-Dotel.instrumentation.executors.enabled=true");

    @TempDir
    private Path temporary;

    private final List<String> traced = new ArrayList<>();
    private final Map<Long, String> submitted = new HashMap<>();
    private int others;
    private int probes;

    static Stream<Path> jdks() {
        return Stream.of(Jdks.jdk17(), Jdks.current());
    }

    private static String path(Predicate<String> wanted) {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(part -> wanted.test(part.replace('\\', '/').replaceAll("/$", "")))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private ChildJvm start(Path jdk, List<String> options, String... program) throws IOException {
        List<String> command = new ArrayList<>(options);
        command.addAll(
                List.of("-XX:TieredStopAtLevel=1", "-Djava.io.tmpdir=" + temporary, "-Dprogram.path=" + PROGRAM,
                        "--add-exports=java.base/jdk.internal.misc=ALL-UNNAMED", "-cp", PROGRAM));
        command.addAll(List.of(program));
        return ChildJvm.start(jdk, command);
    }

    private Socket connect(ChildJvm child) throws IOException {
        Path file = temporary.resolve("loomscope-" + System.getProperty("user.name")).resolve(child.pid() + ".json");
        while (!Files.exists(file)) {
            assertThat(Thread.interrupted()).as("waited in vain for " + file).isFalse();
        }
        JsonNode endpoint = new ObjectMapper().readTree(Files.readAllBytes(file));
        Socket socket = new Socket(endpoint.get("host").asText(), endpoint.get("port").asInt());
        socket.setSoTimeout(60_000);
        Handshake.send(socket.getOutputStream(), HexFormat.of().parseHex(endpoint.get("token").asText()));
        return socket;
    }

    private static FrameReader frames(Socket socket) throws IOException {
        InputStream in = new BufferedInputStream(socket.getInputStream());
        StreamHeader.read(in, "the agent");
        return new FrameReader(in, "the agent", StreamHeader.LENGTH);
    }

    /** Reads one frame; false at the end. */
    private boolean read(FrameReader frames) throws Exception {
        Frame frame = frames.next();
        if (frame == null) {
            return false;
        }
        if (frame.type() == FrameType.EVENTS) {
            EventsReader.Events events = EventsReader.read(frame.payload());
            for (EventRun run : events.runs()) {
                read(run, events);
            }
        }
        return true;
    }

    private void read(EventRun run, EventsReader.Events events) throws BadInputException {
        // A frame may end between the two.
        String last = submitted.getOrDefault(run.thread(), "");
        while (run.advance()) {
            switch (run.kind()) {
                case EventKind.SUBMIT, EventKind.VIRTUAL_START -> last = name(events, run.taskClass());
                case EventKind.TRACE -> trace(last, run);
                default -> {
                    // It has no span.
                }
            }
        }
        submitted.put(run.thread(), last);
    }

    private void trace(String task, EventRun run) {
        HexFormat hex = HexFormat.of();
        if (task.endsWith("$Traced")) {
            traced.add(
                    hex.toHexDigits(run.value()) + hex.toHexDigits(run.otherValue()) + " "
                            + hex.toHexDigits(run.task()));
        } else if (task.endsWith("$Probe")) {
            probes++;
        } else {
            others++;
        }
    }

    private static String name(EventsReader.Events events, int type) {
        return events.dictionary().stream()
                .filter(entry -> entry.sort() == 1 && entry.id() == type)
                .map(EventsReader.Entry::text)
                .findFirst()
                .orElse("unnamed");
    }

    /** Waits until spans are seen, lets the program go, and reads all to the end. */
    private void assertSpans(ChildJvm child, boolean virtual, int rounds, String... last) throws Exception {
        try (Socket socket = connect(child)) {
            FrameReader frames = frames(socket);
            for (int round = 1; round <= rounds; round++) {
                int before = probes;
                while (probes == before) {
                    assertThat(read(frames)).isTrue();
                }
                child.say("go");
                List<String> expected = new ArrayList<>();
                for (String span : child.linesTo("end")) {
                    expected.add(span);
                    if (virtual) {
                        expected.add(span);
                    }
                }
                assertThat(expected).hasSize(virtual ? 200 : 100);
                while (traced.size() < expected.size()) {
                    assertThat(read(frames)).as("all spans of round " + round + ": " + traced.size()).isTrue();
                }
                assertThat(traced).isEqualTo(expected);
                traced.clear();
                child.say("on");
                if (round < rounds) {
                    assertThat(child.line()).isEqualTo("released");
                    assertThat(child.line()).isEqualTo("ready");
                }
            }
            while (read(frames)) {
                // To the end.
            }
        }
        assertThat(traced).isEmpty();
        assertThat(others).isZero();
        assertThat(child.end()).containsExactly(last);
        assertThat(child.errors()).doesNotContain("loomscope: ", "Exception");
    }

    private static boolean hasVirtualThreads(Path jdk) {
        return !jdk.equals(Jdks.jdk17());
    }

    private static String agent() {
        return "-javaagent:" + AGENT;
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void spansOfAnSdkThatBecomesTheGlobalOneLater(Path jdk) throws Exception {
        try (var child = start(jdk, List.of(agent()), SPANS, "sdk")) {
            assertThat(child.line()).isEqualTo("ready");
            assertSpans(child, hasVirtualThreads(jdk), 1);
        }
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void spansOfAnSdkThatWasInUseBefore(Path jdk) throws Exception {
        try (var child = start(jdk, List.of(), SPANS, "sdk")) {
            assertThat(child.line()).isEqualTo("ready");
            child.attach(AGENT, "");
            assertSpans(child, hasVirtualThreads(jdk), 1);
        }
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void spansOfAContextThatSubmitsAndFails(Path jdk) throws Exception {
        try (var child = start(jdk, List.of(agent()), SPANS, "hostile")) {
            assertThat(child.line()).isEqualTo("ready");
            // What it submits comes between a task and its span: this is then not known.
            try (Socket socket = connect(child)) {
                FrameReader frames = frames(socket);
                child.say("go");
                assertThat(child.linesTo("end")).hasSize(101).endsWith("failures=1");
                child.say("on");
                while (read(frames)) {
                    // To the end.
                }
            }
            assertThat(child.end()).isEmpty();
            assertThat(child.errors()).isEmpty();
            assertThat(traced).isEmpty();
            assertThat(others).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void classLoadersWithAnOpenTelemetryOfTheirOwnAreCollected(Path jdk) throws Exception {
        try (var child = start(jdk, List.of(agent()), TraceMain.class.getName(), "loaders")) {
            assertThat(child.line()).isEqualTo("ready");
            assertSpans(child, hasVirtualThreads(jdk), 2, "released", "bye");
        }
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void withoutOpenTelemetryOrWithOneThatIsNotUsedThereAreNone(Path jdk) throws Exception {
        for (String kind : List.of("none", "unused")) {
            try (var child = start(jdk, List.of(agent()), TraceMain.class.getName(), kind)) {
                assertThat(child.line()).isEqualTo("ready");
                try (Socket socket = connect(child)) {
                    FrameReader frames = frames(socket);
                    child.say("go");
                    while (read(frames)) {
                        // To the end.
                    }
                }
                assertThat(child.end()).containsExactly("bye");
                assertThat(child.errors()).isEmpty();
                assertThat(probes + others).isZero();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void spansOfTheOtherAgentBeforeAndBehindThisOneAndWhenThisOneComesLate(Path jdk) throws Exception {
        String other = "-javaagent:" + OTHER_AGENT;
        try (var before = start(jdk, with(other, agent()), SPANS, "global");
                var behind = start(jdk, with(agent(), other), SPANS, "global");
                var late = start(jdk, with(other), SPANS, "global")) {
            for (ChildJvm child : List.of(before, behind, late)) {
                assertThat(child.line()).isEqualTo("ready");
                if (child == late) {
                    child.attach(AGENT, "");
                }
                probes = 0;
                submitted.clear();
                assertSpans(child, hasVirtualThreads(jdk), 1);
            }
        }
    }

    private static List<String> with(String... agents) {
        List<String> options = new ArrayList<>(OF_OTHER_AGENT);
        options.addAll(List.of(agents));
        return options;
    }
}
