package dev.loomscope.view.timeline;

/**
 * A stretch of time.
 *
 * @param from in ns since the session's epoch
 * @param to in ns since the session's epoch, not before {@code from}
 */
public record TimeRange(long from, long to) {
    public TimeRange {
        if (to < from) {
            throw new IllegalArgumentException("from=" + from + " to=" + to);
        }
    }

    /** Between two times, whichever comes first. */
    static TimeRange between(double one, double other) {
        return new TimeRange((long) Math.min(one, other), (long) Math.max(one, other));
    }

    public long length() {
        return to - from;
    }
}
