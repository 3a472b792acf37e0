package dev.loomscope.protocol;

/** What is too long to be passed on whole: its begin, with a sign at its end that something is missing. */
public final class Shortened {
    /** Stands at the end of what was cut, and behind the last frame of a stack that has more. */
    public static final String SIGN = "\u2026";

    private Shortened() {}

    /** A text of at most {@code longest} characters, the sign included. */
    public static String text(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        int end = longest - SIGN.length();
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + SIGN;
    }
}
