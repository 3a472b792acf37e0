package dev.loomscope.agent.it;

import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import dev.loomscope.protocol.Frame;
import dev.loomscope.protocol.FrameReader;
import dev.loomscope.protocol.FrameType;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** However an application ends, it ends as without the agent, and what was recorded can be read. */
@Timeout(120)
class HostEndIT {
    @TempDir
    private Path temporary;

    static java.util.stream.Stream<Path> jdks() {
        return Hosts.jdks();
    }

    private ChildJvm start(Path jdk, String end, String... options) throws Exception {
        List<String> all = new java.util.ArrayList<>(List.of(options));
        all.add(Hosts.agent("record=" + temporary.resolve("recording")));
        return new Hosts(temporary).start(jdk, all, end);
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void exitInATask(Path jdk) throws Exception {
        try (ChildJvm child = start(jdk, "exit")) {
            assertThat(child.linesTo("")).containsExactly("right, watched", "hook");
            assertThat(child.exitCode()).isEqualTo(3);
            assertThat(child.errors()).isEmpty();
            assertThat(new Hosts(temporary).endpointFile(child.pid())).doesNotExist();
        }
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void haltInATask(Path jdk) throws Exception {
        try (ChildJvm child = start(jdk, "halt")) {
            assertThat(child.linesTo("")).containsExactly("right, watched");
            assertThat(child.exitCode()).isEqualTo(4);
            assertThat(child.errors()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void anUncaughtExceptionIsTheApplicationsOwn(Path jdk) throws Exception {
        try (ChildJvm child = start(jdk, "uncaught")) {
            assertThat(child.line()).isEqualTo("right, watched");
            while (!child.errors().contains("the application's own")) {
                Thread.sleep(1);
            }
            child.say("");
            assertThat(child.linesTo("")).containsExactly("hook");
            assertThat(child.exitCode()).isEqualTo(5);
            assertThat(child.errors()).contains("java.lang.IllegalStateException: the application's own")
                    .doesNotContain("oomscope: ")
                    .doesNotContain("java.lang.Loomscope");
        }
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void aCrashIsACrash(Path jdk) throws Exception {
        try (ChildJvm child = start(
                jdk, "crash", "-XX:ErrorFile=" + temporary.resolve("error"), "-XX:-CreateCoredumpOnCrash")) {
            assertThat(child.line()).isEqualTo("right, watched");
            assertThat(child.exitCode()).isEqualTo(1);
            assertThat(Files.readString(temporary.resolve("error"))).contains("SIGSEGV");
        }
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void whatAKilledJvmLeavesTheNextAgentRemoves(Path jdk) throws Exception {
        Hosts hosts = new Hosts(temporary);
        Path left;
        try (ChildJvm child = start(jdk, "load"); Socket socket = hosts.connect(child)) {
            FrameReader frames = hosts.welcome(child, socket);
            left = hosts.endpointFile(child.pid());
            child.kill();
            assertThat(left).exists();
            assertThat(lastOf(frames)).as("the stream ends without an end").isNotEqualTo(FrameType.END);
        }
        try (ChildJvm child = start(jdk, "load")) {
            hosts.endpoint(child);
            assertThat(left).doesNotExist();
            child.say("end");
            assertThat(child.end()).containsExactly("right, watched");
            assertThat(child.errors()).isEmpty();
        }
        try (var files = Files.list(left.getParent())) {
            assertThat(files).isEmpty();
        }
    }

    private static int lastOf(FrameReader frames) {
        int last = -1;
        try {
            for (Frame frame = frames.next(); frame != null; frame = frames.next()) {
                last = frame.type();
            }
        } catch (java.io.IOException e) {
            // The process is gone in the middle of a frame.
        }
        return last;
    }
}
