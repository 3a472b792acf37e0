package dev.loomscope.attach;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

class PerfDataTest {
    @TempDir
    private Path directory;

    @Test
    void readsARealJvmsCounters() throws IOException {
        try (ChildJvm child = ChildJvm.waiting(directory, ChildJvm.java17(), "Counted")) {
            PerfData data = PerfData.parse(counters(child)).orElseThrow();

            assertThat(data.command()).isEqualTo("Counted");
            assertThat(data.jdk()).startsWith("17.");
            assertThat(data.attachable()).isTrue();
            assertThat(data.text("no.such.counter")).isEmpty();
        }
    }

    @Test
    void refusesWhatIsNoCountersFile() {
        assertThat(PerfData.parse(new byte[0])).isEmpty();
        assertThat(PerfData.parse("#!/bin/sh\nexit 0\n and more than thirty-two bytes".getBytes())).isEmpty();
        assertThat(PerfData.read(directory.resolve("absent"))).isEmpty();
    }

    @Test
    void survivesCutAndDamagedFiles() throws IOException {
        byte[] whole;
        try (ChildJvm child = ChildJvm.waiting(directory, ChildJvm.java25(), "Damaged")) {
            whole = counters(child);
        }
        Random random = new Random(7);
        for (int round = 0; round < 2_000; round++) {
            byte[] bytes = Arrays.copyOf(whole, 32 + random.nextInt(whole.length - 32));
            for (int hit = 0; hit < 20; hit++) {
                ByteBuffer.wrap(bytes).put(4 + random.nextInt(bytes.length - 4), (byte) random.nextInt());
            }
            assertThatCode(() -> PerfData.parse(bytes)).doesNotThrowAnyException();
        }
    }

    private static byte[] counters(ChildJvm child) throws IOException {
        Path file = Path.of("/tmp", "hsperfdata_" + System.getProperty("user.name"), Long.toString(child.pid()));
        return Files.readAllBytes(file);
    }
}
