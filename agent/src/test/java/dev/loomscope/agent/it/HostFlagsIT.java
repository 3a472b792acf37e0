package dev.loomscope.agent.it;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.loomscope.protocol.Frame;
import dev.loomscope.protocol.FrameReader;
import dev.loomscope.protocol.FrameType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** With whatever options a JVM runs: the agent is live, the application's result is right, and nothing is on stderr. */
@Timeout(600)
class HostFlagsIT {
    private static final int AT_ONCE = 3;

    private static final List<String> ALL = List.of(
            "-Xint",
            "-XX:+UseSerialGC",
            "-XX:+UseParallelGC",
            "-XX:+UseG1GC -Xmx16m",
            "-XX:+UseZGC",
            "-XX:+UseSerialGC -Xmx12m",
            "-Xcheck:jni",
            "-XX:-UsePerfData -XX:+DisableAttachMechanism",
            "--limit-modules java.base",
            "-Xverify:all",
            "-Xshare:off -XX:-UseCompressedOops",
            "-Xss256k -Xrs",
            "-XX:-StackTraceInThrowable -esa -ea");

    private static final List<String> NEW = List.of(
            "-XX:+UseCompactObjectHeaders",
            "-XX:+UseCompactObjectHeaders -XX:+UseZGC",
            "-XX:+EnableDynamicAgentLoading -Djdk.virtualThreadScheduler.parallelism=1");

    private static final List<String> SLOW = List.of("-Xcomp", "-Xcomp -XX:-TieredCompilation");

    @TempDir
    private Path temporary;

    static Stream<Path> jdks() {
        return Hosts.jdks();
    }

    private record Run(String flags, ChildJvm child) {}

    @Test
    void onJdk17() throws Exception {
        check(Jdks.jdk17(), ALL);
    }

    @Test
    void onTheCurrentJdk() throws Exception {
        List<String> flags = new ArrayList<>(ALL);
        flags.addAll(NEW);
        check(Jdks.current(), flags);
    }

    @Test
    void compiledAtOnce() throws Exception {
        check(Jdks.current(), List.of("-Xcomp -XX:TieredStopAtLevel=1"));
        if (Hosts.FULL) {
            check(Jdks.jdk17(), SLOW);
            check(Jdks.current(), SLOW);
        }
    }

    /** What such a JVM cannot tell is left out of its facts, without a word. */
    @ParameterizedTest
    @MethodSource("jdks")
    void withoutManagement(Path jdk) throws Exception {
        Hosts hosts = new Hosts(temporary);
        List<String> options = List.of("--limit-modules", "java.base", Hosts.agent(""));
        try (ChildJvm child = hosts.start(jdk, options, "load")) {
            try (Socket socket = hosts.connect(child)) {
                FrameReader frames = hosts.welcome(child, socket);
                JsonNode process = process(frames.next());
                while (process.isMissingNode()) {
                    process = process(frames.next());
                }
                assertThat(process.get("heapUsed").asLong()).isPositive();
            }
            child.say("end");
            assertThat(child.end()).containsExactly("right, watched");
            assertThat(child.errors()).isEmpty();
        }
    }

    private static JsonNode process(Frame frame) throws IOException {
        return frame.type() == FrameType.SAMPLE
                ? new ObjectMapper().readTree(frame.payload()).path("process")
                : MissingNode.getInstance();
    }

    private void check(Path jdk, List<String> all) throws Exception {
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            List<Run> runs = new ArrayList<>();
            try {
                for (String flags : all.subList(from, Math.min(all.size(), from + AT_ONCE))) {
                    runs.add(start(jdk, flags));
                }
                for (Run run : runs) {
                    assertThat(withoutJdksOwn(run.child.end())).as(run.flags).containsExactly("right, watched");
                    assertThat(run.child.errors()).as(run.flags).isEmpty();
                }
            } finally {
                for (Run run : runs) {
                    run.child.close();
                }
            }
        }
    }

    /** On JDK 17 its checks complain of the JDK's own listing of loaded classes, whoever asks for that. */
    private static List<String> withoutJdksOwn(List<String> lines) {
        List<String> others = new ArrayList<>();
        boolean complains = false;
        for (String line : lines) {
            complains = line.startsWith("WARNING: JNI local refs: ") || (complains && line.startsWith("\tat "));
            if (!complains) {
                others.add(line);
            }
        }
        return others;
    }

    private Run start(Path jdk, String flags) throws Exception {
        Path recording = temporary.resolve(flags.replaceAll("\\W", "_"));
        List<String> options = new ArrayList<>(List.of(flags.split(" ")));
        options.add(Hosts.agent("record=" + recording));
        return new Run(flags, new Hosts(temporary).start(jdk, options, "mix", Integer.toString(Hosts.size(2, 200))));
    }
}
