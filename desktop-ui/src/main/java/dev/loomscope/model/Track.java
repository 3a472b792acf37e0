package dev.loomscope.model;

import java.util.function.IntPredicate;

/**
 * What one row of a timeline shows: spans that do not overlap, in order of time. A {@link Lane} is the track of one thread;
 * tracks of tasks show what became of tasks, one behind the other. May be asked by any thread at any time.
 */
public interface Track {
    /** What it is called. */
    String name();

    /** Tells it from all others of its session; the same as long as the track is there. */
    String key();

    /** Closed spans there ever were. */
    long spanCount();

    /**
     * How time was spent from {@code from} on, pixel by pixel, up to the model's present.
     *
     * @param from begin of the first pixel, in ns since the epoch
     * @param nsPerPixel how long a pixel is
     * @param pixels how many there are
     */
    void occupancy(long from, double nsPerPixel, int pixels, Occupancy out);

    /**
     * As {@link #occupancy(long, double, int, Occupancy)}, of some tasks only. All of them are looked at, which costs some ns
     * each.
     *
     * @param rows which tasks count
     */
    default void occupancy(long from, double nsPerPixel, int pixels, IntPredicate rows, Occupancy out) {
        out.reset(pixels);
        long to = from + (long) Math.ceil(nsPerPixel * pixels);
        spans(from, to, 0, (start, end, state, row) -> {
            if (rows.test(row)) {
                out.addSpan(from, nsPerPixel, start, end, state.index);
            }
            return true;
        });
    }

    /**
     * Shows the spans that touch a time range and are at least so long, oldest first.
     *
     * @param from in ns since the epoch
     * @param to in ns since the epoch
     * @param minDuration in ns
     */
    void spans(long from, long to, long minDuration, SpanVisitor visitor);

    /** Finds the span at a time; false where there is none or the time is forgotten. */
    boolean spanAt(long time, SpanCursor out);

    /** Finds the first span that begins after a time. */
    boolean nextSpan(long time, SpanCursor out);

    /** Finds the last span that ended before or at a time. */
    boolean previousSpan(long time, SpanCursor out);

    /** Up to here, at most to {@code present}, nothing is added any more. */
    long settledUntil(long present);
}
