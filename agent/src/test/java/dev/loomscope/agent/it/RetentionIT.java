package dev.loomscope.agent.it;

import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import dev.loomscope.agent.it.stress.RetentionMain;
import dev.loomscope.protocol.Frame;
import dev.loomscope.protocol.FrameReader;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** While it is watched, and a client reads all of it, whatever an application lets go of is collected. */
@Timeout(300)
class RetentionIT {
    @TempDir
    private Path temporary;

    static Stream<Path> jdks() {
        return Hosts.jdks();
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void nothingOfTheApplicationIsKept(Path jdk) throws Exception {
        Hosts hosts = new Hosts(temporary);
        List<String> options = List.of("-Xmx128m", Hosts.agent("stack-after=1ms"));
        try (ChildJvm child = hosts.start(jdk, options, RetentionMain.class);
                Socket socket = hosts.connect(child)) {
            FrameReader frames = hosts.welcome(child, socket);
            Thread reader = new Thread(() -> readAll(frames), "reader");
            reader.start();
            assertThat(child.line()).isEqualTo("ready");
            child.say("");
            assertThat(child.end()).hasSizeGreaterThan(12).allMatch(line -> line.endsWith(": collected"));
            assertThat(child.errors()).isEmpty();
            reader.join();
        }
    }

    private static void readAll(FrameReader frames) {
        try {
            for (Frame frame = frames.next(); frame != null; frame = frames.next()) {
                Thread.onSpinWait();
            }
        } catch (java.io.IOException e) {
            // The application has ended.
        }
    }
}
