package dev.loomscope.model;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

import org.jspecify.annotations.Nullable;

/**
 * Counts durations in buckets whose width is at most 1/64 of their value: exact below 128 ns, less than 1 % off above. Takes
 * memory for the magnitudes that occur only, so that each site can have one of its own. One writer, readers without locks: a
 * reader may miss the newest ones.
 */
public final class DurationHistogram {
    private static final int STEP_BITS = 7;
    private static final int STEPS = 1 << STEP_BITS;
    private static final VarHandle COUNT;

    static {
        try {
            COUNT = MethodHandles.lookup().findVarHandle(DurationHistogram.class, "count", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final long[] @Nullable [] magnitudes = new long[Long.SIZE - STEP_BITS + 1] @Nullable [];
    private long max;
    private volatile long count;

    void record(long duration) {
        long value = Math.max(0, duration);
        int magnitude = magnitude(value);
        long[] steps = magnitudes[magnitude];
        if (steps == null) {
            steps = new long[STEPS];
            magnitudes[magnitude] = steps;
        }
        steps[step(value, magnitude)]++;
        max = Math.max(max, value);
        COUNT.setRelease(this, count + 1);
    }

    /** Adds what another one counted, which is not written any more. */
    void add(DurationHistogram other) {
        for (int magnitude = 0; magnitude < magnitudes.length; magnitude++) {
            long[] theirs = other.magnitudes[magnitude];
            if (theirs == null) {
                continue;
            }
            long[] steps = magnitudes[magnitude];
            if (steps == null) {
                steps = new long[STEPS];
                magnitudes[magnitude] = steps;
            }
            for (int step = 0; step < STEPS; step++) {
                steps[step] += theirs[step];
            }
        }
        max = Math.max(max, other.max);
        COUNT.setRelease(this, count + other.count);
    }

    /** Durations counted so far. */
    public long count() {
        return count;
    }

    /** Shows all buckets that hold something, from the shortest durations up. */
    public void buckets(BucketVisitor visitor) {
        for (int magnitude = 0; magnitude < magnitudes.length; magnitude++) {
            long[] steps = magnitudes[magnitude];
            for (int step = 0; steps != null && step < STEPS; step++) {
                if (steps[step] != 0) {
                    long from = (long) step << magnitude;
                    visitor.bucket(from, from + (1L << magnitude), steps[step]);
                }
            }
        }
    }

    /** Is shown buckets one by one. */
    @FunctionalInterface
    public interface BucketVisitor {
        /**
         * One bucket.
         *
         * @param from shortest duration in it, in ns
         * @param to the shortest that is too long for it, in ns
         * @param count how many are in it
         */
        void bucket(long from, long to, long count);
    }

    public LongSummary summary() {
        long counted = count;
        if (counted == 0) {
            return LongSummary.EMPTY;
        }
        long highest = max;
        return new LongSummary(counted, at(counted, 0.50, highest), at(counted, 0.90, highest),
                at(counted, 0.99, highest), highest);
    }

    private long at(long counted, double part, long highest) {
        long left = Math.max(1, (long) Math.ceil(counted * part));
        for (int magnitude = 0; magnitude < magnitudes.length; magnitude++) {
            long[] steps = magnitudes[magnitude];
            for (int step = 0; steps != null && step < STEPS; step++) {
                left -= steps[step];
                if (left <= 0) {
                    return Math.min(value(magnitude, step), highest);
                }
            }
        }
        return highest;
    }

    /** 0 for values below {@link #STEPS}; then one for each further bit. */
    private static int magnitude(long value) {
        return Math.max(0, Long.SIZE - STEP_BITS - Long.numberOfLeadingZeros(value));
    }

    private static int step(long value, int magnitude) {
        return magnitude == 0 ? (int) value : (int) (value >>> magnitude) & (STEPS - 1);
    }

    /** The middle of a bucket. */
    private static long value(int magnitude, int step) {
        return magnitude == 0 ? step : ((long) step << magnitude) + (1L << (magnitude - 1));
    }
}
