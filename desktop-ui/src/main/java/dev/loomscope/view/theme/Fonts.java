package dev.loomscope.view.theme;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

import javafx.scene.text.Font;

/**
 * The two families of the window, carried in the jar: Inter for words, JetBrains Mono for figures and code. They must be
 * loaded before anything asks for them by name, or the toolkit quietly takes another family.
 */
public final class Fonts {
    /** Words. */
    public static final String TEXT = "Inter";

    /** Words that stand out: the toolkit does not find this weight through the family. */
    public static final String STRONG = "Inter SemiBold";

    /** Figures, code, names of threads. */
    public static final String MONO = "JetBrains Mono";

    private static final String[] FILES = {"Inter-Regular.otf", "Inter-SemiBold.otf", "JetBrainsMono-Regular.ttf",
            "JetBrainsMono-Bold.ttf"};

    private static boolean loaded;

    private Fonts() {}

    /** Loads the families, once. Any thread, before the first scene is built. */
    public static synchronized void load() {
        if (loaded) {
            return;
        }
        for (String file : FILES) {
            try (InputStream in = Fonts.class.getResourceAsStream("fonts/" + file)) {
                if (in == null || Font.loadFont(in, 12) == null) {
                    throw new IllegalStateException("font=" + file + " cannot be loaded");
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        loaded = true;
    }
}
