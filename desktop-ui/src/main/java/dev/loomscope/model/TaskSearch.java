package dev.loomscope.model;

import java.util.function.IntPredicate;

/**
 * Finds the tasks of a {@link TaskTrack} that are not over at a time and live at least so long, oldest first, until one is not
 * taken. As they follow each other, many short ones are passed over at once. For one search.
 */
final class TaskSearch {
    private final TaskTable tasks;
    private final TaskTrack.View view;
    private final long from;
    private final long minDuration;
    private final IntPredicate taken;
    private final long now;

    TaskSearch(SessionModel model, TaskTrack.View view, long from, long minDuration, IntPredicate taken) {
        this.tasks = model.tasks();
        this.view = view;
        this.from = from;
        this.minDuration = minDuration;
        this.taken = taken;
        this.now = model.now();
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
        long ended = tasks.ended(row);
        long over = ended < 0 ? Math.max(now, tasks.submitted(row)) : ended;
        boolean shown = tasks.known(row) && over > from && over - tasks.submitted(row) >= minDuration;
        return !shown || taken.test(row);
    }
}
