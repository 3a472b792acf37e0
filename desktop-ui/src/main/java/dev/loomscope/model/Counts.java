package dev.loomscope.model;

/**
 * Tasks by how they stand: {@code submitted = completed + failed + cancelled + rejected + live + unseenEnds}, but
 * while tasks are counted only and the count of their submits is still on its way. Forgotten tasks stay counted.
 *
 * @param submitted every attempt, rejected ones included
 */
public record Counts(
        long submitted, long completed, long failed, long cancelled, long rejected, long live, long unseenEnds) {

    Counts plus(Counts other) {
        return new Counts(submitted + other.submitted, completed + other.completed, failed + other.failed,
                cancelled + other.cancelled, rejected + other.rejected, live + other.live,
                unseenEnds + other.unseenEnds);
    }
}
