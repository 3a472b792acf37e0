package dev.loomscope.insight;

import java.util.Locale;

/** Figures as people read them. */
final class Units {
    private static final double US = 1e3;
    private static final double MS = 1e6;
    private static final double S = 1e9;

    private Units() {}

    /** A duration in ns, such as {@code 12.4 s}, {@code 85 ms}, {@code 3.1 µs}. */
    static String duration(long ns) {
        if (ns >= 120 * S) {
            long seconds = Math.round(ns / S);
            return seconds / 60 + " min " + seconds % 60 + " s";
        }
        if (ns >= S) {
            return number(ns / S) + " s";
        }
        return ns >= MS ? number(ns / MS) + " ms" : ns >= US ? number(ns / US) + " µs" : ns + " ns";
    }

    /** A part of a whole, such as {@code 87 %}. */
    static String percent(double part) {
        return Math.round(part * 100) + " %";
    }

    /** About three digits. */
    static String number(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%.2f" : value < 100 ? "%.1f" : "%.0f", value);
    }

    static double micros(long ns) {
        return ns / US;
    }

    static double millis(long ns) {
        return ns / MS;
    }
}
