package dev.loomscope.view.shell;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

import dev.loomscope.insight.Insight;
import dev.loomscope.insight.Thresholds;
import dev.loomscope.view.settings.Appearance;
import dev.loomscope.view.settings.Keys;
import dev.loomscope.view.settings.ThresholdKeys;
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
        Path gone = directory.resolve("gone, by now.loomscope");
        Settings settings = Settings.read(file);
        settings.themeProperty().set(Theme.LIGHT);
        settings.property(Keys.CLOCK).set(true);
        settings.thresholdsProperty()
                .set(Thresholds.DEFAULT.withStuckAfter(Duration.ofMillis(750)).withSaturatedFraction(0.25)
                        .withOff(Set.of("pool-saturated")));
        settings.opened(recording);
        settings.opened(gone);
        settings.attached("com.acme.Shop");

        Settings again = Settings.read(file);
        assertThat(again.themeProperty().get()).isEqualTo(Theme.LIGHT);
        assertThat(again.store().get(Keys.CLOCK)).isTrue();
        assertThat(again.thresholdsProperty().get()).isEqualTo(settings.thresholdsProperty().get());
        assertThat(again.recent()).containsExactly(gone.toAbsolutePath(), recording.toAbsolutePath());
        assertThat(again.store().get(Keys.PROGRAMS)).containsExactly("com.acme.Shop");

        again.forgetRecent();
        assertThat(Settings.read(file).recent()).isEmpty();
    }

    @Test
    void aDamagedFileLeavesTheFirstChoices() throws Exception {
        Path file = Files.writeString(directory.resolve("desktop.properties"),
                "stuck-after-ms=-5\nsize-percent=900\nmemory-mib=1\nwindow=1,2,x");

        Settings settings = Settings.read(file);
        assertThat(settings.thresholdsProperty().get()).isEqualTo(Thresholds.DEFAULT);
        assertThat(settings.property(Keys.SIZE).get()).isEqualTo(100);
        assertThat(settings.memory()).isEqualTo(1L << 30);
        assertThat(WindowPlace.parse(settings.store().get(Keys.WINDOW))).isNull();
    }

    @Test
    void theSystemsLookIsFollowedForAsLongAsItIsWanted() {
        Settings settings = Settings.fresh();
        settings.appearanceProperty().set(Appearance.SYSTEM);
        settings.systemProperty().set(Theme.LIGHT);
        assertThat(settings.themeProperty().get()).isEqualTo(Theme.LIGHT);

        settings.themeProperty().set(Theme.DARK);
        assertThat(settings.appearanceProperty().get()).isEqualTo(Appearance.DARK);
        settings.systemProperty().set(Theme.DARK);
        settings.systemProperty().set(Theme.LIGHT);
        assertThat(settings.themeProperty().get()).isEqualTo(Theme.DARK);
    }

    @Test
    void textsThatMakeNoSenseAreRefusedWithWhatWould() {
        try (Workspace workspace = new Workspace(Settings.fresh(), Threads.here())) {
            Settings settings = Settings.fresh();
            SettingsViewModel model = new SettingsViewModel(settings, workspace);
            ThresholdKeys.Field stuck = model.fields("stuck-task").getFirst();

            assertThat(model.set(stuck, "soon")).isEqualTo("A whole number from 1 to 3600000 ms");
            assertThat(model.set(stuck, "0")).isEqualTo("A whole number from 1 to 3600000 ms");
            assertThat(settings.thresholdsProperty().get()).isEqualTo(Thresholds.DEFAULT);
            assertThat(model.set(stuck, " 1500 ")).isEmpty();
            assertThat(settings.thresholdsProperty().get().stuckAfter()).isEqualTo(Duration.ofMillis(1500));
            assertThat(model.isUsual("stuck-task")).isFalse();

            model.turn("stuck-task", false);
            assertThat(settings.thresholdsProperty().get().off()).containsExactly("stuck-task");
            model.reset("stuck-task");
            assertThat(settings.thresholdsProperty().get()).isEqualTo(Thresholds.DEFAULT);

            assertThat(model.setMemory("63")).startsWith("A whole number of MiB from 64 to ");
            assertThat(model.setMemory("256")).isEmpty();
            assertThat(settings.memory()).isEqualTo(256L << 20);
            assertThat(Insight.kinds()).allMatch(kind -> !model.meaning(kind).isEmpty());
        }
    }
}
