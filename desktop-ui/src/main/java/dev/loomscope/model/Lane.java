package dev.loomscope.model;

/**
 * What one thread did over time: spans that do not overlap, in order of time. A pool's worker has a span for each state of
 * each task it ran; a carrier has one for each mount of a virtual thread.
 */
public final class Lane {
    /** What sort of thread a lane shows. */
    public enum Kind {
        WORKER,
        CARRIER
    }

    Lane() {
    }

    /** Index of the lane in {@link LaneTable}. */
    public int id() {
        return 0;
    }

    public Kind kind() {
        return Kind.WORKER;
    }

    /** Name of the thread. */
    public String name() {
        return Names.UNKNOWN;
    }

    /** Id of the pool whose worker this is; {@link Pool#SCHEDULER} for a carrier. */
    public int pool() {
        return 0;
    }

    /** Id of the thread. */
    public long thread() {
        return 0;
    }

    /** Closed spans there ever were. */
    public long spanCount() {
        return 0;
    }

    /**
     * How the lane spent its time from {@code from} on, pixel by pixel, the open span up to the model's present included.
     *
     * @param from begin of the first pixel, in ns since the epoch
     * @param nsPerPixel how long a pixel is
     * @param pixels how many there are
     */
    public void occupancy(long from, double nsPerPixel, int pixels, Occupancy out) {
        out.reset(pixels);
    }

    /**
     * Shows the spans that touch a time range and are at least so long, oldest first.
     *
     * @param from in ns since the epoch
     * @param to in ns since the epoch
     * @param minDuration in ns
     */
    public void spans(long from, long to, long minDuration, SpanVisitor visitor) {
    }

    /** Finds the span at a time; false where the thread was free or the time is forgotten. */
    public boolean spanAt(long time, SpanCursor out) {
        return false;
    }

    /** Finds the first span that begins after a time. */
    public boolean nextSpan(long time, SpanCursor out) {
        return false;
    }

    /** Finds the last span that ended before or at a time. */
    public boolean previousSpan(long time, SpanCursor out) {
        return false;
    }
}
