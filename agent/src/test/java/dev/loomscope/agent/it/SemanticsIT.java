package dev.loomscope.agent.it;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import dev.loomscope.agent.it.semantics.SemanticsMain;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What java.util.concurrent does is the same, line by line, without the agent, with it, and while it comes and goes. */
@Timeout(120)
class SemanticsIT {
    private static final Path AGENT = Path.of(System.getProperty("loomscope.agent.jar"));

    static Stream<Path> jdks() {
        return Stream.of(Jdks.jdk17(), Jdks.current());
    }

    @TempDir
    private Path temporary;

    private ChildJvm start(Path jdk, String... options) throws Exception {
        Path program = Path.of(SemanticsMain.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        List<String> command = new ArrayList<>(List.of(options));
        command.add("-XX:-OmitStackTraceInFastThrow");
        if (!jdk.equals(Jdks.jdk17())) {
            command.add("--enable-preview");
        }
        command.add("-Djava.io.tmpdir=" + temporary);
        command.addAll(List.of("-cp", program.toString(), SemanticsMain.class.getName()));
        return ChildJvm.start(jdk, command);
    }

    private static List<String> round(ChildJvm child, int round) throws Exception {
        return child.linesTo("round " + round + " done");
    }

    /** The facts that are others than expected, each with what was expected. */
    private static List<String> others(List<String> facts, List<String> expected) {
        List<String> others = new ArrayList<>();
        for (int i = 0; i < Math.max(facts.size(), expected.size()); i++) {
            String fact = i < facts.size() ? facts.get(i) : "nothing";
            String without = i < expected.size() ? expected.get(i) : "nothing";
            if (!fact.equals(without)) {
                others.add(fact + "\nwithout the agent: " + without);
            }
        }
        return others;
    }

    /** What stands on stderr besides what the JVM says of the program's own faults, and of agents that are attached. */
    private static List<String> errors(ChildJvm child) throws Exception {
        return child.errors()
                .lines()
                .filter(line -> !line.isEmpty()
                        && !line.startsWith("WARNING: ")
                        && !line.startsWith("Exception: java.lang.IllegalStateException thrown from")
                        && !line.contains("Potentially dangerous stack overflow"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void nothingChanges(Path jdk) throws Exception {
        try (var plain = start(jdk); var watched = start(jdk, "-javaagent:" + AGENT); var visited = start(jdk)) {
            for (int round = 1; round <= 3; round++) {
                List<String> expected = round(plain, round);
                assertThat(expected).hasSizeGreaterThan(jdk.equals(Jdks.jdk17()) ? 110 : 130);
                assertThat(others(round(watched, round), expected)).as("with the agent from the start").isEmpty();
                assertThat(others(round(visited, round), expected)).as("where the agent comes and goes").isEmpty();
                if (round < 3) {
                    visited.attach(AGENT, round == 2 ? "detach" : "");
                    plain.say("");
                    watched.say("");
                    visited.say("");
                }
            }
            for (var child : List.of(plain, watched, visited)) {
                assertThat(child.end()).isEmpty();
                assertThat(errors(child)).isEmpty();
            }
        }
    }
}
