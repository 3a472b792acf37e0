package dev.loomscope.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** An endpoint is found by its process, and by no other that had its number. */
class EndpointsTest {
    private static final long PID = ProcessHandle.current().pid();
    private static final String USER = "somebody";

    @TempDir
    private Path temporary;

    private void file(long startWallMs) throws IOException {
        Path directory = Files.createDirectories(temporary.resolve("loomscope-" + USER));
        Files.writeString(directory.resolve(PID + ".json"), """
                {"pid":%d,"uuid":"%s","port":4711,"host":"127.0.0.1","token":"%s","startWallMs":%d}"""
                .formatted(PID, new UUID(4, 2), "ab".repeat(32), startWallMs));
    }

    private static long started() {
        return ProcessHandle.current().info().startInstant().orElseThrow().toEpochMilli();
    }

    @Test
    void findsWhatTheProcessItselfWrote() throws IOException {
        file(started());

        assertThat(Endpoints.find(PID, USER, temporary).map(Endpoint::port)).contains(4711);
    }

    @Test
    void findsAnAgentThatKnowsNoStartButItsOwn() throws IOException {
        file(started() + 86_400_000);

        assertThat(Endpoints.find(PID, USER, temporary)).isPresent();
    }

    @Test
    void passesOverWhatAnEarlierProcessOfThatNumberLeft() throws IOException {
        file(started() - 86_400_000);

        assertThat(Endpoints.find(PID, USER, temporary)).isEmpty();
    }
}
