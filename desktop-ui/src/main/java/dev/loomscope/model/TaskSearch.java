package dev.loomscope.model;

import java.util.function.IntPredicate;

/**
 * Shows the tasks of a {@link TaskTrack} that go on behind a time and live at least so long. As they follow each other, many
 * short ones are passed over at once.
 */
final class TaskSearch {
    private final TaskTable tasks;
    private final TaskTrack.View view;
    private final long now;
    private final long from;
    private final long minDuration;
    private final IntPredicate taken;

    /** @param taken is shown their rows, and says whether to go on */
    TaskSearch(SessionModel model, TaskTrack.View view, long from, long minDuration, IntPredicate taken) {
        this.tasks = model.tasks();
        this.now = model.now();
        this.view = view;
        this.from = from;
        this.minDuration = minDuration;
        this.taken = taken;
    }

    /** Looks through tasks up to {@code end}, which may be the last one; says whether to go on. */
    boolean look(int first, int end) {
        long until = end < view.count() ? tasks.submitted(view.row(end))
                : Math.max(now, tasks.submitted(view.row(end - 1)));
        if (until - tasks.submitted(view.row(first)) < minDuration) {
            return true;
        }
        if (end - first > 1) {
            int middle = (first + end) >>> 1;
            return look(first, middle) && look(middle, end);
        }
        int row = view.row(first);
        long total = tasks.total(row, now);
        boolean shown = tasks.known(row) && tasks.submitted(row) + total > from && total >= minDuration;
        return !shown || taken.test(row);
    }
}
