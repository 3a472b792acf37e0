package dev.loomscope.command;

import java.util.Locale;

/** How figures are written for people on the command line. */
final class Figures {
    private static final String[] UNITS = {"kB", "MB", "GB", "TB"};

    private Figures() {}

    /** A count with its thousands apart: {@code 1,234,567}. */
    static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** Bytes in three digits: {@code 512 B}, {@code 4.2 MB}. */
    static String bytes(long bytes) {
        if (bytes < 1000) {
            return bytes + " B";
        }
        double scaled = bytes;
        int unit = -1;
        while (scaled >= 999.5 && unit < UNITS.length - 1) {
            scaled /= 1000;
            unit++;
        }
        return String.format(Locale.ROOT, scaled < 10 ? "%.1f %s" : "%.0f %s", scaled, UNITS[unit]);
    }

    /** Seconds with one digit, from an hour on hours and minutes: {@code 12.3 s}, {@code 1 h 05 min}. */
    static String seconds(long nanos) {
        double seconds = nanos / 1e9;
        if (seconds < 3600) {
            return String.format(Locale.ROOT, "%.1f s", seconds);
        }
        long minutes = (long) seconds / 60;
        return String.format(Locale.ROOT, "%d h %02d min", minutes / 60, minutes % 60);
    }
}
