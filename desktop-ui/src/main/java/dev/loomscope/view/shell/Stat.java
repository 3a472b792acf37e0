package dev.loomscope.view.shell;

/**
 * A figure on a card.
 *
 * @param note a few words beside it, empty for none
 * @param tone how the note is coloured
 */
record Stat(String name, String value, String note, Tone tone) {
    /** What a note means. */
    enum Tone {
        FAINT("faint"),
        GOOD("good"),
        WARNING("warning"),
        BAD("bad");

        private final String style;

        Tone(String style) {
            this.style = style;
        }

        String style() {
            return style;
        }
    }
}
