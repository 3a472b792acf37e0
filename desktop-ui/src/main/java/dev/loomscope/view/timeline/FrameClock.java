package dev.loomscope.view.timeline;

import org.HdrHistogram.Histogram;

/**
 * What drawing costs and how late it shows: the time each frame took to paint, the time between frames, and the age of the
 * newest event when it was drawn. Written by the thread that draws; snapshots are copies.
 */
public final class FrameClock {
    private static final long LONGEST = 60_000_000_000L;

    private final Histogram painting = new Histogram(LONGEST, 2);
    private final Histogram intervals = new Histogram(LONGEST, 2);
    private final Histogram latencies = new Histogram(LONGEST, 2);

    /** A frame was painted in so many ns. */
    synchronized void painted(long ns) {
        record(painting, ns);
    }

    /** Two frames of one motion lie so many ns apart. */
    synchronized void interval(long ns) {
        record(intervals, ns);
    }

    /** The newest event of a live session was so many ns old when the frame that shows it was painted. */
    synchronized void latency(long ns) {
        record(latencies, ns);
    }

    /** ns it took to paint a frame. */
    public synchronized Histogram painting() {
        return painting.copy();
    }

    /** ns between two frames while something moved. */
    public synchronized Histogram intervals() {
        return intervals.copy();
    }

    /** ns between an event and the frame that shows it, of the newest event in each frame. */
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
