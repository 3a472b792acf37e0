package dev.loomscope.agent.stream;

/** Time of the stream: ns since its epoch. */
record StreamClock(long epoch) {
    long now() {
        return System.nanoTime() - epoch;
    }

    /** Wall clock at time 0, in ms since 1970. */
    long epochWallMs() {
        return System.currentTimeMillis() - now() / 1_000_000;
    }
}
