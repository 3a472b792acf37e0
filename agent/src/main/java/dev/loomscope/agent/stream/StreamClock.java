package dev.loomscope.agent.stream;

import java.util.concurrent.TimeUnit;

import dev.loomscope.agent.WallClock;

/** Time of the stream: ns since its epoch. */
record StreamClock(long epoch) {
    long now() {
        return System.nanoTime() - epoch;
    }

    /** Wall clock at time 0, in ms since 1970. */
    long epochWallMs() {
        return TimeUnit.NANOSECONDS.toMillis(WallClock.atZero() + epoch);
    }
}
