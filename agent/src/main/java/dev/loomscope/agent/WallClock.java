package dev.loomscope.agent;

import java.time.Instant;

/**
 * The wall clock beside {@link System#nanoTime()}. Between two looks a thread may lose its processor for milliseconds; of a few
 * looks at both, the one counts that took the least time.
 */
public final class WallClock {
    private static final int LOOKS = 5;
    private static final long SECOND = 1_000_000_000;

    private long least = Long.MAX_VALUE;
    private long atZero;

    WallClock() {}

    /** The wall clock when {@link System#nanoTime()} was 0, in ns since 1970. */
    public static long atZero() {
        WallClock clock = new WallClock();
        for (int look = 0; look < LOOKS; look++) {
            long before = System.nanoTime();
            Instant wall = Instant.now();
            clock.seen(before, wall.getEpochSecond() * SECOND + wall.getNano(), System.nanoTime());
        }
        return clock.atZero;
    }

    /** A look at the wall clock between two at the other; then what the closest so far says of time 0. */
    long seen(long before, long wall, long after) {
        if (after - before < least) {
            least = after - before;
            atZero = wall - before;
        }
        return atZero;
    }
}
