package dev.loomscope.agent.sample;

import java.util.ArrayList;
import java.util.List;

/** What is too long to be passed on whole: its begin, with a sign at its end that something is missing. */
final class Shortened {
    private static final String SIGN = "\u2026";

    private Shortened() {}

    /** A text of at most {@code longest} characters, the sign included. */
    static String text(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        int end = longest - SIGN.length();
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + SIGN;
    }

    /** The topmost frames of a stack; where there are more than {@code most}, the sign stands for those. */
    static List<String> frames(StackTraceElement[] stack, int most) {
        List<String> frames = new ArrayList<>();
        for (int i = 0; i < stack.length && i < most; i++) {
            frames.add(StackLook.format(stack[i]));
        }
        if (stack.length > most) {
            frames.add(SIGN);
        }
        return frames;
    }
}
