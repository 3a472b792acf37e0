package dev.loomscope.bench;

import java.util.stream.DoubleStream;

/** The middle value, which one disturbed round does not move. */
final class Medians {
    private Medians() {}

    /** The median; of an even count the mean of the two in the middle. */
    static double of(DoubleStream values) {
        double[] sorted = values.sorted().toArray();
        if (sorted.length == 0) {
            throw new IllegalArgumentException("there is no median of nothing");
        }
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }
}
