package dev.loomscope.view.shell;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The views of a session. */
public enum ViewName {
    TIMELINE("Timeline"),
    TASKS("Tasks"),
    POOLS("Pools"),
    FINDINGS("Findings");

    private final String title;

    ViewName(String title) {
        this.title = title;
    }

    /** What the side bar calls it. */
    public String title() {
        return title;
    }

    /** What commands call it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The view with this word. */
    public static Optional<ViewName> of(String word) {
        return Arrays.stream(values()).filter(view -> view.word().equals(word)).findFirst();
    }
}
