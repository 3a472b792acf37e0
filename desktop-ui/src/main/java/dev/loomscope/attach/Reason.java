package dev.loomscope.attach;

import org.jspecify.annotations.Nullable;

/** Why something failed, as it is told in one line. */
public final class Reason {
    private Reason() {}

    /** A message as one line. */
    public static String oneLine(@Nullable String text) {
        return text == null ? "no reason given" : text.strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
