package dev.loomscope.view.settings;

import dev.loomscope.view.theme.Theme;

/** Which look was chosen. */
public enum Appearance {
    SYSTEM("System"),
    DARK("Dark"),
    LIGHT("Light");

    private final String title;

    Appearance(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }

    /** The look that follows, where the system has this one. */
    public Theme theme(Theme system) {
        return switch (this) {
            case SYSTEM -> system;
            case DARK -> Theme.DARK;
            case LIGHT -> Theme.LIGHT;
        };
    }

    public static Appearance of(Theme theme) {
        return theme == Theme.LIGHT ? LIGHT : DARK;
    }
}
