package dev.loomscope.model;

/** Where a task stands in its life cycle. */
public enum TaskState {
    /** Queued, or runnable and waiting for a carrier. */
    SCHEDULED,
    /** On a thread. */
    RUNNING,
    /** Started, and parked, asleep or blocked. */
    WAITING,
    COMPLETED,
    FAILED,
    /** Cancelled by its future, or taken out of the queue. */
    CANCELLED,
    REJECTED,
    /** Over, and nobody saw how: its end was lost, or happened while no one listened. */
    UNSEEN_END;

    /** Whether the task is not over yet. */
    public boolean isLive() {
        return compareTo(WAITING) <= 0;
    }
}
