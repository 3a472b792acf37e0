package dev.loomscope.session;

import dev.loomscope.model.Frames;
import dev.loomscope.protocol.EventKind;
import dev.loomscope.protocol.Frame;
import dev.loomscope.protocol.Outcome;

/** Frames of a pool with one worker: each 10 ms the task before ends, and the next one is submitted and started. */
final class PacedTasks {
    static final long MS = 1_000_000;
    static final long STEP = 10 * MS;

    private PacedTasks() {}

    /** The 10 ms of a task, up to which it has not ended. */
    static Frame events(Frames make, int task) {
        long at = task * STEP;
        return make.events(at + STEP, e -> {
            e.beginRun(31);
            if (task > 0) {
                e.end(at + MS, task - 1, Outcome.COMPLETED, 0);
            }
            e.task(EventKind.START, at + 5 * MS, task, 3, 1);
            e.beginRun(1);
            e.task(EventKind.SUBMIT, at + 2 * MS, task, 3, 1);
        });
    }

    /** What is live at the end of a task's 10 ms; at 0, before the first one, nothing. */
    static Frame keyframe(Frames make, int task) {
        long at = task * STEP;
        return make.keyframe(at + STEP, e -> {
            if (task >= 0) {
                e.beginRun(1);
                e.task(EventKind.SUBMIT, at + 2 * MS, task, 3, 1);
                e.beginRun(31);
                e.task(EventKind.START, at + 5 * MS, task, 3, 1);
            }
        });
    }
}
