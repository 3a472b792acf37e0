package dev.loomscope.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The demos where there is no display. */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class DemoIT {
    @TempDir
    private Path directory;

    @Test
    void listsTheDemos() throws Exception {
        CommandRun list = JarRun.run(directory, "demo", "--list");

        assertThat(list.code()).isEqualTo(0);
        assertThat(list.err()).isEmpty();
        assertThat(list.out()).contains("webshop (default)", "stuck-tasks", "pool-saturation");
        assertThat(directory.resolve("loomscope-demo")).doesNotExist();
    }

    @Test
    void leavesAPictureARecordingAndAReport() throws Exception {
        CommandRun run = JarRun.run(directory, "demo", "stuck-tasks", "--for", "8s");

        assertThat(run.code()).as(run.err()).isEqualTo(0);
        Path left = directory.resolve("loomscope-demo");
        assertThat(left.resolve("timeline.png")).isNotEmptyFile();
        assertThat(left.resolve("demo.log")).isNotEmptyFile();
        assertThat(run.out()).contains(Path.of("loomscope-demo", "timeline.png").toString(), "stuck-task: ");
        assertThat(Files.readString(left.resolve("report.txt"))).contains("stuck-task");
        assertThat(kinds(Files.readString(left.resolve("report.json")))).contains("stuck-task");

        CommandRun report = JarRun.run(directory, "report", "loomscope-demo/recording.loomscope", "--fail-on",
                "stuck-task",
                "--json");
        assertThat(report.code()).isEqualTo(1);
        assertThat(report.err()).isEqualTo("loomscope: found stuck-task" + System.lineSeparator());
        assertThat(kinds(report.out())).contains("stuck-task");
    }

    @Test
    void theFixedTwinRaisesNothing() throws Exception {
        CommandRun run = JarRun.run(directory, "demo", "stuck-tasks", "--fixed", "--for", "8s", "-o", "fixed");

        assertThat(run.code()).as(run.err()).isEqualTo(0);
        assertThat(run.out()).endsWith("no findings" + System.lineSeparator());
        assertThat(kinds(Files.readString(directory.resolve("fixed").resolve("report.json")))).isEmpty();
    }

    @Test
    void endsTheWorkloadWhenItIsInterrupted() throws Exception {
        try (JarRun demo = JarRun.start(directory, "demo", "pool-saturation", "--for", "10m")) {
            while (!demo.errors().contains("watching the demo")) {
                assertThat(demo.isAlive()).as(demo.errors()).isTrue();
                TimeUnit.MILLISECONDS.sleep(20);
            }
            List<ProcessHandle> children = demo.children();
            // Who was started behind a shell that does not wait for it has no ear for an interrupt.
            demo.signal("TERM");
            CommandRun run = demo.await();
            assertThat(run.code()).as(run.err()).isEqualTo(0);
            assertThat(directory.resolve("loomscope-demo").resolve("report.json")).isNotEmptyFile();
            assertThat(children).hasSize(1).noneMatch(ProcessHandle::isAlive);
        }
    }

    @Test
    void theWorkloadGoesWithAProgramThatIsKilled() throws Exception {
        try (JarRun demo = JarRun.start(directory, "demo", "pool-saturation", "--for", "10m")) {
            while (!demo.errors().contains("watching the demo")) {
                assertThat(demo.isAlive()).as(demo.errors()).isTrue();
                TimeUnit.MILLISECONDS.sleep(20);
            }
            List<ProcessHandle> children = demo.children();
            assertThat(children).hasSize(1);
            demo.signal("KILL");
            children.getFirst().onExit().get(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void refusesADemoThatIsNone() throws Exception {
        JarRun.run(directory, "demo", "nothing").isRefused("demo nothing is unknown: there are webshop, stuck-tasks,"
                + " pool-saturation (loomscope demo --help)");
        assertThat(directory.resolve("loomscope-demo")).doesNotExist();
    }

    private static List<String> kinds(String report) throws IOException {
        JsonNode findings = new ObjectMapper().readTree(report).path("findings");
        return StreamSupport.stream(findings.spliterator(), false).map(finding -> finding.path("kind").asText())
                .distinct()
                .toList();
    }
}
