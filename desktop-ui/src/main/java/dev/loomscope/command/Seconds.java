package dev.loomscope.command;

import java.util.Locale;

/** Time with one digit behind the point, as progress counts it and options name it. */
final class Seconds {
    private Seconds() {}

    /** From an hour on hours and minutes: {@code 12.3 s}, {@code 1 h 05 m}. */
    static String text(long nanos) {
        double seconds = nanos / 1e9;
        if (seconds < 3600) {
            return String.format(Locale.ROOT, "%.1f s", seconds);
        }
        long minutes = (long) seconds / 60;
        return String.format(Locale.ROOT, "%d h %02d m", minutes / 60, minutes % 60);
    }
}
