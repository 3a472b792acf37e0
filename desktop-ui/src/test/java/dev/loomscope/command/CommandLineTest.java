package dev.loomscope.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.loomscope.attach.ChildJvm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class CommandLineTest {
    @TempDir
    private Path directory;

    @Test
    void sayWhatThereIs() {
        CommandRun help = CommandRun.of("--help");
        assertThat(help.code()).isEqualTo(0);
        assertThat(help.out())
                .contains("ui", "list", "attach", "detach", "record", "report", "export", "snapshot", "demo")
                .contains("0 fine, 1 findings");
        assertThat(CommandRun.of("record", "--help").out()).contains("--max-size", "--for", "-o");
        assertThat(CommandRun.of("--version").out()).startsWith("loomscope ");
    }

    @Test
    void refusesWrongUseInOneLine() {
        CommandRun.of("frob").isRefused("Unmatched argument at index 0: 'frob' (loomscope --help)");
        CommandRun.of("attach").isRefused("Missing required parameter: 'PID' (loomscope attach --help)");
        CommandRun.of("attach", "abc")
                .isRefused(
                        "Invalid value for positional parameter at index 0 (PID): 'abc' is not a PID: list shows the JVMs of this machine (loomscope attach --help)");
        CommandRun.of("record", "1").isRefused("Missing required option: '--output=FILE' (loomscope record --help)");
        CommandRun.of("record", "1", "-o", "x", "--for", "soon").isRefused("Invalid value for option '--for':"
                + " 'soon' is not a time as 500ms, 30s, 5m or 1h (loomscope record --help)");
        CommandRun.of("record", "1", "-o", "x", "--max-size", "lots").isRefused("Invalid value for option '--max-size':"
                + " 'lots' is not a number of bytes as 64k, 100m or 1g (loomscope record --help)");
        CommandRun.of("record", "host:99999", "-o", "x").isRefused("Invalid value for positional parameter at index 0"
                + " (PID|HOST:PORT): port=99999 is out of bounds: 1 to 65535 (loomscope record --help)");
    }

    @Test
    void refusesAKindThatItCannotFind() {
        CommandRun.of("report", "1", "--fail-on", "stuck-task,no-such")
                .isRefused("--fail-on: kind=no-such cannot be found by"
                        + " this version, it finds stuck-task, starvation-deadlock, lock-cycle,"
                        + " pool-saturated, blocking-in-compute-pool, carrier-pinned, never-yields, failed-silently,"
                        + " periodic-died (loomscope report --help)");
    }

    @Test
    void refusesAFormatThatItCannotWrite() {
        CommandRun.of("export", "x", "--to", "otlp", "-o", "y")
                .isRefused("--to otlp is not in this version: there is --to chrome (loomscope export --help)");
    }

    @Test
    void refusesAProcessThatIsNotThere() {
        long pid = Integer.MAX_VALUE - 7L;
        String message = "pid=" + pid + " does not exist: loomscope list shows the JVMs of this machine";
        CommandRun.of("attach", "" + pid).isRefused(message);
        CommandRun.of("detach", "" + pid).isRefused(message);
        CommandRun.of("report", "" + pid).isRefused(message);
        CommandRun.of("record", "" + pid, "-o", directory.resolve("r").toString()).isRefused(message);
        assertThat(directory.resolve("r")).doesNotExist();
    }

    @Test
    void refusesAProcessThatIsNotJavaAndLeavesItAlone() throws IOException {
        Process cat = new ProcessBuilder("cat").start();
        try {
            CommandRun.of("attach", "" + cat.pid())
                    .isRefused("pid=" + cat.pid()
                            + " is not a Java process: loomscope list shows the JVMs of this machine");
            assertThat(cat.isAlive()).isTrue();
        } finally {
            cat.destroy();
        }
    }

    @Test
    void refusesItself() {
        long pid = ProcessHandle.current().pid();
        CommandRun.of("attach", "" + pid).isRefused("pid=" + pid + " is Loomscope itself: name another JVM");
    }

    @Test
    void saysThatAJvmRefusesAttach() throws IOException {
        try (ChildJvm child = ChildJvm.waiting(directory, ChildJvm.java25(), "Deaf", "-XX:+DisableAttachMechanism")) {
            CommandRun.of("attach", "" + child.pid()).isRefused("pid=" + child.pid() + " takes no part in attach"
                    + " (-XX:+DisableAttachMechanism or -Xrs): start it with -javaagent:loomscope-agent.jar instead");
            assertThat(child.process().isAlive()).isTrue();
        }
    }

    @Test
    void hasNothingToDetachWhereThereIsNoAgent() throws IOException {
        try (ChildJvm child = ChildJvm.waiting(directory, ChildJvm.java25(), "Plain")) {
            CommandRun.of("detach", "" + child.pid())
                    .isRefused("pid=" + child.pid() + " has no agent: there is nothing to detach");
        }
    }

    @Test
    void refusesAFileThatItMayNotWrite() throws IOException {
        Path there = Files.writeString(directory.resolve("there"), "precious");
        CommandRun.of("record", "1", "-o", there.toString())
                .isRefused(there + " exists already: name another file or add --force to replace it");
        CommandRun.of("record", "1", "-o", directory.toString())
                .isRefused(directory + " is a directory: name a file in it");
        Path nowhere = directory.resolve("no").resolve("where");
        CommandRun.of("record", "1", "-o", nowhere.toString())
                .isRefused(nowhere + " cannot be written: its directory does not exist");
        assertThat(there).hasContent("precious");
    }

    @Test
    void showsWhereOnlyToThoseWhoAsk() {
        CommandRun quiet = CommandRun.of("attach", "" + (Integer.MAX_VALUE - 7L));
        CommandRun verbose = CommandRun.of("attach", "--verbose", "" + (Integer.MAX_VALUE - 7L));

        assertThat(quiet.err()).doesNotContain("\tat ");
        assertThat(verbose.code()).isEqualTo(2);
        assertThat(verbose.err()).startsWith(quiet.err().strip()).contains("BadInputException", "\tat dev.loomscope");
    }

    @Test
    void listsJvms() throws IOException {
        try (ChildJvm child = ChildJvm.waiting(directory, ChildJvm.java17(), "Listed");
                ChildJvm deaf = ChildJvm.waiting(directory, ChildJvm.java25(), "Deaf", "-XX:+DisableAttachMechanism")) {
            CommandRun text = CommandRun.of("list");
            assertThat(text.code()).isEqualTo(0);
            assertThat(text.out().lines().filter(line -> line.strip().startsWith(child.pid() + " "))).singleElement()
                    .asString()
                    .contains("Listed", "17.", System.getProperty("user.name")).endsWith("yes");

            JsonNode jvms = new ObjectMapper().readTree(CommandRun.of("list", "--json").out());
            JsonNode plain = jvm(jvms, child.pid());
            assertThat(plain.path("main").asText()).isEqualTo("Listed");
            assertThat(plain.path("agentLive").asBoolean(true)).isFalse();
            assertThat(plain.path("attachable").asBoolean()).isTrue();
            assertThat(jvm(jvms, deaf.pid()).path("attachable").asBoolean(true)).isFalse();
        }
    }

    private static JsonNode jvm(JsonNode jvms, long pid) {
        return StreamSupport.stream(jvms.spliterator(), false).filter(jvm -> jvm.path("pid").asLong() == pid)
                .findFirst()
                .orElseThrow();
    }
}
