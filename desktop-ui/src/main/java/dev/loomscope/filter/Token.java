package dev.loomscope.filter;

import java.util.ArrayList;
import java.util.List;

/**
 * A piece of a filter's text between blanks; quotes keep blanks together.
 *
 * @param open a quote in it is not closed
 */
record Token(String text, int begin, int end, boolean open) {

    static List<Token> split(String text) {
        List<Token> tokens = new ArrayList<>();
        boolean quoted = false;
        int begin = -1;
        for (int i = 0; i <= text.length(); i++) {
            boolean ends = i == text.length() || (Character.isWhitespace(text.charAt(i)) && !quoted);
            if (ends && begin >= 0) {
                tokens.add(new Token(text.substring(begin, i), begin, i, quoted));
                begin = -1;
            } else if (!ends) {
                begin = begin < 0 ? i : begin;
                quoted ^= text.charAt(i) == '"';
            }
        }
        return tokens;
    }

    /** Whether it is turned round by a sign before it. */
    boolean isNot() {
        return text.length() > 1 && text.charAt(0) == '-';
    }

    /** The first colon or sign of a comparison behind at least a letter and outside of quotes, or -1. */
    int split() {
        int from = isNot() ? 1 : 0;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                return -1;
            }
            if (i > from && (c == ':' || "<>=".indexOf(c) >= 0)) {
                return i;
            }
        }
        return -1;
    }

    /** A part of it, at its own place. */
    Token part(int from, int to) {
        return new Token(text.substring(from, to), begin + from, begin + to, open);
    }

    /** Its parts between commas, which quotes keep together. */
    List<Token> list() {
        List<Token> parts = new ArrayList<>();
        boolean quoted = false;
        int from = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || (text.charAt(i) == ',' && !quoted)) {
                parts.add(part(from, i));
                from = i + 1;
            } else {
                quoted ^= text.charAt(i) == '"';
            }
        }
        return parts;
    }

    String withoutQuotes() {
        return text.replace("\"", "");
    }
}
