package dev.loomscope.view.shell;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;

import dev.loomscope.insight.Thresholds;
import dev.loomscope.view.settings.Appearance;
import dev.loomscope.view.settings.Key;
import dev.loomscope.view.settings.Keys;
import dev.loomscope.view.settings.Store;
import dev.loomscope.view.settings.ThresholdKeys;
import dev.loomscope.view.theme.Theme;

/**
 * What the user chose and what is remembered: a {@link Store} with the few values that follow from others. The window's thread
 * owns it.
 */
public final class Settings {
    private static final int MOST_RECENT = 12;

    private final Store store;
    private final ObjectProperty<Theme> system = new SimpleObjectProperty<>(this, "system", Theme.DARK);
    private final ObjectProperty<Theme> theme = new SimpleObjectProperty<>(this, "theme", Theme.DARK);
    private final ObjectProperty<Thresholds> thresholds;
    private final ObservableList<Path> recent = FXCollections.observableArrayList();

    private Settings(Store store) {
        this.store = store;
        thresholds = new SimpleObjectProperty<>(this, "thresholds", ThresholdKeys.read(store));
        thresholds.subscribe((_, now) -> {
            ThresholdKeys.write(store, now);
            save();
        });
        theme.set(appearanceProperty().get().theme(system.get()));
        appearanceProperty().subscribe((_, chosen) -> {
            theme.set(chosen.theme(system.get()));
            save();
        });
        system.subscribe(now -> theme.set(appearanceProperty().get().theme(now)));
        theme.subscribe((_, now) -> {
            if (appearanceProperty().get().theme(system.get()) != now) {
                appearanceProperty().set(Appearance.of(now));
            }
        });
        store.property(Keys.FILTERS).subscribe((_, _) -> save());
        store.get(Keys.RECORDINGS).forEach(text -> path(text).ifPresent(recent::add));
        recent.addListener((ListChangeListener<Path>) _ -> {
            store.set(Keys.RECORDINGS, recent.stream().map(Path::toString).toList());
            save();
        });
    }

    /** The first choices, kept nowhere. */
    public static Settings fresh() {
        return new Settings(Store.fresh());
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
        return new Settings(Store.read(file));
    }

    /** Where all of it is kept. */
    public Store store() {
        return store;
    }

    /** One of the values that are kept. */
    public <T> ObjectProperty<T> property(Key<T> key) {
        return store.property(key);
    }

    /** Writes what changed. */
    public void save() {
        store.save();
    }

    /** Which look was chosen. */
    public ObjectProperty<Appearance> appearanceProperty() {
        return store.property(Keys.THEME);
    }

    /** The look that the system has. */
    public ObjectProperty<Theme> systemProperty() {
        return system;
    }

    /** The look of every window; setting it chooses it. */
    public ObjectProperty<Theme> themeProperty() {
        return theme;
    }

    /** From where on something is a finding. */
    public ObjectProperty<Thresholds> thresholdsProperty() {
        return thresholds;
    }

    /** What the history of a session that is opened from now on may take, in bytes. */
    public long memory() {
        return store.get(Keys.MEMORY) << 20;
    }

    /** Recordings that were opened, the last one first; they may be gone by now. */
    public ObservableList<Path> recent() {
        return recent;
    }

    /** Remembers that a recording was opened or made. */
    public void opened(Path recording) {
        Path path = recording.toAbsolutePath().normalize();
        List<Path> next = new ArrayList<>(recent);
        next.remove(path);
        next.addFirst(path);
        recent.setAll(next.subList(0, Math.min(MOST_RECENT, next.size())));
    }

    /** Remembers that a program was attached to. */
    public void attached(String program) {
        store.set(Keys.PROGRAMS, Stream.concat(Stream.of(program), store.get(Keys.PROGRAMS).stream()).distinct()
                .limit(MOST_RECENT).toList());
        save();
    }

    /** Forgets which recordings were opened and which programs were attached to. */
    public void forgetRecent() {
        recent.clear();
        store.set(Keys.PROGRAMS, List.of());
        store.set(Keys.FILTERS, List.of());
        save();
    }

    /** Forgets where the window stands and how it is divided. */
    public void forgetLayout() {
        for (Key<Double> part : List.of(Keys.TIMELINE_PART, Keys.STORY_PART, Keys.TABLE_PART, Keys.POOLS_PART)) {
            store.set(part, part.usual());
        }
        store.set(Keys.WINDOW, List.of());
        store.set(Keys.MAXIMIZED, false);
        store.set(Keys.STORY_ASIDE, false);
        store.set(Keys.COLUMNS, Keys.COLUMNS.usual());
        store.set(Keys.ARRANGEMENT, Keys.ARRANGEMENT.usual());
        store.set(Keys.VIEW, Keys.VIEW.usual());
        save();
    }

    private static Optional<Path> path(String text) {
        try {
            return Optional.of(Path.of(text));
        } catch (InvalidPathException _) {
            return Optional.empty();
        }
    }
}
