package dev.loomscope.model;

import java.util.LinkedHashMap;
import java.util.Map;

/** Joins the runs of periodic tasks: the same key in the same pool is the same series. Session thread only. */
final class Series {
    private static final int MOST = 1 << 15;

    private final TaskFacts facts;
    private final Map<Id, Last> series = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Id, Last> eldest) {
            return size() > MOST;
        }
    };

    Series(TaskFacts facts) {
        this.facts = facts;
    }

    private record Id(long key, int pool) {}

    private record Last(int row, long run) {}

    /** A scheduled task was submitted. */
    void due(PoolTask task, long delay, long period) {
        long due = task.submitted + Math.max(0, delay);
        if (period == 0) {
            facts.schedules.put(task.row, new Schedule(due, delay, 0, false, 0, -1, -1));
            return;
        }
        Id id = new Id(task.key, task.pool.id());
        Last last = series.get(id);
        if (last != null && last.row == task.row) {
            return;
        }
        int previous = last == null ? -1 : last.row;
        long run = last == null ? 1 : last.run + 1;
        Schedule before = facts.schedule(previous);
        if (before != null) {
            facts.schedules.put(previous, before.withNext(task.row));
        }
        facts.schedules.put(task.row,
                new Schedule(due, delay, Math.abs(period), period < 0, run, previous, -1));
        series.put(id, new Last(task.row, run));
    }
}
