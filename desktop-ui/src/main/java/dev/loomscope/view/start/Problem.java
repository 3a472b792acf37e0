package dev.loomscope.view.start;

import java.util.List;

/**
 * A step that failed, and what can be done now.
 *
 * @param says what happened, one line; empty where nothing did
 * @param ways the one that helps most first
 */
public record Problem(String says, List<Way> ways) {
    /** All went well. */
    static final Problem NONE = new Problem("", List.of());

    /** What can be done. */
    public enum Way {
        AGAIN("Try again"),
        TOKEN("Give its token"),
        OTHER_FILE("Open another …"),
        OPTION("Copy -javaagent option"),
        DISMISS("Dismiss");

        private final String words;

        Way(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    public boolean isNone() {
        return says.isEmpty();
    }
}
