package dev.loomscope.model;

/** Where a task stands in its life cycle. */
public enum TaskState {
    /** Queued, to run later, or runnable and waiting for a carrier. */
    SCHEDULED,
    /** On a thread. */
    RUNNING,
    /** Started, and parked, asleep or blocked; or its thread runs another task inside it. */
    WAITING,
    COMPLETED,
    FAILED,
    /** Cancelled by its future, or taken out of the queue. */
    CANCELLED,
    REJECTED,
    /** Over, and nobody saw how: its end was lost, or happened while no one listened. */
    UNSEEN_END,
    /** Its kind came to be counted only while it was live: what became of it is in the counts alone. */
    NOT_FOLLOWED;

    /** Whether the task is not over yet. */
    public boolean isLive() {
        return compareTo(WAITING) <= 0;
    }
}
