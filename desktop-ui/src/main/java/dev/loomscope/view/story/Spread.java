package dev.loomscope.view.story;

import java.util.Arrays;
import java.util.List;

import dev.loomscope.figures.Figures;
import org.jspecify.annotations.Nullable;

/**
 * How durations are spread: counted in buckets of which each is twice as long as the one before.
 *
 * @param what they are of, in the plural
 * @param from where the first bucket begins, in ns
 * @param counts by bucket
 */
public record Spread(String what, long from, List<Integer> counts, int count, long p50, long p99, long max) {
    private static final int FEWEST_BUCKETS = 8;

    /** Null where there are too few to be spread. */
    static @Nullable Spread of(String what, long[] durations) {
        if (durations.length < 2) {
            return null;
        }
        long[] sorted = durations.clone();
        Arrays.sort(sorted);
        int high = magnitude(sorted[sorted.length - 1]);
        int low = Math.max(0, Math.min(magnitude(sorted[0]), high - FEWEST_BUCKETS + 1));
        Integer[] counts = new Integer[high - low + 1];
        Arrays.fill(counts, 0);
        for (long duration : sorted) {
            counts[Math.max(0, magnitude(duration) - low)]++;
        }
        return new Spread(what, low == 0 ? 0 : 1L << low, List.of(counts), sorted.length, at(sorted, 0.50),
                at(sorted, 0.99), sorted[sorted.length - 1]);
    }

    private static int magnitude(long duration) {
        return duration <= 1 ? 0 : 63 - Long.numberOfLeadingZeros(duration);
    }

    private static long at(long[] sorted, double part) {
        return sorted[(int) Math.max(0, Math.ceil(sorted.length * part) - 1)];
    }

    /** Where a bucket ends, in ns. */
    long end(int bucket) {
        return (from == 0 ? 2L : from * 2) << bucket;
    }

    /** In a line, for the clipboard. */
    public String text() {
        return Figures.count(count) + " " + what + ": p50 " + Figures.duration(p50) + ", p99 " + Figures.duration(p99)
                + ", max " + Figures.duration(max);
    }
}
