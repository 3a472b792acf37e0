package dev.loomscope.model;

import org.jspecify.annotations.Nullable;

/** How long tasks wait before their first run. */
public final class QueueWait {
    private QueueWait() {}

    /** From when on a task could have run, in ns since the epoch: its submit, or when it was due. */
    public static long begin(SessionModel model, int row) {
        @Nullable Schedule schedule = model.facts().schedule(row);
        long submitted = model.tasks().submitted(row);
        return schedule == null ? submitted : Math.max(submitted, schedule.due());
    }

    /**
     * Ns from when it could have run to its first run, its end, or {@code now}; below 0 where that is unknown, as the task ran
     * before watching began.
     */
    public static long of(SessionModel model, int row, long now) {
        TaskTable tasks = model.tasks();
        if (tasks.adopted(row)) {
            return -1;
        }
        long started = tasks.started(row);
        long ended = tasks.ended(row);
        long until = started >= 0 ? started : ended >= 0 ? ended : now;
        return Math.max(0, until - begin(model, row));
    }
}
