package dev.loomscope.view.theme;

import dev.loomscope.figures.Figures;
import dev.loomscope.model.LongSummary;

/** Percentiles in one line of text. */
public final class Percentiles {
    private Percentiles() {}

    /** {@code p50 1.20 ms, p90 3.00 ms, p99 8.10 ms, max 9.00 ms}. */
    public static String text(LongSummary of) {
        return "p50 " + Figures.duration(of.p50()) + ", p90 " + Figures.duration(of.p90()) + ", p99 "
                + Figures.duration(of.p99()) + ", max " + Figures.duration(of.max());
    }
}
