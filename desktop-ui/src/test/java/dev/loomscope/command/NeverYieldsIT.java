package dev.loomscope.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.loomscope.attach.ChildJvm;
import dev.loomscope.model.SessionModel;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A virtual thread that computes without letting go of its carrier is found, whether virtual threads are followed or only
 * counted.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class NeverYieldsIT {
    /**
     * It goes on until it is told that its stack was taken: how soon that is, depends on who else wants the processors. Fifty
     * sleep for longer than it computes, and compute a little themselves: they are none.
     */
    private static final String PROGRAM = """
            Class<?> builders = Class.forName("java.lang.Thread$Builder");
            Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
            builders.getMethod("name", String.class).invoke(builder, "spins");
            java.lang.reflect.Method start = builders.getMethod("start", Runnable.class);
            java.util.concurrent.atomic.AtomicBoolean told = new java.util.concurrent.atomic.AtomicBoolean();
            Thread spins = (Thread) start.invoke(builder, (Runnable) () -> {
                long until = System.nanoTime() + 2_500_000_000L;
                while (System.nanoTime() < until || !told.get()) Thread.onSpinWait();
            });
            List<Thread> healthy = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                builder = Thread.class.getMethod("ofVirtual").invoke(null);
                healthy.add((Thread) start.invoke(builder, (Runnable) () -> {
                    for (int round = 0; round < 5 || !told.get(); round++) {
                        long until = System.nanoTime() + 2_000_000L;
                        while (System.nanoTime() < until) Thread.onSpinWait();
                        try { Thread.sleep(500); } catch (InterruptedException e) { }
                    }
                }));
            }
            System.in.read();
            told.set(true);
            for (Thread thread : healthy) thread.join();
            spins.join();
            """;

    private static final String SPINS = "Spins.lambda$main$0(";

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"", ",budget=0"})
    void theReportNamesItWithItsStack(String budget) throws Exception {
        Path file = directory.resolve("spins.loomscope");
        String agent = "-javaagent:" + System.getProperty("loomscope.agent.jar") + "=record=" + file + budget;
        try (ChildJvm child = ChildJvm.start(directory, ChildJvm.java25(), "Spins", PROGRAM, agent)) {
            GrowingRecording.await(child, file, NeverYieldsIT::hasStack);
            child.say("");
            assertThat(child.process().waitFor(40, TimeUnit.SECONDS)).isTrue();
            assertThat(child.process().exitValue()).isZero();
        }
        CommandRun report = JarRun.run(directory, "report", "--json", "--fail-on", "never-yields", file.toString());
        assertThat(report.code()).as(report.err()).isEqualTo(1);
        List<JsonNode> found = new ArrayList<>();
        new ObjectMapper().readTree(report.out()).path("findings").forEach(finding -> {
            if (finding.path("kind").asText().equals("never-yields")) {
                found.add(finding);
            }
        });
        assertThat(found).as(report.out()).hasSize(1);
        JsonNode finding = found.getFirst();
        assertThat(finding.path("threads")).extracting(JsonNode::asText).containsExactly("spins");
        assertThat(finding.path("summary").asText()).startsWith("Virtual thread spins kept its carrier for ")
                .contains(": it computes");
        assertThat(finding.path("severity").asText()).isEqualTo("info");
        assertThat(finding.path("stack")).extracting(JsonNode::asText)
                .anySatisfy(frame -> assertThat(frame).startsWith(SPINS));
    }

    /** Whether it is told where it computes. */
    private static boolean hasStack(SessionModel model) {
        return IntStream.range(model.tasks().oldest(), model.tasks().size())
                .mapToObj(row -> model.stacks().of(row))
                .flatMap(List::stream)
                .flatMap(sample -> sample.frames().stream())
                .anyMatch(frame -> frame.startsWith(SPINS));
    }
}
