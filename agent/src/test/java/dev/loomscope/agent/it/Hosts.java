package dev.loomscope.agent.it;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.loomscope.agent.it.stress.StressMain;
import dev.loomscope.protocol.FrameReader;
import dev.loomscope.protocol.Handshake;
import dev.loomscope.protocol.StreamHeader;

import static org.assertj.core.api.Assertions.assertThat;

/** Applications that the delivered agent is a guest of, with a directory for temporary files of their own. */
final class Hosts {
    static final Path AGENT = Path.of(System.getProperty("loomscope.agent.jar"));

    /** Whether tests are to run at their full size, which takes many minutes. */
    static final boolean FULL = "full".equals(System.getProperty("loomscope.stress"));

    private static final int LOOKS = 200;

    private final Path temporary;

    Hosts(Path temporary) {
        this.temporary = temporary;
    }

    static Stream<Path> jdks() {
        return Stream.of(Jdks.jdk17(), Jdks.current());
    }

    /** Small, unless tests run at their full size. */
    static int size(int small, int full) {
        return FULL ? full : small;
    }

    /** Where the test programs are, without the agent's own classes: the delivered ones are to be used. */
    static Path program() {
        try {
            return Path.of(StressMain.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static String agent(String options) {
        return "-javaagent:" + AGENT + (options.isEmpty() ? "" : "=" + options);
    }

    /** A stress program: JVM options, then its name and size. */
    ChildJvm start(Path jdk, List<String> options, String... program) throws IOException {
        return start(jdk, options, StressMain.class, program);
    }

    ChildJvm start(Path jdk, List<String> options, Class<?> main, String... program) throws IOException {
        List<String> command = new ArrayList<>(options);
        command.add("-Djava.io.tmpdir=" + temporary);
        command.addAll(List.of("-cp", program().toString(), main.getName()));
        command.addAll(Arrays.asList(program));
        ChildJvm child = ChildJvm.start(jdk, command);
        if (program.length > 0 && program[0].equals("load")) {
            awaitReady(child);
        }
        return child;
    }

    /** Waits until a program that works until it is told to end has begun to. */
    static void awaitReady(ChildJvm child) throws IOException {
        assertThat(child.line()).isEqualTo("ready");
    }

    /** Waits until no thread of an agent's is left that was detached: it takes no longer than a moment over that. */
    static void awaitGone(ChildJvm child) throws IOException {
        String measure = "";
        for (int looks = 0; looks < LOOKS && !measure.startsWith("agents=0 "); looks++) {
            child.say("measure");
            measure = child.line();
        }
        assertThat(measure).startsWith("agents=0 ");
    }

    Path endpointFile(long pid) {
        return temporary.resolve("loomscope-" + System.getProperty("user.name")).resolve(pid + ".json");
    }

    /** Where the agent of a process listens, once it does. */
    JsonNode endpoint(ChildJvm child) throws IOException, InterruptedException {
        Path file = endpointFile(child.pid());
        while (!Files.exists(file)) {
            Thread.sleep(1);
        }
        return new ObjectMapper().readTree(Files.readAllBytes(file));
    }

    /** A connection that has said nothing yet. */
    Socket connect(ChildJvm child) throws IOException, InterruptedException {
        JsonNode endpoint = endpoint(child);
        Socket socket = new Socket(endpoint.get("host").asText(), endpoint.get("port").asInt());
        socket.setSoTimeout(60_000);
        return socket;
    }

    /** The frames of the agent, for a client that shows the token. */
    FrameReader welcome(ChildJvm child, Socket socket) throws IOException, InterruptedException {
        Handshake.send(socket.getOutputStream(), HexFormat.of().parseHex(endpoint(child).get("token").asText()));
        InputStream in = new BufferedInputStream(socket.getInputStream());
        StreamHeader.read(in, "the agent");
        return new FrameReader(in, "the agent", StreamHeader.LENGTH);
    }

    /** Reads on to a frame of a type. */
    static void await(FrameReader frames, int type) throws IOException {
        while (frames.next().type() != type) {
            Thread.onSpinWait();
        }
    }
}
