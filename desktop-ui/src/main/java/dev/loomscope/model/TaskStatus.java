package dev.loomscope.model;

/**
 * Where a task stands, finer than {@link TaskState}: a task that waits may hold its thread, which is then busy, or have left
 * it, which is then free.
 */
final class TaskStatus {
    static final byte SCHEDULED = 0;
    static final byte RUNNING = 1;
    /** Waits, and its thread waits with it. */
    static final byte WAITING_ON_THREAD = 2;
    /** Waits, and has left its carrier. */
    static final byte WAITING_OFF_THREAD = 3;
    static final byte COMPLETED = 4;
    static final byte FAILED = 5;
    static final byte CANCELLED = 6;
    static final byte REJECTED = 7;
    static final byte UNSEEN_END = 8;

    private static final TaskState[] STATES = {TaskState.SCHEDULED, TaskState.RUNNING, TaskState.WAITING,
            TaskState.WAITING, TaskState.COMPLETED, TaskState.FAILED, TaskState.CANCELLED, TaskState.REJECTED,
            TaskState.UNSEEN_END};

    private TaskStatus() {}

    static boolean isLive(byte status) {
        return status < COMPLETED;
    }

    static TaskState state(byte status) {
        return STATES[status];
    }
}
