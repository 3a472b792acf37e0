package dev.loomscope.view.settings;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;

import org.jspecify.annotations.Nullable;

/**
 * What is remembered, in one file of properties. The file is replaced whole or not at all; one that is damaged is put aside, one
 * of a later version is left as it is; either way the usual values hold and the work goes on. The window's thread owns it.
 */
public final class Store {
    /** Rises when what is written cannot be understood by what read it before. */
    static final int VERSION = 1;

    private static final String VERSION_NAME = "version";
    private static final long MOST_BYTES = 1 << 20;

    private final @Nullable Path file;
    private final Properties values = new Properties();
    private final Map<String, ObjectProperty<?>> properties = new HashMap<>();
    private boolean changed;
    private boolean damaged;
    private boolean foreign;
    private String problem = "";

    private Store(@Nullable Path file) {
        this.file = file;
    }

    /** Remembers for as long as it lives. */
    public static Store fresh() {
        return new Store(null);
    }

    /** From a file, which need not be there yet. */
    public static Store read(Path file) {
        Store store = new Store(file);
        if (Files.exists(file)) {
            store.load(file);
        }
        return store;
    }

    private void load(Path from) {
        try (Reader reader = Files.newBufferedReader(from)) {
            if (Files.size(from) > MOST_BYTES) {
                throw new IOException("it has more than " + MOST_BYTES + " bytes");
            }
            values.load(reader);
            int version = Integer.parseInt(values.getProperty(VERSION_NAME, "1"));
            foreign = version > VERSION;
            problem = foreign ? "settings file=" + from + " is of a later version=" + version
                    + ": it is left as it is, and nothing is kept" : "";
        } catch (IOException | IllegalArgumentException e) {
            damaged = true;
            problem = "settings file=" + from + " cannot be read: " + e.getMessage();
        }
        if (foreign || damaged) {
            values.clear();
        }
    }

    /** Where it is kept; null where it is not. */
    public @Nullable Path file() {
        return file;
    }

    /** Why the file was not read or written, one line; empty where nothing is wrong. */
    public String problem() {
        return problem;
    }

    public <T> T get(Key<T> key) {
        String text = values.getProperty(key.name());
        return text == null ? key.usual() : key.read(text);
    }

    /** Takes effect at once, and is written with the next {@link #save}. */
    public <T> void set(Key<T> key, T value) {
        ObjectProperty<T> property = known(key);
        if (property != null) {
            property.set(value);
        } else {
            put(key, value);
        }
    }

    /** The value as a property, the same one for each key. */
    public <T> ObjectProperty<T> property(Key<T> key) {
        ObjectProperty<T> known = known(key);
        if (known != null) {
            return known;
        }
        ObjectProperty<T> property = new SimpleObjectProperty<>(this, key.name(), get(key));
        property.addListener((_, _, value) -> put(key, value));
        properties.put(key.name(), property);
        return property;
    }

    @SuppressWarnings("unchecked")
    private <T> @Nullable ObjectProperty<T> known(Key<T> key) {
        return (ObjectProperty<T>) properties.get(key.name());
    }

    private <T> void put(Key<T> key, T value) {
        String text = key.write(value);
        if (!text.equals(values.setProperty(key.name(), text))) {
            changed = true;
        }
    }

    /** Writes what changed; what cannot be written is kept for the next time. */
    public void save() {
        Path to = file;
        if (to == null || !changed || foreign) {
            return;
        }
        try {
            Path parent = to.toAbsolutePath().getParent();
            Files.createDirectories(parent);
            if (damaged) {
                Files.move(to, to.resolveSibling(to.getFileName() + ".damaged"), StandardCopyOption.REPLACE_EXISTING);
                damaged = false;
            }
            Path next = Files.createTempFile(parent, ".desktop-", ".tmp");
            try {
                values.setProperty(VERSION_NAME, Integer.toString(VERSION));
                try (Writer writer = Files.newBufferedWriter(next)) {
                    values.store(writer, "Loomscope");
                }
                replace(next, to);
            } finally {
                Files.deleteIfExists(next);
            }
            changed = false;
            problem = "";
        } catch (IOException e) {
            problem = "settings file=" + to + " cannot be written: " + e.getMessage();
        }
    }

    private static void replace(Path next, Path file) throws IOException {
        try {
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException _) {
            Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
