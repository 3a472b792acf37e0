package dev.loomscope.view.story;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.loomscope.model.Lane;
import dev.loomscope.model.SessionModel;

/**
 * What held the threads of a task's pool while the task waited for one of them: the longest first.
 *
 * @param complete whether all was looked at
 */
record RanBefore(List<Task> tasks, boolean complete) {
    /** Spans looked at, over all threads. */
    private static final int MOST_SPANS = 200_000;

    /** A task, and how long of the time it ran. */
    record Task(int row, long ns) {}

    static RanBefore of(SessionModel model, int row, long from, long to) {
        Map<Integer, Long> found = new HashMap<>();
        int[] left = {MOST_SPANS};
        int pool = model.tasks().pool(row);
        if (pool == 0 || to <= from) {
            return new RanBefore(List.of(), true);
        }
        for (int i = 0, size = model.lanes().size(); i < size && left[0] > 0; i++) {
            Lane lane = model.lanes().lane(i);
            if (lane.pool() == pool) {
                lane.spans(from, to, 0, (start, end, _, other) -> {
                    long ns = Math.min(end, to) - Math.max(start, from);
                    if (other >= 0 && other != row && ns > 0) {
                        found.merge(other, ns, Long::sum);
                    }
                    return --left[0] > 0;
                });
            }
        }
        List<Task> tasks = new ArrayList<>();
        found.forEach((other, ns) -> tasks.add(new Task(other, ns)));
        tasks.sort(Comparator.comparingLong((Task task) -> -task.ns()).thenComparingInt(Task::row));
        return new RanBefore(List.copyOf(tasks), left[0] > 0);
    }
}
