package dev.loomscope.view.timeline;

import dev.loomscope.model.Lane;

/**
 * What one task has to do with a run of the chosen one.
 *
 * @param other row of the other task, -1 where only its thread is known
 * @param from lane where it begins, at {@code fromTime}
 * @param to lane where it ends, at {@code toTime}
 */
record Link(Kind kind, int other, Lane from, long fromTime, Lane to, long toTime) {
    /** What leads from where to where. */
    enum Kind {
        /** From who submitted it to its first run. */
        SUBMIT,
        /** From who woke it to the run that followed. */
        WAKE,
        /** From where it waits to who holds, or will complete, what it waits for. */
        WAIT
    }

    /** Row of the task that it leads from. */
    int fromTask(int chosen) {
        return kind == Kind.WAIT ? chosen : other;
    }

    /** Row of the task that it leads to. */
    int toTask(int chosen) {
        return kind == Kind.WAIT ? other : chosen;
    }
}
