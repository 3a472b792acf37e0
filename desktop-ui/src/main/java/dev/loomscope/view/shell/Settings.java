package dev.loomscope.view.shell;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import dev.loomscope.insight.Thresholds;
import dev.loomscope.view.theme.Theme;
import org.jspecify.annotations.Nullable;

/**
 * What the user chose, and which recordings were opened last; kept in a file of properties. A file that cannot be read or
 * written costs the memory of it, never the work. The window's thread owns it.
 */
public final class Settings {
    private static final int MOST_RECENT = 8;
    private static final String THEME = "theme";
    private static final String CLOCK = "time-by-the-clock";
    private static final String STUCK_AFTER = "stuck-after-ms";
    private static final String SATURATED_FRACTION = "saturated-fraction";
    private static final String SATURATED_WAIT = "saturated-wait-ms";
    private static final String DEADLOCK_AFTER = "deadlock-after-ms";
    private static final String PINNED_AFTER = "pinned-after-ms";
    private static final String UNASKED_AFTER = "unasked-after-ms";
    private static final String BLOCKED_IN_COMPUTE = "blocked-in-compute-ms";
    private static final String OFF = "off";
    private static final String RECENT = "recent.";

    private final @Nullable Path file;
    private final ObjectProperty<Theme> theme = new SimpleObjectProperty<>(this, "theme", Theme.DARK);
    private final ObjectProperty<
            Thresholds> thresholds = new SimpleObjectProperty<>(this, "thresholds", Thresholds.DEFAULT);
    private final BooleanProperty wallTime = new SimpleBooleanProperty(this, "wallTime");
    private final ObservableList<Path> recent = FXCollections.observableArrayList();

    private Settings(@Nullable Path file) {
        this.file = file;
    }

    /** The first choices, kept nowhere. */
    public static Settings fresh() {
        return new Settings(null);
    }

    /** Of this user, from the usual place. */
    public static Settings ofUser() {
        String configured = System.getenv("XDG_CONFIG_HOME");
        Path home = configured == null || configured.isBlank()
                ? Path.of(System.getProperty("user.home"), ".config")
                : Path.of(configured);
        return read(home.resolve("loomscope").resolve("desktop.properties"));
    }

    /** From a file, which need not be there yet; written back whenever something changes. */
    public static Settings read(Path file) {
        Settings settings = new Settings(file);
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException _) {
            // Nothing was kept, or it is damaged: the first choices hold.
        }
        settings.take(properties);
        settings.theme.subscribe(_ -> settings.write());
        settings.wallTime.subscribe(_ -> settings.write());
        settings.thresholds.subscribe(_ -> settings.write());
        return settings;
    }

    /** The look of every window. */
    public ObjectProperty<Theme> themeProperty() {
        return theme;
    }

    /** Whether times are told as the clock stood, and not since watching began. */
    public BooleanProperty wallTimeProperty() {
        return wallTime;
    }

    /** From where on something is a finding. */
    public ObjectProperty<Thresholds> thresholdsProperty() {
        return thresholds;
    }

    /** Recordings that were opened, the last one first; files that are gone are left out. */
    public ObservableList<Path> recent() {
        return recent;
    }

    /** Remembers that a recording was opened or made. */
    public void opened(Path recording) {
        Path path = recording.toAbsolutePath().normalize();
        recent.remove(path);
        recent.addFirst(path);
        if (recent.size() > MOST_RECENT) {
            recent.remove(MOST_RECENT, recent.size());
        }
        write();
    }

    private void take(Properties from) {
        theme.set("light".equals(from.getProperty(THEME)) ? Theme.LIGHT : Theme.DARK);
        wallTime.set("true".equals(from.getProperty(CLOCK)));
        Thresholds usual = Thresholds.DEFAULT;
        thresholds.set(usual.withStuckAfter(millis(from, STUCK_AFTER, usual.stuckAfter()))
                .withSaturatedFraction(Math.clamp(
                        positive(from, SATURATED_FRACTION, Math.round(usual.saturatedFraction() * 100)) / 100.0, 0.01,
                        1))
                .withSaturatedWait(millis(from, SATURATED_WAIT, usual.saturatedWait()))
                .withDeadlockAfter(millis(from, DEADLOCK_AFTER, usual.deadlockAfter()))
                .withPinnedAfter(millis(from, PINNED_AFTER, usual.pinnedAfter()))
                .withUnaskedAfter(millis(from, UNASKED_AFTER, usual.unaskedAfter()))
                .withBlockedInCompute(millis(from, BLOCKED_IN_COMPUTE, usual.blockedInCompute()))
                .withOff(words(from.getProperty(OFF, ""))));
        for (int i = 0; i < MOST_RECENT; i++) {
            String path = from.getProperty(RECENT + i);
            if (path != null && Files.isRegularFile(Path.of(path))) {
                recent.add(Path.of(path));
            }
        }
    }

    private static Set<String> words(String text) {
        return text.isBlank() ? Set.of()
                : Set.of(text.split(",")).stream().map(String::strip).collect(Collectors.toSet());
    }

    private static Duration millis(Properties from, String name, Duration usual) {
        return Duration.ofMillis(positive(from, name, usual.toMillis()));
    }

    private static long positive(Properties from, String name, long usual) {
        try {
            long value = Long.parseLong(from.getProperty(name, ""));
            return value > 0 ? value : usual;
        } catch (NumberFormatException _) {
            return usual;
        }
    }

    private void write() {
        if (file == null) {
            return;
        }
        Properties properties = new Properties();
        Thresholds now = thresholds.get();
        properties.setProperty(THEME, theme.get() == Theme.LIGHT ? "light" : "dark");
        properties.setProperty(CLOCK, Boolean.toString(wallTime.get()));
        properties.setProperty(STUCK_AFTER, Long.toString(now.stuckAfter().toMillis()));
        properties.setProperty(SATURATED_FRACTION, Long.toString(Math.round(now.saturatedFraction() * 100)));
        properties.setProperty(SATURATED_WAIT, Long.toString(now.saturatedWait().toMillis()));
        properties.setProperty(DEADLOCK_AFTER, Long.toString(now.deadlockAfter().toMillis()));
        properties.setProperty(PINNED_AFTER, Long.toString(now.pinnedAfter().toMillis()));
        properties.setProperty(UNASKED_AFTER, Long.toString(now.unaskedAfter().toMillis()));
        properties.setProperty(BLOCKED_IN_COMPUTE, Long.toString(now.blockedInCompute().toMillis()));
        properties.setProperty(OFF, String.join(",", now.off()));
        List<Path> files = new ArrayList<>(recent);
        for (int i = 0; i < files.size(); i++) {
            properties.setProperty(RECENT + i, files.get(i).toString());
        }
        try {
            Path parent = file.getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            try (Writer writer = Files.newBufferedWriter(file)) {
                properties.store(writer, "Loomscope");
            }
        } catch (IOException _) {
            // Not kept this time; nothing else depends on it.
        }
    }
}
