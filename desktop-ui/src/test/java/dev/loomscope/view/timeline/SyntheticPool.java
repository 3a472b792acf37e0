package dev.loomscope.view.timeline;

/**
 * A pool of a service that never was.
 *
 * @param typical how long a task runs on the average, in ns
 * @param busy how much of its workers it needs, on the average
 * @param waits which part of its tasks wait
 * @param blocks which part of its tasks are blocked
 */
record SyntheticPool(int id, String name, int workers, long typical, double busy, double waits, double blocks) {
    /** How much of its workers it needs at a time. */
    double loadAt(long at) {
        return Math.min(1.25, busy * (0.4 + 0.95 * SyntheticLoad.wave(at, 23 + id * 7)));
    }
}
