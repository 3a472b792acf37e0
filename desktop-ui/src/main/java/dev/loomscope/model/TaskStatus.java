package dev.loomscope.model;

import dev.loomscope.protocol.Outcome;

/**
 * Where a task stands, finer than {@link TaskState}: a task that waits may hold its thread, which is then busy, or have left
 * it, which is then free; a task that is scheduled may not be due yet.
 */
final class TaskStatus {
    static final byte SCHEDULED = 0;
    static final byte RUNNING = 1;
    /** Waits, and its thread waits with it. */
    static final byte WAITING_ON_THREAD = 2;
    /** Waits, and has left its carrier; or its thread runs another task inside it. */
    static final byte WAITING_OFF_THREAD = 3;
    /** To run at a later time, which is known. */
    static final byte DELAYED = 4;
    static final byte COMPLETED = 5;
    static final byte FAILED = 6;
    static final byte CANCELLED = 7;
    static final byte REJECTED = 8;
    static final byte UNSEEN_END = 9;
    static final byte NOT_FOLLOWED = 10;

    private static final TaskState[] STATES = {TaskState.SCHEDULED, TaskState.RUNNING, TaskState.WAITING,
            TaskState.WAITING, TaskState.SCHEDULED, TaskState.COMPLETED, TaskState.FAILED, TaskState.CANCELLED,
            TaskState.REJECTED, TaskState.UNSEEN_END, TaskState.NOT_FOLLOWED};

    private TaskStatus() {}

    static boolean isLive(byte status) {
        return status < COMPLETED;
    }

    static TaskState state(byte status) {
        return STATES[status];
    }

    /** How a task ended, by its {@link Outcome}. */
    static byte ended(int outcome) {
        return switch (outcome) {
            case Outcome.COMPLETED -> COMPLETED;
            case Outcome.FAILED -> FAILED;
            case Outcome.CANCELLED -> CANCELLED;
            default -> UNSEEN_END;
        };
    }
}
