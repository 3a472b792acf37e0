package dev.loomscope.agent.it;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Taking the hooks out leaves the JDK's classes as they were. */
class DetachIT {
    @TempDir
    static Path directory;

    private static Path agent;

    @BeforeAll
    static void build() throws Exception {
        agent = TestAgentJar.build(directory);
    }

    static Stream<Path> jdks() {
        return Stream.of(Jdks.jdk17(), Jdks.current());
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void leavesNoHook(Path jdk) throws Exception {
        try (var child = ChildJvm.start(
                jdk,
                List.of("-javaagent:" + agent + "=idle", "-cp", agent.toString(), DetachMain.class.getName()))) {
            assertThat(child.end()).containsExactly("done");
        }
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void leavesTheExecutorsOfTheApplicationAsTheyWere(Path jdk) throws Exception {
        try (var child = ChildJvm.start(
                jdk,
                List.of("-javaagent:" + agent + "=idle", "-cp", agent.toString(), OwnExecutorsMain.class.getName()))) {
            assertThat(child.end()).containsExactly("done");
        }
    }
}
