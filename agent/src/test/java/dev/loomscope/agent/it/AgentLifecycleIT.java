package dev.loomscope.agent.it;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The delivered agent comes and goes without a trace in what the application prints. */
class AgentLifecycleIT {
    private static final Path AGENT = Path.of(System.getProperty("loomscope.agent.jar"));

    @TempDir
    static Path directory;

    private static Path probe;

    /** The program alone: with the agent's own classes on its class path it would run those. */
    private static Path program;

    @BeforeAll
    static void build() throws Exception {
        probe = TestAgentJar.build(directory);
        program = Path.of(IdleMain.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    static Stream<Path> jdks() {
        return Stream.of(Jdks.jdk17(), Jdks.current());
    }

    @TempDir
    private Path temporary;

    private ChildJvm idle(Path jdk, String... options) throws Exception {
        List<String> command = new java.util.ArrayList<>(List.of(options));
        command.add("-Djava.io.tmpdir=" + temporary);
        command.addAll(List.of("-cp", program.toString(), IdleMain.class.getName()));
        return ChildJvm.start(jdk, command);
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void fromTheStartItIsSilent(Path jdk) throws Exception {
        try (var child = idle(jdk, "-javaagent:" + AGENT)) {
            child.say("");
            child.say("q");
            assertThat(child.end()).containsExactly("ready", "42", "bye");
            assertThat(child.errors()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void badOptionsCostALineEach(Path jdk) throws Exception {
        try (var child = idle(jdk, "-javaagent:" + AGENT + "=colour=red,ring=tiny,stack-after=2s")) {
            child.say("q");
            assertThat(child.end()).containsExactly("ready", "bye");
            assertThat(child.errors().lines())
                    .hasSize(2)
                    .allMatch(line -> line.startsWith("loomscope: option passed over: "));
        }
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void comesAndGoes(Path jdk) throws Exception {
        try (var child = idle(jdk)) {
            assertThat(child.line()).isEqualTo("ready");
            for (int round = 0; round < 3; round++) {
                child.attach(AGENT, "");
                child.attach(AGENT, "");
                child.attach(probe, "probe");
                assertThat(child.line()).isEqualTo("hooked=" + (jdk.equals(Jdks.jdk17()) ? 20 : 26));
                child.say("");
                assertThat(child.line()).isEqualTo("42");
                child.attach(AGENT, "detach");
                child.attach(AGENT, "detach");
                child.attach(probe, "probe");
                assertThat(child.line()).isEqualTo("hooked=0");
            }
            // Nothing keeps the classes of an agent that went: a collection may take more than one go.
            String agents = "";
            for (int i = 0; i < 50 && !agents.equals("agents=0"); i++) {
                child.attach(probe, "agents");
                agents = child.line();
            }
            assertThat(agents).isEqualTo("agents=0");
            child.say("q");
            assertThat(child.end()).containsExactly("bye");
            // JDK 21 and later announce every agent that is loaded into a running JVM.
            assertThat(child.errors().lines()).allMatch(line -> line.startsWith("WARNING: "));
        }
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void whatWasThereFromTheStartCanBeDetached(Path jdk) throws Exception {
        try (var child = idle(jdk, "-javaagent:" + AGENT)) {
            assertThat(child.line()).isEqualTo("ready");
            child.attach(AGENT, "detach");
            child.attach(probe, "probe");
            assertThat(child.line()).isEqualTo("hooked=0");
            child.say("q");
            assertThat(child.end()).containsExactly("bye");
        }
    }
}
