package dev.loomscope.view.timeline;

import java.util.Random;

/** How the load of a service that never was rises and falls. */
final class SyntheticLoad {
    private SyntheticLoad() {}

    /** Goes from 0 to 1 and back in so many seconds. */
    static double wave(long at, double period) {
        return 0.5 + 0.5 * Math.sin(at / 1e9 / period * 2 * Math.PI - 0.6);
    }

    /** Lengths and distances: 1 at the mean, and now and then much more. */
    static double exponential(Random random) {
        return Math.min(6, -Math.log(1 - random.nextDouble()));
    }
}
