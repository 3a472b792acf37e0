package dev.loomscope.agent.stream;

/**
 * When the next keyframe is due: once a second while data flows, later where it is large and little was written since, sooner
 * where much was, or where somebody waits for one. Belongs to the drain.
 */
final class KeyframePace {
    private static final long AFTER = 1_000_000_000;
    private static final long AT_LAST = 10_000_000_000L;
    private static final long AFTER_BYTES = 4 << 20;
    private static final int LARGE = 1 << 16;
    private static final long WANTED_AFTER = 100_000_000;

    private long last;
    private long size;
    private long bytesSince;

    boolean isDue(long now, boolean wanted) {
        long age = now - last;
        if (wanted) {
            return size < LARGE || age >= WANTED_AFTER;
        }
        boolean worth = size < LARGE ? bytesSince > 0 : bytesSince >= size / 2;
        return (age >= AFTER && worth) || age >= AT_LAST || bytesSince >= AFTER_BYTES;
    }

    /** So many bytes of events were written. */
    void wrote(int bytes) {
        bytesSince += bytes;
    }

    void wroteKeyframe(long now, int bytes) {
        last = now;
        size = bytes;
        bytesSince = 0;
    }
}
