package dev.loomscope.model;

import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Keeps history within its memory: every full piece of history stands in a queue, and while too much is taken the pieces that
 * were filled first are forgotten first. Session thread; the figures may be read by any.
 */
final class Retention {
    /** A full piece of history. */
    interface Piece {
        /**
         * Forgets it.
         *
         * @return time of the last fact that is gone, in ns since the epoch; {@code Long.MIN_VALUE} where nothing is gone
         */
        long forget();
    }

    private final long limit;
    private final ArrayDeque<Piece> full = new ArrayDeque<>();
    private volatile long taken;
    private volatile long oldest = Long.MIN_VALUE;
    private volatile long origin = Long.MAX_VALUE;
    /** What readers keep of their own about history. */
    private final AtomicLong lent = new AtomicLong();

    Retention(long limit) {
        if (limit <= 0) {
            throw new IllegalArgumentException("memory=" + limit + ", must be positive");
        }
        this.limit = limit;
    }

    void take(long bytes) {
        set(taken + bytes);
    }

    void give(long bytes) {
        set(taken - bytes);
    }

    @SuppressWarnings("NonAtomicVolatileUpdate")
    private void set(long bytes) {
        taken = bytes;
    }

    void add(Piece piece) {
        full.add(piece);
    }

    /** Forgets what is too much. */
    void enforce() {
        for (int left = full.size(); taken() > limit && left > 0; left--) {
            oldest = Math.max(oldest, full.remove().forget());
        }
    }

    /** Any thread. */
    void lend(long bytes) {
        lent.addAndGet(bytes);
    }

    long taken() {
        return taken + lent.get();
    }

    /** From here on nothing is forgotten. */
    long oldest() {
        return oldest;
    }

    /** Where history will begin once another model, which is still being read, is in place of this one. */
    long origin() {
        return Math.min(origin, oldest);
    }

    void begin(long time, long latestOrigin) {
        oldest = time;
        origin = latestOrigin;
    }
}
