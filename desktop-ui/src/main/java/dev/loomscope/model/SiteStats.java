package dev.loomscope.model;

/**
 * The tasks of one class, with the place in the code where they are submitted.
 *
 * @param site {@code class.method(File.java:line)}, or "unknown"
 * @param taskClass binary name of the task's class
 * @param tasks submitted so far
 * @param waits from submit to first start, in ns
 * @param runs of ended tasks from first start to end, in ns
 * @param countedWaits waits with those of tasks that were counted only
 * @param countedUnmounts how often virtual threads that run them were counted leaving their carriers
 */
public record SiteStats(
        String site, String taskClass, long tasks, long failed, LongSummary waits, LongSummary runs,
        CountedWaits countedWaits, long countedUnmounts) {}
