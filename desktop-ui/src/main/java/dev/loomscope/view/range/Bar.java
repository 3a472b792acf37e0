package dev.loomscope.view.range;

import java.util.ArrayList;
import java.util.List;

import dev.loomscope.model.DurationHistogram;

/**
 * One bar of a histogram of durations.
 *
 * @param from shortest duration in it, in ns
 * @param to the shortest that is too long for it, in ns
 */
public record Bar(long from, long to, long count) {
    private static final int FINE = 8;

    /**
     * The bars of a histogram, each up to twice as long as the one before, or half of that where there would be few. Empty ones
     * between others are there too.
     */
    static List<Bar> of(DurationHistogram histogram) {
        long[] ends = {Long.MAX_VALUE, 0};
        histogram.buckets((from, to, _) -> {
            ends[0] = Math.min(ends[0], from);
            ends[1] = Math.max(ends[1], to - 1);
        });
        if (ends[1] < ends[0]) {
            return List.of();
        }
        boolean fine = Long.numberOfLeadingZeros(ends[0]) - Long.numberOfLeadingZeros(ends[1]) < FINE;
        List<long[]> bars = new ArrayList<>();
        long from = floor(ends[0], fine);
        while (from <= ends[1]) {
            long to = next(from, fine);
            bars.add(new long[] {from, to, 0});
            from = to;
        }
        int[] at = {0};
        histogram.buckets((bucket, _, count) -> {
            while (bars.get(at[0])[1] <= bucket) {
                at[0]++;
            }
            bars.get(at[0])[2] += count;
        });
        return bars.stream().map(bar -> new Bar(bar[0], bar[1], bar[2])).toList();
    }

    /** The edges are powers of two, and in fine steps the values in their middle: buckets never lie across one. */
    private static long floor(long duration, boolean fine) {
        if (duration < 2) {
            return duration;
        }
        long octave = Long.highestOneBit(duration);
        return fine && duration >= octave + octave / 2 ? octave + octave / 2 : octave;
    }

    private static long next(long from, boolean fine) {
        if (from < 2) {
            return from + 1;
        }
        long octave = Long.highestOneBit(from);
        return fine && from == octave ? octave + octave / 2 : octave * 2;
    }
}
