package dev.loomscope.insight;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import dev.loomscope.model.SessionModel;
import dev.loomscope.model.TaskTable;

/** The stretches of time in which tasks did what one finding is about. */
final class Stretches {
    private final Set<Integer> rows = new LinkedHashSet<>();
    private int count;
    private int lasting;
    private long longest;
    private int longestRow = -1;
    private long from = Long.MAX_VALUE;
    private long to;

    /**
     * One more.
     *
     * @param row of the task
     * @param lasts whether it is not over
     */
    void add(int row, long begin, long length, boolean lasts) {
        rows.add(row);
        count++;
        lasting += lasts ? 1 : 0;
        if (length > longest) {
            longest = length;
            longestRow = row;
        }
        from = Math.min(from, begin);
        to = Math.max(to, begin + length);
    }

    /** Tasks there are. */
    int tasks() {
        return rows.size();
    }

    int count() {
        return count;
    }

    /** How many are not over. */
    int lasting() {
        return lasting;
    }

    /** Length of the longest one, in ns. */
    long longest() {
        return longest;
    }

    /** Row of the task of the longest one. */
    int longestRow() {
        return longestRow;
    }

    /** When the first one began. */
    long from() {
        return from;
    }

    /** When the last one ended. */
    long to() {
        return to;
    }

    /** Ids for people of the first tasks. */
    List<Long> ids(SessionModel model) {
        return rows.stream().limit(Finding.MOST_NAMED).map(model.tasks()::id).toList();
    }

    /** Names of the first tasks, which are virtual threads. */
    List<String> names(SessionModel model) {
        TaskTable tasks = model.tasks();
        return rows.stream().limit(Finding.MOST_NAMED).map(tasks::name).distinct().toList();
    }
}
