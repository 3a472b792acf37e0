package dev.loomscope.view.timeline;

import org.HdrHistogram.Histogram;

/**
 * What drawing costs and how late it shows: the time each frame took to paint, the time between frames, and the age of the
 * newest event when it was drawn. Written by the thread that draws; snapshots are copies.
 */
public final class FrameClock {
    private static final long LONGEST = 60_000_000_000L;
    private static final int SAMPLES = 8;

    private final Histogram painting = new Histogram(LONGEST, 2);
    private final Histogram intervals = new Histogram(LONGEST, 2);
    private final Histogram latencies = new Histogram(LONGEST, 2);
    private long shownUntil = Long.MIN_VALUE;

    /** A frame was painted in so many ns. */
    synchronized void painted(long ns) {
        record(painting, ns);
    }

    /** Two frames of one motion lie so many ns apart. */
    synchronized void interval(long ns) {
        record(intervals, ns);
    }

    /**
     * A frame of a live session was painted; those that happened since the frame before are seen now.
     *
     * @param newest time of the newest event that it shows, in ns since the epoch
     * @param age how old that was then, in ns
     */
    synchronized void shown(long newest, long age) {
        long length = shownUntil == Long.MIN_VALUE ? 0 : Math.max(0, newest - shownUntil);
        for (int sample = 0; sample < SAMPLES; sample++) {
            record(latencies, age + length * sample / SAMPLES);
        }
        shownUntil = newest;
    }

    /** ns it took to paint a frame. */
    public synchronized Histogram painting() {
        return painting.copy();
    }

    /** ns between two frames while something moved. */
    public synchronized Histogram intervals() {
        return intervals.copy();
    }

    /** ns between an event and the frame that shows it, of times spread evenly over what each frame shows anew. */
    public synchronized Histogram latencies() {
        return latencies.copy();
    }

    public synchronized void reset() {
        painting.reset();
        intervals.reset();
        latencies.reset();
    }

    private static void record(Histogram histogram, long ns) {
        histogram.recordValue(Math.clamp(ns, 0, LONGEST));
    }
}
