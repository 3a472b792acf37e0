package dev.loomscope.model;

/** Percentiles of a set of durations in ns; zeros where there is none. */
public record LongSummary(long count, long p50, long p90, long p99, long max) {
    /** Of nothing. */
    public static final LongSummary EMPTY = new LongSummary(0, 0, 0, 0, 0);
}
