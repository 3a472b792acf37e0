package dev.loomscope.model;

import java.util.BitSet;
import java.util.function.IntPredicate;

/**
 * Tasks that were there in a time range, the same ones that {@link RangeFigures} counts; of these, where wanted, only those with
 * a poll of a certain length that touches the range.
 *
 * @param from in ns since the epoch
 * @param to in ns since the epoch
 * @param shortest wanted length of a poll, in ns
 * @param longer the shortest length that is too long, in ns; {@link Long#MAX_VALUE} where none is
 */
public record RanIn(long from, long to, long shortest, long longer) {
    /** Whatever the polls are like. */
    public RanIn(long from, long to) {
        this(from, to, 0, Long.MAX_VALUE);
    }

    /** Whether polls have to be of a certain length. */
    public boolean isByPolls() {
        return shortest > 0 || longer < Long.MAX_VALUE;
    }

    /** Finds the rows. Any thread; it looks at all spans of the range where the polls of virtual threads matter. */
    public IntPredicate in(SessionModel model) {
        TaskTable tasks = model.tasks();
        long now = model.now();
        if (!isByPolls()) {
            return row -> tasks.known(row) && touches(tasks.submitted(row), end(tasks, row, now));
        }
        BitSet mounted = mounted(model);
        return row -> tasks.known(row) && (tasks.virtualThread(row) != 0
                ? mounted.get(row)
                : tasks.started(row) >= 0 && touches(tasks.started(row), end(tasks, row, now))
                        && fits(tasks.busy(row, now)));
    }

    private static long end(TaskTable tasks, int row, long now) {
        return tasks.submitted(row) + tasks.total(row, now);
    }

    private boolean touches(long start, long end) {
        return start < to && (end > from || start >= from);
    }

    private boolean fits(long poll) {
        return poll >= shortest && poll < longer;
    }

    /** Rows of virtual threads with such a poll. A poll in several states is several spans without a gap. */
    private BitSet mounted(SessionModel model) {
        BitSet rows = new BitSet(model.tasks().size());
        LaneTable lanes = model.lanes();
        for (int id = 0, size = lanes.size(); id < size; id++) {
            Lane lane = lanes.lane(id);
            if (lane.kind() != Lane.Kind.CARRIER) {
                continue;
            }
            long[] poll = {-1, 0, 0};
            lane.spans(from, to, 0, (start, end, state, row) -> {
                if (row != poll[0] || start != poll[2]) {
                    take(poll, rows);
                    poll[0] = row;
                    poll[1] = start;
                }
                poll[2] = end;
                return true;
            });
            take(poll, rows);
        }
        return rows;
    }

    private void take(long[] poll, BitSet rows) {
        if (poll[0] >= 0 && fits(poll[2] - poll[1])) {
            rows.set((int) poll[0]);
        }
    }
}
