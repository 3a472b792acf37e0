package dev.loomscope.view.timeline;

import java.util.Locale;

/** Lengths of time and places in time as people read them: three digits and the unit that fits. */
final class Durations {
    static final long MICRO = 1_000L;
    static final long MILLI = 1_000_000L;
    static final long SECOND = 1_000_000_000L;
    static final long MINUTE = 60 * SECOND;
    static final long HOUR = 60 * MINUTE;

    private Durations() {}

    /** A length in ns, such as {@code 4.21 ms} or {@code 2 min 03 s}. */
    static String text(long ns) {
        if (ns < 0) {
            return "-" + text(-ns);
        }
        if (ns < MICRO) {
            return ns + " ns";
        }
        if (ns < 999_500L) {
            return digits(ns, MICRO) + " µs";
        }
        if (ns < 999_500_000L) {
            return digits(ns, MILLI) + " ms";
        }
        if (ns < MINUTE) {
            return digits(ns, SECOND) + " s";
        }
        if (ns < HOUR) {
            return String.format(Locale.ROOT, "%d min %02d s", ns / MINUTE, ns % MINUTE / SECOND);
        }
        return String.format(Locale.ROOT, "%d h %02d min", ns / HOUR, ns % HOUR / MINUTE);
    }

    private static String digits(long ns, long unit) {
        double value = (double) ns / unit;
        int decimals = value < 9.995 ? 2 : value < 99.95 ? 1 : 0;
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }
}
