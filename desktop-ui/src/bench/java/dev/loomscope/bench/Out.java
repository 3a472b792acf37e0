package dev.loomscope.bench;

import java.util.Locale;

import org.HdrHistogram.Histogram;

/** Prints lines of tables. */
public final class Out {
    private Out() {}

    /** A line, formatted the same everywhere. */
    public static void line(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }

    /** A percentile of a histogram of ns, in ms. */
    public static double ms(Histogram histogram, double percentile) {
        return histogram.getValueAtPercentile(percentile) / 1e6;
    }
}
