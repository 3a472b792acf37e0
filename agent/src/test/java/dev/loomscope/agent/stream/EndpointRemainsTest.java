package dev.loomscope.agent.stream;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.loomscope.protocol.PidSpace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Of what lies in the directory of endpoint files only what processes of this machine left behind is removed. */
class EndpointRemainsTest {
    private static final String HERE = "boot pid:[1]";

    @TempDir
    private Path directory;

    private static long pidOfNobody() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "--version").start();
        process.waitFor();
        return process.pid();
    }

    private Path file(String name, String world) throws IOException {
        return Files.write(
                directory.resolve(name),
                new JsonWriter().number("pid", 1).string(PidSpace.FIELD, world).bytes());
    }

    @Test
    void onlyFilesOfDeadProcessesOfThisMachineGo() throws Exception {
        long dead = pidOfNobody();
        Path stale = file(dead + ".json", HERE);
        Path draft = file(dead + "-123.tmp", HERE);
        Path elsewhere = file(Long.MAX_VALUE / 100 + ".json", "boot pid:[2]");
        Path live = file(ProcessHandle.current().pid() + ".json", HERE);
        Path foreign = file("notes.json", HERE);
        Path garbage = Files.writeString(directory.resolve(Long.MAX_VALUE / 101 + ".json"), "{");
        Path victim = Files.writeString(directory.resolve("victim"), "precious");
        Path link = Files.createSymbolicLink(directory.resolve(Long.MAX_VALUE / 102 + ".json"), victim);

        EndpointRemains.remove(directory, HERE);

        assertThat(stale).doesNotExist();
        assertThat(draft).doesNotExist();
        assertThat(elsewhere).exists();
        assertThat(live).exists();
        assertThat(foreign).exists();
        assertThat(garbage).exists();
        assertThat(link).isSymbolicLink();
        assertThat(victim).hasContent("precious");
    }

    @Test
    void aDirectoryThatIsNotThereIsNoFault() {
        EndpointRemains.remove(directory.resolve("absent"), HERE);
    }

    @Test
    void thisMachineHasAName() {
        assertThat(PidSpace.here()).isEqualTo(PidSpace.here()).contains("pid:[");
    }
}
