package dev.loomscope.command;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.loomscope.export.SmallStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** What report and export make of recordings, whole and otherwise. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class RecordedInputTest {
    @TempDir
    private Path directory;

    @Test
    void reportsARecordingInFigures() throws IOException {
        CommandRun run = CommandRun.of("report", "--json",
                file(SmallStream.shop().end(101 * SmallStream.MS, "exit").bytes()));

        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isEqualTo(0);
        JsonNode report = new ObjectMapper().readTree(run.out());
        assertThat(report.path("session").path("pid").asLong()).isEqualTo(4242);
        assertThat(report.path("session").path("main").asText()).isEqualTo("com.acme.Shop");
        JsonNode tasks = report.path("tasks");
        assertThat(tasks.path("submitted").asInt()).isEqualTo(5);
        assertThat(tasks.path("completed").asInt()).isEqualTo(2);
        assertThat(tasks.path("failed").asInt()).isEqualTo(1);
        assertThat(tasks.path("rejected").asInt()).isEqualTo(1);
        assertThat(tasks.path("live").asInt()).isEqualTo(1);
        assertThat(tasks.path("byKind").path("executor").path("submitted").asInt()).isEqualTo(5);
        assertThat(report.path("events").path("dropped").asInt()).isEqualTo(7);
    }

    @Test
    void printsAReportForPeople() throws IOException {
        CommandRun run = CommandRun.of("report", file(SmallStream.shop().bytes()));

        assertThat(run.code()).isEqualTo(0);
        assertThat(run.out()).contains("com.acme.Shop", "orders");
    }

    @Test
    void failsOnFindingsThatAreNamed() throws IOException {
        String stuck = file(stuck().bytes());

        CommandRun named = CommandRun.of("report", stuck, "--fail-on", "pool-saturated,stuck-task", "--json");
        assertThat(named.code()).isEqualTo(1);
        assertThat(named.err()).isEqualTo("loomscope: found stuck-task" + System.lineSeparator());
        assertThat(new ObjectMapper().readTree(named.out()).path("findings").path(0).path("kind").asText())
                .isEqualTo("stuck-task");

        assertThat(CommandRun.of("report", stuck, "--fail-on", "pool-saturated").code()).isEqualTo(0);
        assertThat(CommandRun.of("report", stuck).code()).isEqualTo(0);
    }

    @Test
    void reportsFindingsOfTheTasksThatAreWantedAlone() throws IOException {
        String stuck = file(stuck().bytes());

        CommandRun others = CommandRun.of("report", stuck, "--json", "--fail-on", "stuck-task", "--filter",
                "state:completed");
        assertThat(others.code()).isEqualTo(0);
        JsonNode report = new ObjectMapper().readTree(others.out());
        assertThat(report.path("findings")).isEmpty();
        assertThat(report.path("filter").path("text").asText()).isEqualTo("state:completed");
        assertThat(report.path("filter").path("findingsLeftOut").asInt()).isEqualTo(1);
        assertThat(CommandRun.of("report", stuck, "--fail-on", "stuck-task", "--filter", "total>1s").code())
                .isEqualTo(1);
        assertThat(new ObjectMapper().readTree(CommandRun.of("report", stuck, "--json").out()).has("filter")).isFalse();
        CommandRun.of("report", stuck, "--filter", "stat:x").isRefused("Invalid value for option '--filter':"
                + " at character 1: No field \"stat\" - did you mean state:? (loomscope report --help)");
    }

    @Test
    void refusesWhatIsNoRecording() throws IOException {
        String empty = file(new byte[0]);
        for (String[] command : new String[][] {{"report"}, {"export", "--to", "chrome", "-o", output()}}) {
            refused(empty, "is empty", command);
            refused(file("GIF89a and so on, nothing of ours".getBytes(StandardCharsets.UTF_8)), "is not Loomscope's",
                    command);
            byte[] later = SmallStream.shop().bytes();
            ByteBuffer.wrap(later).putShort(8, (short) 2);
            refused(file(later), "has format version 2, this Loomscope reads version 1", command);
            refused(file(Arrays.copyOf(SmallStream.shop().bytes(), 12)), "is cut in its header", command);
            refused(directory.resolve("absent").toString(), "does not exist", command);
            refused(directory.toString(), "is a directory", command);
        }
        assertThat(Path.of(output())).doesNotExist();
        String absent = directory.resolve("absent").toString();
        CommandRun.of("report", absent).isRefused(absent + " does not exist: name a recording, a PID or a HOST:PORT");
        CommandRun.of("export", "--to", "chrome", "-o", output(), absent)
                .isRefused(absent + " does not exist: name a recording");
    }

    @Test
    void keepsWhatStandsBeforeACut() throws IOException {
        byte[] whole = SmallStream.shop().bytes();
        CommandRun run = CommandRun.of("report", "--json", file(Arrays.copyOf(whole, whole.length - 20)));

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).startsWith("loomscope: ").contains("is cut").hasLineCount(1);
        assertThat(new ObjectMapper().readTree(run.out()).path("tasks").path("submitted").asInt()).isEqualTo(5);
    }

    @Test
    void endsInOneLineWhateverIsInTheFile() throws IOException {
        byte[] whole = SmallStream.shop().bytes();
        Random random = new Random(11);
        for (int round = 0; round < 60; round++) {
            byte[] damaged = whole.clone();
            for (int hit = 0; hit <= round % 4; hit++) {
                damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            }
            CommandRun run = CommandRun.of("report", "--json", file(damaged));
            assertThat(run.code()).as(run.err()).isIn(0, 2);
            assertThat(run.err().lines().count()).as(run.err()).isEqualTo(run.code() == 0 ? 0 : 1);
            assertThat(run.err()).doesNotContain("unexpectedly");
        }
    }

    @Test
    void hasNoTimeLimitForFiles() throws IOException {
        String file = file(SmallStream.shop().bytes());
        CommandRun.of("report", file, "--for", "3s")
                .isRefused("--for is for live JVMs, " + file + " is a recording (loomscope report --help)");
    }

    @Test
    void exportsChromesFormat() throws IOException {
        CommandRun run = CommandRun.of("export", file(SmallStream.shop().bytes()), "--to", "chrome", "-o", output());

        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isEqualTo(0);
        assertThat(run.out()).startsWith("wrote " + output() + ", ");
        assertThat(new ObjectMapper().readTree(Path.of(output()).toFile()).path("traceEvents").size())
                .isGreaterThan(10);

        CommandRun.of("export", file(SmallStream.shop().bytes()), "--to", "chrome", "-o", output())
                .isRefused(output() + " exists already: name another file or add --force to replace it");
    }

    private static SmallStream stuck() {
        SmallStream stream = SmallStream.shop();
        for (int second = 1; second <= 10; second++) {
            long time = second * 1_000 * SmallStream.MS;
            stream.json(dev.loomscope.protocol.FrameType.SAMPLE, time,
                    """
                            {"time":%d,"pools":[{"id":3,"class":"java.util.concurrent.ThreadPoolExecutor","size":2,"active":1,"queue":0,
                            "completed":3,"max":2,"core":2,"queueCapacity":1,"shutdown":false}],"stacks":[{"thread":32,
                            "threadName":"orders-2","task":4,"virtual":false,"state":"WAITING","waitsFor":null,"ownerThread":null,
                            "ownerName":null,"stack":1,"frames":["com.acme.Stock.lookup(Stock.java:42)"]}]}"""
                            .formatted(time));
        }
        return stream;
    }

    private void refused(String file, String why, String... command) {
        String[] arguments = Arrays.copyOf(command, command.length + 1);
        arguments[command.length] = file;
        CommandRun run = CommandRun.of(arguments);
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("loomscope: " + file + " " + why).hasLineCount(1);
    }

    private String file(byte[] content) throws IOException {
        return Files.write(Files.createTempFile(directory, "session", ".loomscope"), content).toString();
    }

    private String output() {
        return directory.resolve("trace.json").toString();
    }
}
