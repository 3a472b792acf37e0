package dev.loomscope.attach;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import dev.loomscope.protocol.BadInputException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The jars that the classes carry once they are packaged, laid down as files. */
class CarriedJarIT {
    private static final String TEMPORARY = "java.io.tmpdir";
    private static final String OVERRIDE = "loomscope.agent.jar";

    @TempDir
    private Path directory;

    private final String temporaryBefore = System.getProperty(TEMPORARY);
    private final String overrideBefore = System.getProperty(OVERRIDE);

    @BeforeEach
    void useWhatIsCarried() {
        System.setProperty(TEMPORARY, directory.toString());
        System.clearProperty(OVERRIDE);
    }

    @AfterEach
    void restore() {
        System.setProperty(TEMPORARY, temporaryBefore);
        System.setProperty(OVERRIDE, overrideBefore);
    }

    @Test
    void liesInADirectoryThatOnlyTheUserSees() throws IOException {
        Path jar = CarriedJar.AGENT.file(false);

        assertThat(jar).hasSameBinaryContentAs(Path.of(overrideBefore));
        assertThat(Files.getPosixFilePermissions(jar.getParent()))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void canBeReadByOthersWhereItMust() throws IOException {
        Path jar = CarriedJar.AGENT.file(true);

        assertThat(Files.getPosixFilePermissions(jar)).isEqualTo(PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(Files.getPosixFilePermissions(jar.getParent()))
                .isEqualTo(PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void isLaidDownOnceAndMendedWhenDamaged() throws IOException {
        Path first = CarriedJar.AGENT.file(false);
        Object key = Files.readAttributes(first, java.nio.file.attribute.BasicFileAttributes.class).fileKey();
        assertThat(CarriedJar.AGENT.file(false)).isEqualTo(first);
        assertThat(Files.readAttributes(first, java.nio.file.attribute.BasicFileAttributes.class).fileKey())
                .isEqualTo(key);

        Files.writeString(first, "cut");
        assertThat(CarriedJar.AGENT.file(false)).isEqualTo(first).hasSameBinaryContentAs(Path.of(overrideBefore));
        try (var files = Files.list(first.getParent())) {
            assertThat(files).containsExactly(first);
        }
    }

    @Test
    void staysOutOfADirectoryThatOthersCanWrite() throws IOException {
        Path open = Files.createDirectory(directory.resolve("loomscope-" + System.getProperty("user.name")));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));

        assertThatThrownBy(() -> CarriedJar.AGENT.file(false)).isInstanceOf(BadInputException.class)
                .hasMessageContaining(open + " is not for this user alone to write");
    }
}
