package dev.loomscope.figures;

import java.util.Locale;

/** Figures as people read them: durations in the unit that suits, counts with thousands, bytes, shares. */
public final class Figures {
    /** Written where there is no figure. */
    public static final String NONE = "–";

    private Figures() {}

    /**
     * A duration in ns to three or four digits: {@code 850 ns}, {@code 12.3 µs}, {@code 4.21 ms}, {@code 1.79 s}, {@code 3 m 05
     * s}.
     */
    public static String duration(long ns) {
        if (ns < 0) {
            return NONE;
        }
        if (ns < 1_000) {
            return ns + " ns";
        }
        // The bounds lie where rounding would give a four-digit figure of the smaller unit.
        if (ns < 999_950) {
            return decimal(ns / 1e3) + " µs";
        }
        if (ns < 999_950_000L) {
            return decimal(ns / 1e6) + " ms";
        }
        if (ns < 59_995_000_000L) {
            return decimal(ns / 1e9) + " s";
        }
        long seconds = Math.round(ns / 1e9);
        if (seconds < 3600) {
            return String.format(Locale.ROOT, "%d m %02d s", seconds / 60, seconds % 60);
        }
        long minutes = Math.round(ns / 60e9);
        return String.format(Locale.ROOT, "%d h %02d m", minutes / 60, minutes % 60);
    }

    /** {@code 12,480}. */
    public static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** A count for a narrow place: {@code 950}, {@code 12.5 k}, {@code 3.2 M}. */
    public static String brief(long count) {
        if (count < 10_000) {
            return count(count);
        }
        return count < 999_950 ? oneDecimal(count / 1e3) + " k" : oneDecimal(count / 1e6) + " M";
    }

    /** A quantity that is no count: {@code 0.012}, {@code 3.4}, {@code 120}. */
    public static String number(double value) {
        return value >= 99.95 ? count(Math.round(value))
                : String.format(Locale.ROOT, value >= 0.0005 && value < 0.095 ? "%.3f" : "%.1f", value);
    }

    /** {@code 640 B}, {@code 12.5 KiB}, {@code 212 MiB}. */
    public static String bytes(long bytes) {
        if (bytes < 1024) {
            return bytes + " B";
        }
        double size = bytes / 1024.0;
        String[] units = {"KiB", "MiB", "GiB"};
        int unit = 0;
        while (size >= 1023.5 && unit < units.length - 1) {
            size /= 1024;
            unit++;
        }
        return decimal(size) + " " + units[unit];
    }

    /** A share of one as percent: {@code 0 %}, {@code 0.8 %}, {@code 64 %}. */
    public static String percent(double share) {
        double percent = share * 100;
        return percent > 0 && percent < 9.95 && Math.abs(percent - Math.rint(percent)) > 0.05
                ? String.format(Locale.ROOT, "%.1f %%", percent)
                : Math.round(percent) + " %";
    }

    /** The word with its count, in the plural where that is due: {@code 1 task}, {@code 7 tasks}. */
    public static String counted(long count, String word) {
        return count(count) + " " + word + (count == 1 ? "" : "s");
    }

    /** As above, for a narrow place: {@code 1 task}, {@code 12.5 k tasks}. */
    public static String brieflyCounted(long count, String word) {
        return brief(count) + " " + word + (count == 1 ? "" : "s");
    }

    private static String oneDecimal(double value) {
        return String.format(Locale.ROOT, value < 99.95 ? "%.1f" : "%.0f", value);
    }

    private static String decimal(double value) {
        return String.format(Locale.ROOT, value < 9.995 ? "%.2f" : value < 999.95 ? "%.1f" : "%.0f", value);
    }
}
