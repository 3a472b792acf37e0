package dev.loomscope.command;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

import dev.loomscope.export.SmallStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** What record and report make of what listens at an address: an agent, something else, nobody. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class LiveInputTest {
    @TempDir
    private Path directory;

    @Test
    void recordsAStreamUntilItEnds() throws IOException {
        Path file = directory.resolve("shop.loomscope");
        try (FakeAgent agent = FakeAgent.playing(SmallStream.shop().end(101 * SmallStream.MS, "exit").bytes())) {
            CommandRun run = CommandRun.of("record", agent.address(), "--token", FakeAgent.tokenHex(), "-o",
                    file.toString());

            assertThat(run.err()).isEmpty();
            assertThat(run.code()).isEqualTo(0);
            assertThat(run.out()).startsWith("recorded ").contains(" 7 dropped into " + file + ": the JVM ended");
        }
        assertThat(CommandRun.of("report", file.toString()).code()).isEqualTo(0);
        assertThat(CommandRun.of("report", "--json", file.toString()).out()).contains("\"main\" : \"com.acme.Shop\"");
    }

    @Test
    void stopsAtTheTimeThatWasGiven() throws IOException {
        Path file = directory.resolve("endless.loomscope");
        try (FakeAgent agent = FakeAgent.talking(out -> {
            out.write(SmallStream.shop().bytes());
            out.flush();
            Thread.sleep(60_000);
        })) {
            CommandRun run = CommandRun.of("record", agent.address(), "--token", FakeAgent.tokenHex(), "-o",
                    file.toString(),
                    "--for", "1s");

            assertThat(run.err()).isEmpty();
            assertThat(run.code()).isEqualTo(0);
            assertThat(run.out()).endsWith(": --for is over" + System.lineSeparator());
        }
        assertThat(CommandRun.of("report", file.toString()).err()).isEmpty();
    }

    @Test
    void stopsAtTheSizeThatWasGiven() throws IOException {
        Path file = directory.resolve("small.loomscope");
        try (FakeAgent agent = FakeAgent.talking(out -> {
            SmallStream stream = SmallStream.shop();
            for (int i = 1; i < 2_000; i++) {
                stream.json(dev.loomscope.protocol.FrameType.SAMPLE, (100 + i) * SmallStream.MS,
                        "{\"time\":" + (100 + i) * SmallStream.MS + ",\"pools\":[]}");
            }
            out.write(stream.bytes());
            out.flush();
            Thread.sleep(60_000);
        })) {
            CommandRun run = CommandRun.of("record", agent.address(), "--token", FakeAgent.tokenHex(), "-o",
                    file.toString(),
                    "--max-size", "32k");

            assertThat(run.code()).isEqualTo(0);
            assertThat(run.out()).endsWith(": --max-size is reached" + System.lineSeparator());
        }
        assertThat(Files.size(file)).isLessThanOrEqualTo(32 << 10);
        assertThat(CommandRun.of("report", file.toString()).err()).isEmpty();
    }

    @Test
    void replacesAFileOnlyWhenToldTo() throws IOException {
        Path file = Files.writeString(directory.resolve("there"), "precious");
        try (FakeAgent agent = FakeAgent.playing(SmallStream.shop().end(101 * SmallStream.MS, "exit").bytes())) {
            String[] record = {"record", agent.address(), "--token", FakeAgent.tokenHex(), "-o", file.toString()};
            CommandRun.of(record).isRefused(file + " exists already: name another file or add --force to replace it");
            assertThat(file).hasContent("precious");

            String[] forced = Arrays.copyOf(record, record.length + 1);
            forced[record.length] = "--force";
            assertThat(CommandRun.of(forced).code()).isEqualTo(0);
        }
        assertThat(CommandRun.of("report", file.toString()).code()).isEqualTo(0);
    }

    @Test
    void readsTheTokenFromAFile() throws IOException {
        Path token = Files.writeString(directory.resolve("token"), FakeAgent.tokenHex() + "\n");
        Path file = directory.resolve("shop.loomscope");
        try (FakeAgent agent = FakeAgent.playing(SmallStream.shop().end(101 * SmallStream.MS, "exit").bytes())) {
            assertThat(CommandRun.of("record", agent.address(), "--token-file", token.toString(), "-o", file.toString())
                    .code())
                    .isEqualTo(0);
        }
    }

    @Test
    void refusesAWrongToken() throws IOException {
        try (FakeAgent agent = FakeAgent.playing(SmallStream.shop().bytes())) {
            String wrong = "00".repeat(32);
            refused(agent.address(), "token", "report", agent.address(), "--token", wrong);
            refused(agent.address(), "token", "record", agent.address(), "--token", wrong, "-o", output());
        }
        assertThat(Path.of(output())).doesNotExist();
    }

    @Test
    void refusesATokenThatIsNone() {
        CommandRun.of("report", "127.0.0.1:1", "--token", "abc")
                .isRefused("the token is not 64 hex digits: copy it whole"
                        + " from the agent's endpoint file or token file");
        Path absent = directory.resolve("absent");
        CommandRun.of("report", "127.0.0.1:1", "--token-file", absent.toString())
                .isRefused("token-file=" + absent + " is no file with a token");
        CommandRun.of("report", "127.0.0.1:1")
                .isRefused("127.0.0.1:1 is no agent of this user's: give its token with --token-file or --token");
    }

    @Test
    void saysWhenSomethingElseAnswers() throws IOException {
        try (FakeAgent web = FakeAgent.stranger(client -> {
            client.getInputStream().read(new byte[8]);
            client.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        })) {
            refused(web.address(), "", "report", web.address(), "--token", FakeAgent.tokenHex());
            refused(web.address(), "", "record", web.address(), "--token", FakeAgent.tokenHex(), "-o", output());
        }
        assertThat(Path.of(output())).doesNotExist();
    }

    @Test
    void saysWhenSomethingListensAndNeverAnswers() throws IOException {
        try (FakeAgent silent = FakeAgent.stranger(_ -> Thread.sleep(60_000))) {
            refused(silent.address(), "", "report", silent.address(), "--token", FakeAgent.tokenHex());
        }
    }

    @Test
    void refusesAnotherMajorVersion() throws IOException {
        byte[] later = SmallStream.shop().bytes();
        later[9] = 2;
        try (FakeAgent agent = FakeAgent.playing(later)) {
            refused(agent.address(), "version 2", "report", agent.address(), "--token", FakeAgent.tokenHex());
        }
    }

    @Test
    void saysWhenNobodyListens() throws IOException {
        int port;
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = server.getLocalPort();
        }
        String address = "127.0.0.1:" + port;
        refused(address, "", "report", address, "--token", FakeAgent.tokenHex());
        refused(address, "", "record", address, "--token", FakeAgent.tokenHex(), "-o", output());
        refused("no-such-host.invalid", "", "report", "no-such-host.invalid:80", "--token", FakeAgent.tokenHex());
    }

    private static void refused(String address, String why, String... command) {
        CommandRun run = CommandRun.of(command);
        assertThat(run.code()).as(run.err()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("loomscope: ").contains(address, why).hasLineCount(1)
                .doesNotContain("unexpectedly");
    }

    private String output() {
        return directory.resolve("output").toString();
    }
}
