package dev.loomscope.view.shell;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

import dev.loomscope.insight.Thresholds;
import dev.loomscope.view.theme.Theme;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class SettingsTest {
    @TempDir
    private Path directory;

    @Test
    void choicesAreKept() throws Exception {
        Path file = directory.resolve("new").resolve("desktop.properties");
        Path recording = Files.createFile(directory.resolve("a.loomscope"));
        Settings settings = Settings.read(file);
        settings.themeProperty().set(Theme.LIGHT);
        settings.wallTimeProperty().set(true);
        settings.thresholdsProperty()
                .set(Thresholds.DEFAULT.withStuckAfter(Duration.ofMillis(750)).withOff(Set.of("pool-saturated")));
        settings.opened(recording);
        settings.opened(directory.resolve("gone.loomscope"));

        Settings again = Settings.read(file);
        assertThat(again.themeProperty().get()).isEqualTo(Theme.LIGHT);
        assertThat(again.wallTimeProperty().get()).isTrue();
        assertThat(again.thresholdsProperty().get()).isEqualTo(settings.thresholdsProperty().get());
        assertThat(again.recent()).containsExactly(recording.toAbsolutePath());
    }

    @Test
    void aDamagedFileLeavesTheFirstChoices() throws Exception {
        Path file = Files.writeString(directory.resolve("desktop.properties"), "stuck-after-ms=-5\ntheme=\\uZZZZ");

        assertThat(Settings.read(file).thresholdsProperty().get()).isEqualTo(Thresholds.DEFAULT);
    }
}
