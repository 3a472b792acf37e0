package dev.loomscope.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.loomscope.protocol.PidSpace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Of what lies in the directory of endpoint files only what is known to be nobody's any more is removed. */
class StaleEndpointsTest {
    private static final String HERE = "boot pid:[1]";

    @TempDir
    private Path directory;

    private Path file(long pid, String space, long startWallMs) throws IOException {
        return Files.writeString(directory.resolve(pid + ".json"), "{\"pid\":" + pid + ",\"startWallMs\":"
                + startWallMs + ",\"" + PidSpace.FIELD + "\":\"" + space + "\"}");
    }

    @Test
    void onlyFilesOfProcessesThatAreGoneGo() throws Exception {
        Process ended = new ProcessBuilder("true").start();
        ended.waitFor();
        Process other = new ProcessBuilder("sleep", "600").start();
        try {
            long self = ProcessHandle.current().pid();
            long started = ProcessHandle.current().info().startInstant().orElseThrow().toEpochMilli();
            Path dead = file(ended.pid(), HERE, started);
            Path reused = file(other.pid(), HERE, 1_000_000_000_000L);
            Path live = file(self, HERE, started);
            Path elsewhere = file(Long.MAX_VALUE / 100, "boot pid:[2]", started);
            Path garbage = Files.writeString(directory.resolve(Long.MAX_VALUE / 101 + ".json"), "{");
            Path victim = Files.writeString(directory.resolve("victim"), "precious");
            Path link = Files.createSymbolicLink(directory.resolve(Long.MAX_VALUE / 102 + ".json"), victim);

            StaleEndpoints.remove(directory, HERE);

            assertThat(dead).doesNotExist();
            assertThat(reused).doesNotExist();
            assertThat(live).exists();
            assertThat(elsewhere).exists();
            assertThat(garbage).exists();
            assertThat(link).isSymbolicLink();
            assertThat(victim).hasContent("precious");
        } finally {
            other.destroy();
        }
    }

    @Test
    void nothingGoesWhereNobodyKnowsWhosePidsTheseAre() throws Exception {
        Path file = file(Long.MAX_VALUE / 100, "", 0);

        StaleEndpoints.remove(directory, "");
        StaleEndpoints.remove(directory.resolve("absent"), HERE);

        assertThat(file).exists();
    }
}
