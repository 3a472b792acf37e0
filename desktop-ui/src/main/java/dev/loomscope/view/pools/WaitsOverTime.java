package dev.loomscope.view.pools;

import java.util.Arrays;

import dev.loomscope.model.Pool;
import dev.loomscope.model.Schedule;
import dev.loomscope.model.SessionModel;
import dev.loomscope.model.TaskKind;
import dev.loomscope.model.TaskTable;

/**
 * How long the tasks waited that a pool began in each column of time, in ns; -1 where it began none. A task that is not due
 * yet does not wait.
 *
 * @param whole whether all tasks of the time were looked at; of very many, only the newest are
 */
record WaitsOverTime(long[] p50, long[] p99, boolean whole) {
    private static final int MOST_TASKS = 3_000_000;

    static WaitsOverTime of(SessionModel model, Pool pool, PoolAxis axis, int columns) {
        TaskTable tasks = model.tasks();
        long[] keys = new long[1024];
        int count = 0;
        long longest = Math.max(pool.waits().max(), 0);
        int least = Math.max(tasks.oldest(), tasks.size() - MOST_TASKS);
        int row = tasks.size() - 1;
        for (; row >= least && tasks.submitted(row) >= axis.from() - longest - 1; row--) {
            long started = tasks.pool(row) == pool.id() ? tasks.started(row) : -1;
            if (started < axis.from() || started >= axis.to() || tasks.adopted(row)) {
                continue;
            }
            if (count == keys.length) {
                keys = Arrays.copyOf(keys, count * 2);
            }
            keys[count++] = key(column(axis, started, columns), started - due(model, row));
        }
        boolean whole = row >= least || least == tasks.oldest();
        Arrays.sort(keys, 0, count);
        return fold(keys, count, columns, whole);
    }

    private static long due(SessionModel model, int row) {
        long submitted = model.tasks().submitted(row);
        Schedule schedule = model.tasks().kind(row) == TaskKind.SCHEDULED ? model.facts().schedule(row) : null;
        return schedule == null ? submitted : Math.max(submitted, schedule.due());
    }

    private static int column(PoolAxis axis, long time, int columns) {
        return (int) Math.min(columns - 1, (time - axis.from()) / axis.column(columns));
    }

    /** Sorts by column, then by wait: 47 bits hold a day and a half. */
    private static long key(int column, long wait) {
        return (long) column << 47 | Math.clamp(wait, 0, (1L << 47) - 1);
    }

    private static WaitsOverTime fold(long[] keys, int count, int columns, boolean whole) {
        long[] p50 = new long[columns];
        long[] p99 = new long[columns];
        Arrays.fill(p50, -1);
        Arrays.fill(p99, -1);
        int from = 0;
        while (from < count) {
            int column = (int) (keys[from] >>> 47);
            int to = from;
            while (to < count && keys[to] >>> 47 == column) {
                to++;
            }
            p50[column] = waited(keys[from + rank(to - from, 0.5)]);
            p99[column] = waited(keys[from + rank(to - from, 0.99)]);
            from = to;
        }
        return new WaitsOverTime(p50, p99, whole);
    }

    private static int rank(int count, double part) {
        return Math.max(0, (int) Math.ceil(count * part) - 1);
    }

    private static long waited(long key) {
        return key & (1L << 47) - 1;
    }

    long peak() {
        return Arrays.stream(p99).max().orElse(-1);
    }
}
