package dev.loomscope.filter;

import java.util.Locale;
import java.util.function.Predicate;

/** Text as somebody typed it, in any case; {@code *} stands for anything, and then the whole text has to match. */
public record TextPattern(String text) implements Predicate<String> {
    public TextPattern {
        text = text.toLowerCase(Locale.ROOT);
    }

    @Override
    public boolean test(String candidate) {
        return text.indexOf('*') < 0 ? contains(candidate) : glob(candidate.toLowerCase(Locale.ROOT), 0, 0);
    }

    /** Makes no other string of the candidate: a million names are looked at while somebody types. */
    private boolean contains(String candidate) {
        int length = text.length();
        if (length == 0) {
            return true;
        }
        char low = text.charAt(0);
        char high = Character.toUpperCase(low);
        for (int at = 0, last = candidate.length() - length; at <= last; at++) {
            char c = candidate.charAt(at);
            if ((c == low || c == high) && candidate.regionMatches(true, at, text, 0, length)) {
                return true;
            }
        }
        return false;
    }

    private boolean glob(String candidate, int at, int from) {
        int star = text.indexOf('*', from);
        if (star < 0) {
            return candidate.length() - at >= text.length() - from && candidate.endsWith(text.substring(from));
        }
        String part = text.substring(from, star);
        if (from == 0) {
            // A class is often written without its package: the first part may begin behind a dot.
            for (int start = 0; start >= 0; start = next(candidate, start)) {
                if (candidate.startsWith(part, start) && glob(candidate, start + part.length(), star + 1)) {
                    return true;
                }
            }
            return false;
        }
        int found = candidate.indexOf(part, at);
        return found >= 0 && glob(candidate, found + part.length(), star + 1);
    }

    private static int next(String candidate, int start) {
        int dot = candidate.indexOf('.', start);
        return dot < 0 ? -1 : dot + 1;
    }
}
