package dev.loomscope.agent.it;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.loomscope.protocol.Frame;
import dev.loomscope.protocol.FrameReader;
import dev.loomscope.protocol.FrameType;
import dev.loomscope.protocol.Handshake;
import dev.loomscope.protocol.StreamHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The delivered agent in applications that make it hard: neither of the two suffers. */
@Timeout(120)
class RoughIT {
    private static final Path AGENT = Path.of(System.getProperty("loomscope.agent.jar"));

    @TempDir
    private Path temporary;

    static Stream<Path> jdks() {
        return Stream.of(Jdks.jdk17(), Jdks.current());
    }

    private ChildJvm start(Path jdk, String kind, String... options) throws Exception {
        return start(jdk, kind, ",record=" + temporary.resolve("recording"), List.of(options));
    }

    /** Of which nobody keeps on reading. */
    private ChildJvm startUnrecorded(Path jdk, String kind) throws Exception {
        return start(jdk, kind, "", List.of());
    }

    private ChildJvm start(Path jdk, String kind, String agentOptions, List<String> options) throws Exception {
        Path program = Path.of(RoughMain.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        List<String> command = new ArrayList<>(options);
        command.add("-Djava.io.tmpdir=" + temporary);
        command.add("-javaagent:" + AGENT + "=stack-after=100ms" + agentOptions);
        command.addAll(List.of("-cp", program.toString(), RoughMain.class.getName(), kind));
        return ChildJvm.start(jdk, command);
    }

    private Socket connect(ChildJvm child) throws IOException {
        Path file = temporary.resolve("loomscope-" + System.getProperty("user.name")).resolve(child.pid() + ".json");
        while (!Files.exists(file)) {
            assertThat(Thread.interrupted()).as("waited in vain for " + file).isFalse();
        }
        JsonNode endpoint = new ObjectMapper().readTree(Files.readAllBytes(file));
        Socket socket = new Socket(endpoint.get("host").asText(), endpoint.get("port").asInt());
        socket.setSoTimeout(30_000);
        Handshake.send(socket.getOutputStream(), HexFormat.of().parseHex(endpoint.get("token").asText()));
        return socket;
    }

    private static FrameReader frames(Socket socket) throws IOException {
        InputStream in = new BufferedInputStream(socket.getInputStream());
        StreamHeader.read(in, "the agent");
        return new FrameReader(in, "the agent", StreamHeader.LENGTH);
    }

    /** Reads on to so many samples that hold a text. */
    private static void awaitSamples(FrameReader frames, int count, String text) throws IOException {
        for (int left = count; left > 0;) {
            Frame frame = frames.next();
            assertThat(frame).as("the stream goes on").isNotNull();
            if (frame.type() == FrameType.SAMPLE
                    && frame.text().contains(text)) {
                left--;
            }
        }
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void threadGroupsOfTheApplicationHaveItsThreadsOnly(Path jdk) throws Exception {
        try (var child = start(jdk, "groups")) {
            assertThat(child.end()).containsExactly("active=1", "bye");
        }
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void interruptedThreadsOfTheAgentNeitherSpinNorEnd(Path jdk) throws Exception {
        try (var child = start(jdk, "interrupts")) {
            assertThat(child.end()).containsExactly("calm", "bye");
            assertThat(child.errors()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void threadsWithoutIdOrWithAnEndlessNameAreSampled(Path jdk) throws Exception {
        try (var child = start(jdk, "threads")) {
            assertThat(child.line()).isEqualTo("ready");
            try (Socket socket = connect(child)) {
                FrameReader frames = frames(socket);
                awaitSamples(frames, 1, "\"threadName\":\"odd\"");
                awaitSamples(frames, 2, "\"threadName\":\"long long");
            }
            child.say("");
            assertThat(child.end()).containsExactly("bye");
            assertThat(child.errors()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void nothingOfTheApplicationIsRetained(Path jdk) throws Exception {
        try (var child = start(jdk, "retention")) {
            assertThat(child.line()).isEqualTo("ready");
            try (Socket socket = connect(child)) {
                FrameReader frames = frames(socket);
                child.say("");
                awaitSamples(frames, 1, "\"pools\"");
                assertThat(child.end()).containsExactly("released", "bye");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void aThreadThatWaitedWhenTheLastClientLeftIsNotRetained(Path jdk) throws Exception {
        try (var child = startUnrecorded(jdk, "waiting")) {
            assertThat(child.line()).isEqualTo("ready");
            try (Socket socket = connect(child)) {
                awaitSamples(frames(socket), 1, "\"threadName\":\"waiter\"");
            }
            child.say("");
            assertThat(child.end()).containsExactly("released", "bye");
            assertThat(child.errors()).isEmpty();
        }
    }

    @Test
    void aSecurityManagerKeepsTheAgentOutAndTheApplicationRuns() throws Exception {
        try (var child = start(Jdks.jdk17(), "groups", "-Djava.security.manager")) {
            assertThat(child.end()).containsExactly("active=1", "bye");
            assertThat(child.errors()).contains("loomscope: not started: ");
        }
    }
}
