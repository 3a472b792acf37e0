package dev.loomscope.agent.it;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.loomscope.protocol.EventKind;
import dev.loomscope.protocol.EventRun;
import dev.loomscope.protocol.EventsReader;
import dev.loomscope.protocol.Frame;
import dev.loomscope.protocol.FrameReader;
import dev.loomscope.protocol.FrameType;
import dev.loomscope.protocol.Handshake;
import dev.loomscope.protocol.Outcome;
import dev.loomscope.protocol.StreamHeader;
import dev.loomscope.protocol.TaskFamily;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever is recorded and whatever is only counted: together they are what happened, to the last task. */
class ModesIT {
    private static final Path AGENT = Path.of(System.getProperty("loomscope.agent.jar"));

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path temporary;

    /** Events and counts, by outcome << 8 | kind. */
    private final Map<Integer, Long> recorded = new TreeMap<>();

    private final Map<Integer, Long> counted = new TreeMap<>();

    /** Changes to exact and to counted, by family. */
    private final int[][] changes = new int[TaskFamily.COUNT][2];

    private final Map<String, Long> lost = new HashMap<>();
    private final Map<String, Long> done = new HashMap<>();

    static Stream<Arguments> rushes() {
        return Stream.of(Jdks.jdk17(), Jdks.current())
                .flatMap(jdk -> Stream.of("5000", "0", "unlimited").map(budget -> Arguments.of(jdk, budget)));
    }

    @Timeout(60)
    @ParameterizedTest
    @MethodSource("rushes")
    void eventsAndCountsAddUpToWhatTheProgramDid(Path jdk, String budget) throws Exception {
        try (var child = ChildJvm.start(
                jdk,
                List.of(
                        "-javaagent:" + AGENT + "=budget=" + budget,
                        "-Djava.io.tmpdir=" + temporary,
                        "-cp",
                        program().toString(),
                        RushMain.class.getName()))) {
            assertThat(child.line()).isEqualTo("ready");
            try (Socket socket = connect(child.pid())) {
                rush(child, socket, budget);
            }
            assertThat(child.errors()).isEmpty();
        }
        check(budget);
    }

    /** Reads the stream while the program runs, and on until it has told of everything. */
    private void rush(ChildJvm child, Socket socket, String budget) throws IOException {
        InputStream in = new BufferedInputStream(socket.getInputStream(), 1 << 20);
        StreamHeader.read(in, "the agent");
        FrameReader frames = new FrameReader(in, "the agent", StreamHeader.LENGTH);
        take(frames, FrameType.KEYFRAME);
        child.say("go");
        while (all(EventKind.SUBMIT) < 50_000 || (budget.equals("5000") && !hasAlternated())) {
            add(frames.next());
        }
        child.say("stop");
        var lines = CompletableFuture.supplyAsync(() -> lines(child));
        while (done.isEmpty() || all(Outcome.COMPLETED << 8 | EventKind.VIRTUAL_END) < done.get("virtual")
                || !isEnded()
                || (budget.equals("unlimited") && lost.getOrDefault("ring", 0L) < allCounted())) {
            add(frames.next());
            if (lines.isDone() && done.isEmpty()) {
                for (String line : lines.join()) {
                    int equals = line.indexOf('=');
                    done.put(line.substring(0, equals), Long.valueOf(line.substring(equals + 1)));
                }
            }
        }
    }

    private long allCounted() {
        return counted.values().stream().mapToLong(Long::longValue).sum();
    }

    private boolean hasAlternated() {
        return changes[TaskFamily.POOL][0] > 3 && changes[TaskFamily.POOL][1] > 3;
    }

    /** Whether all was told: of a task that was submitted the other threads may tell first. */
    private boolean isEnded() {
        return all(EventKind.SUBMIT) >= done.get("submitted")
                && all(end(Outcome.COMPLETED)) + all(end(Outcome.FAILED))
                        >= done.get("submitted") - done.get("rejected");
    }

    private static List<String> lines(ChildJvm child) {
        try {
            return child.linesTo("done");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void take(FrameReader frames, int type) throws IOException {
        for (Frame frame = frames.next(); frame.type() != type; frame = frames.next()) {
            add(frame);
        }
    }

    private Socket connect(long pid) throws Exception {
        Path file = temporary.resolve("loomscope-" + System.getProperty("user.name")).resolve(pid + ".json");
        while (!Files.exists(file)) {
            Thread.sleep(2);
        }
        JsonNode endpoint = JSON.readTree(file.toFile());
        Socket socket = new Socket(endpoint.get("host").asText(), endpoint.get("port").asInt());
        socket.setSoTimeout(30_000);
        Handshake.send(socket.getOutputStream(), HexFormat.of().parseHex(endpoint.get("token").asText()));
        return socket;
    }

    private void check(String budget) {
        assertThat(lost).as("frames that the reader missed").doesNotContainKey("client");
        long submitted = done.get("submitted");
        long rejected = done.get("rejected");
        assertThat(all(EventKind.SUBMIT)).isEqualTo(submitted);
        assertThat(all(EventKind.REJECT)).isEqualTo(rejected);
        assertThat(all(EventKind.START)).isEqualTo(submitted - rejected);
        assertThat(all(end(Outcome.COMPLETED))).isEqualTo(done.get("completed"));
        assertThat(all(end(Outcome.FAILED))).isEqualTo(done.get("failed"));
        assertThat(all(end(Outcome.UNKNOWN)) + all(end(Outcome.CANCELLED))).isZero();
        assertThat(all(EventKind.VIRTUAL_START)).isEqualTo(done.get("virtual"));
        assertThat(all(Outcome.COMPLETED << 8 | EventKind.VIRTUAL_END)).isEqualTo(done.get("virtual"));

        int[] tasks = changes[TaskFamily.POOL];
        switch (budget) {
            case "0" -> {
                // Virtual threads that a late first look finds are told of, and where they are mounted.
                assertThat(recorded.getOrDefault(EventKind.MOUNT, 0L))
                        .isLessThanOrEqualTo(recorded.getOrDefault(EventKind.VIRTUAL_ADOPT, 0L));
                assertThat(recorded.keySet().stream()
                        .filter(kind -> kind != EventKind.MOUNT && (kind & 0xFF) < EventKind.VIRTUAL_ADOPT)).isEmpty();
            }
            case "unlimited" -> {
                assertThat(tasks).containsOnly(0);
                assertThat(allCounted())
                        .as("what is counted was lost")
                        .isEqualTo(lost.getOrDefault("ring", 0L));
            }
            default -> {
                assertThat(Math.abs(tasks[0] - tasks[1])).as("windows open and close").isLessThan(2);
                for (int kind : new int[] {EventKind.SUBMIT, EventKind.START, end(Outcome.COMPLETED)}) {
                    assertThat(recorded.getOrDefault(kind, 0L)).isPositive();
                    assertThat(counted.getOrDefault(kind, 0L)).isPositive();
                }
            }
        }
    }

    private static int end(int outcome) {
        return outcome << 8 | EventKind.END;
    }

    private long all(int what) {
        return recorded.getOrDefault(what, 0L) + counted.getOrDefault(what, 0L);
    }

    private static Path program() throws Exception {
        return Path.of(RushMain.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
    }

    private void add(Frame frame) throws IOException {
        if (frame.type() == FrameType.EVENTS) {
            for (EventRun run : EventsReader.read(frame.payload()).runs()) {
                while (run.advance()) {
                    add(run);
                }
            }
        } else if (frame.type() == FrameType.LOSS) {
            JsonNode loss = JSON.readTree(frame.payload());
            lost.merge(loss.get("where").asText(), loss.get("count").asLong(), Long::sum);
        }
    }

    private void add(EventRun run) {
        switch (run.kind()) {
            case EventKind.COUNT -> counted.merge((int) run.value() & 0xFFFF, run.task(), Long::sum);
            case EventKind.MODE -> changes[(int) run.task()][(int) run.value()]++;
            default -> {
                boolean ends = run.kind() == EventKind.END || run.kind() == EventKind.VIRTUAL_END;
                recorded.merge((ends ? run.outcome() : 0) << 8 | run.kind(), 1L, Long::sum);
            }
        }
    }
}
