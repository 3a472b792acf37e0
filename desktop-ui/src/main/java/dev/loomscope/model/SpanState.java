package dev.loomscope.model;

/**
 * What a thread or a task did during a span. Threads know the first four, in rising severity: where several share a pixel, the
 * later one must stay visible.
 */
public enum SpanState {
    RUNNING(0),
    /** Parked, asleep, or in Object.wait. A thread that a lane shows is still held; a task may have left it. */
    WAITING(1),
    /** Waits to enter a monitor. */
    BLOCKED(2),
    /** The last piece of a run that an exception ended. */
    FAILED(3),
    /** A task was queued, or runnable, and no thread ran it; only tracks of tasks have it. */
    SCHEDULED(4);

    /** Its place among the states, from 0. */
    final int index;

    SpanState(int index) {
        this.index = index;
    }
}
