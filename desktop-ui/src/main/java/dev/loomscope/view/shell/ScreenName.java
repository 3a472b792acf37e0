package dev.loomscope.view.shell;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The screens that there are pictures of: the views of a session, and what lies over or before them. */
public enum ScreenName {
    TIMELINE(ViewName.TIMELINE),
    TASKS(ViewName.TASKS),
    POOLS(ViewName.POOLS),
    FINDINGS(ViewName.FINDINGS),
    TASK(ViewName.TASKS),
    HOOKS(ViewName.TIMELINE),
    SETTINGS(ViewName.TIMELINE),
    KEYS(ViewName.TIMELINE),
    START(ViewName.TIMELINE);

    private final ViewName view;

    ScreenName(ViewName view) {
        this.view = view;
    }

    /** The view of a session that it shows, or lies over. */
    ViewName view() {
        return view;
    }

    /** What commands call it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The screen with this word. */
    public static Optional<ScreenName> of(String word) {
        return Arrays.stream(values()).filter(screen -> screen.word().equals(word)).findFirst();
    }

    /** All words, for messages. */
    public static String words() {
        return Arrays.stream(values()).map(ScreenName::word).collect(Collectors.joining(", "));
    }
}
