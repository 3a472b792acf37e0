package dev.loomscope.model;

/**
 * How long tasks waited on average, where most of them were counted only: from how many waited when, as the readings of
 * counters tell. What still waits is in it with what it has waited so far.
 *
 * @param tasks that were submitted since counting began, or queued then; rejected ones excluded
 * @param mean in ns
 * @param doubt how far off the mean may be at most, in ns: each task was seen to come and to go between two readings
 */
public record CountedWaits(long tasks, long mean, long doubt) {
    /** Nothing was counted. */
    public static final CountedWaits NONE = new CountedWaits(0, 0, 0);
}
