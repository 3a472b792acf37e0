package dev.loomscope.agent.it;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A program of the tests that prints what an agent of theirs counted, one {@code name=count} a line: watched from its start, from an
 * attach on, for which it waits when its argument says so, or not at all.
 */
final class CountedProgram {
    /** Its classes are the program's too. */
    private static final Path AGENT = build();

    private final List<String> command;

    CountedProgram(Class<?> main, String... options) {
        command = new ArrayList<>(List.of(options));
        command.addAll(List.of("-cp", AGENT.toString(), main.getName()));
    }

    private static Path build() {
        try {
            Path directory = Files.createTempDirectory("counting");
            directory.toFile().deleteOnExit();
            Path jar = TestAgentJar.build(directory);
            jar.toFile().deleteOnExit();
            return jar;
        } catch (Exception e) {
            throw new IllegalStateException("no agent could be built", e);
        }
    }

    Map<String, Long> fromTheStart(Path jdk) throws Exception {
        List<String> watched = new ArrayList<>(List.of("-javaagent:" + AGENT));
        watched.addAll(command);
        return run(jdk, watched);
    }

    Map<String, Long> afterAttach(Path jdk) throws Exception {
        List<String> waiting = new ArrayList<>(command);
        waiting.add("wait");
        try (ChildJvm child = ChildJvm.start(jdk, waiting)) {
            assertThat(child.line()).isEqualTo("waiting");
            child.attach(AGENT, "");
            child.say("go");
            return counts(child);
        }
    }

    Map<String, Long> unwatched(Path jdk) throws Exception {
        return run(jdk, command);
    }

    private static Map<String, Long> run(Path jdk, List<String> arguments) throws Exception {
        try (ChildJvm child = ChildJvm.start(jdk, arguments)) {
            return counts(child);
        }
    }

    private static Map<String, Long> counts(ChildJvm child) throws Exception {
        Map<String, Long> counts = new TreeMap<>();
        for (String line : child.end()) {
            assertThat(line).doesNotContain("WRONG").doesNotContain("failed that").contains("=");
            int equals = line.lastIndexOf('=');
            counts.put(line.substring(0, equals), Long.valueOf(line.substring(equals + 1)));
        }
        return counts;
    }
}
