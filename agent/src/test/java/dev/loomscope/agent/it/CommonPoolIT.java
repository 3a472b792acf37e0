package dev.loomscope.agent.it;

import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import dev.loomscope.protocol.FrameReader;
import dev.loomscope.protocol.FrameType;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The common pool is set up by the application, when it wants to and as it wants to: an agent that waits in one of the JDK's
 * queues would do it first.
 */
@Timeout(120)
class CommonPoolIT {
    @TempDir
    private Path temporary;

    static Stream<Path> jdks() {
        return Hosts.jdks();
    }

    private void assertSetUpByApplication(Hosts hosts, ChildJvm child) throws Exception {
        try (Socket socket = hosts.connect(child)) {
            FrameReader frames = hosts.welcome(child, socket);
            // By then everything has begun to work.
            Hosts.await(frames, FrameType.SAMPLE);
            child.say("");
            assertThat(child.end()).containsExactly("parallelism=7");
        }
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void fromTheStart(Path jdk) throws Exception {
        Hosts hosts = new Hosts(temporary);
        try (ChildJvm child = hosts.start(jdk, List.of(Hosts.agent("")), CommonPoolMain.class)) {
            Hosts.awaitReady(child);
            assertSetUpByApplication(hosts, child);
        }
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void attached(Path jdk) throws Exception {
        Hosts hosts = new Hosts(temporary);
        try (ChildJvm child = hosts.start(jdk, List.of(), CommonPoolMain.class)) {
            Hosts.awaitReady(child);
            child.attach(Hosts.AGENT, "");
            assertSetUpByApplication(hosts, child);
        }
    }
}
