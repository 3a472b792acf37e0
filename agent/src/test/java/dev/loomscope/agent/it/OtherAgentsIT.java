package dev.loomscope.agent.it;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Beside agents that change the same classes, and beside a second copy of itself, the agent works and nobody suffers. */
@Timeout(120)
class OtherAgentsIT {
    @TempDir
    static Path directory;

    private static Path foreign;
    private static Path probe;

    @TempDir
    private Path temporary;

    @BeforeAll
    static void build() throws Exception {
        foreign = TestAgentJar.foreign(directory, ForeignAgent.class);
        probe = TestAgentJar.build(directory);
    }

    static Stream<Path> jdks() {
        return Hosts.jdks();
    }

    private ChildJvm start(Path jdk, String... options) throws Exception {
        return new Hosts(temporary).start(jdk, List.of(options), "load");
    }

    private static void assertWorks(ChildJvm child) throws Exception {
        child.say("");
        assertThat(child.line()).isEqualTo("worked");
    }

    private static void assertHooked(ChildJvm child) throws Exception {
        child.attach(probe, "probe");
        assertThat(child.line()).startsWith("hooked=").isNotEqualTo("hooked=0");
    }

    private static void assertRight(ChildJvm child, String result) throws Exception {
        child.say("end");
        assertThat(child.end()).containsExactly(result);
        assertThat(child.errors().lines()).allMatch(line -> line.startsWith("WARNING: "));
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void bothFromTheStartInEitherOrder(Path jdk) throws Exception {
        for (boolean first : new boolean[] {true, false}) {
            Path recording = temporary.resolve("recording" + first);
            String ours = Hosts.agent("record=" + recording);
            String theirs = "-javaagent:" + foreign;
            try (ChildJvm child = start(jdk, first ? ours : theirs, first ? theirs : ours)) {
                assertWorks(child);
                assertHooked(child);
                assertRight(child, "right, watched");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void bothComeAndGoUnderLoad(Path jdk) throws Exception {
        Path recording = temporary.resolve("recording");
        try (ChildJvm child = start(jdk)) {
            child.attach(foreign, "leave");
            child.attach(Hosts.AGENT, "record=" + recording);
            child.attach(foreign, "");
            assertWorks(child);
            assertHooked(child);
            child.attach(Hosts.AGENT, "detach");
            child.attach(foreign, "leave");
            assertWorks(child);
            child.attach(Hosts.AGENT, "");
            assertWorks(child);
            assertHooked(child);
            assertRight(child, "right, watched");
        }
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void aSecondCopyOfTheAgentChangesNothing(Path jdk) throws Exception {
        Path copy = Files.copy(Hosts.AGENT, temporary.resolve("copy.jar"));
        Path recording = temporary.resolve("recording");
        try (ChildJvm child = start(
                jdk, Hosts.agent("record=" + recording),
                "-javaagent:" + copy + "=record=" + temporary.resolve("second"))) {
            child.attach(copy, "");
            assertWorks(child);
            // Drain, sampler, recorder, the one that accepts and the one that looks for spans.
            String threads = measure(child);
            for (int looks = 0; looks < 200 && !threads.startsWith("agents=5 "); looks++) {
                threads = measure(child);
            }
            assertThat(threads).startsWith("agents=5 ");
            assertRight(child, "right, watched");
        }
        assertThat(temporary.resolve("second")).doesNotExist();
    }

    private static String measure(ChildJvm child) throws Exception {
        child.say("measure");
        return child.line();
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void nothingIsLeftBesideAnAgentThatStays(Path jdk) throws Exception {
        try (ChildJvm child = start(jdk, "-javaagent:" + foreign)) {
            child.attach(Hosts.AGENT, "");
            assertWorks(child);
            child.attach(Hosts.AGENT, "detach");
            assertWorks(child);
            child.attach(probe, "probe");
            assertThat(child.line()).isEqualTo("hooked=0");
            Hosts.awaitGone(child);
            assertRight(child, "right");
        }
    }
}
