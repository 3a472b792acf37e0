package dev.loomscope.view.pools;

/**
 * The time that all charts of pools have in common.
 *
 * @param from in ns since the epoch
 * @param to in ns since the epoch, after {@code from}
 */
public record PoolAxis(long from, long to) {
    private static final long SHORTEST = 1_000_000L;

    public PoolAxis {
        to = Math.max(to, from + SHORTEST);
    }

    /** What the timeline has in sight, as far as it is known: an axis ends where history begins and at the present. */
    public static PoolAxis of(long from, long to, long oldest, long now) {
        long first = Math.clamp(from, Math.min(oldest, now), now);
        long last = Math.clamp(to, Math.min(oldest, now), now);
        return last - first < SHORTEST ? new PoolAxis(Math.min(oldest, now), now) : new PoolAxis(first, last);
    }

    long length() {
        return to - from;
    }

    /** How long each of so many columns is, in ns. */
    double column(int columns) {
        return (double) length() / columns;
    }

    /** The time at a part of its length, 0 to 1. */
    long timeAt(double part) {
        return from + Math.round(Math.clamp(part, 0, 1) * length());
    }

    /** Where a time lies, 0 to 1. */
    double partOf(long time) {
        return Math.clamp((double) (time - from) / length(), 0, 1);
    }
}
