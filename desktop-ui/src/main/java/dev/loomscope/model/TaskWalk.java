package dev.loomscope.model;

import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * Fills an {@link Occupancy} from the tasks of a {@link TaskTrack}, walking from pixel edge to pixel edge: what all tasks up to
 * the edge have spent, less what they had up to the edge before. Few tasks are added one by one; where a pixel holds more than
 * a block of them, the sums that stand ready at the blocks are taken.
 */
final class TaskWalk {
    private static final int STATES = Occupancy.STATES;

    private final TaskTable tasks;
    private final TaskTrack.View view;
    private final TaskMix mix;
    private final long now;
    private final long[] left = new long[STATES];
    private final long[] right = new long[STATES];
    /** What all tasks before {@link #next} have spent. */
    private final long[] whole = new long[STATES];
    /** The first task that may not be over at the edge. */
    private int next;

    TaskWalk(SessionModel model, TaskTrack.View view, long now) {
        this.tasks = model.tasks();
        this.view = view;
        this.mix = new TaskMix(model);
        this.now = now;
        this.next = view.first();
    }

    /** The first task that begins at or after a time. */
    int firstFrom(long time) {
        return firstFrom(time, view.first(), view.count());
    }

    private int firstFrom(long time, int from, int to) {
        int low = from;
        int high = to;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (tasks.submitted(view.row(middle)) < time) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    void fill(long from, double nsPerPixel, int pixels, Occupancy out) {
        go(Math.max(view.first(), firstFrom(from) - 1));
        int begun = edge(from, left);
        for (int p = 0; p < pixels && next < view.count(); p++) {
            long time = from + (long) ((p + 1) * nsPerPixel);
            int before = begun;
            begun = edge(time, right);
            for (int state = 0; state < STATES; state++) {
                out.add(p, state, Math.max(0, right[state] - left[state]));
                left[state] = right[state];
            }
            out.addSpans(p, begun - before);
        }
    }

    /** From some tasks only: one by one. */
    void fill(long from, double nsPerPixel, int pixels, IntPredicate rows, Occupancy out) {
        int end = firstFrom(from + (long) (pixels * nsPerPixel));
        for (int task = Math.max(view.first(), firstFrom(from) - 1); task < end; task++) {
            int row = view.row(task);
            if (rows.test(row) && mix.read(row, now) && mix.end > from) {
                spread(from, nsPerPixel, pixels, out);
            }
        }
    }

    /** Adds the task that was read, pixel by pixel. */
    private void spread(long from, double nsPerPixel, int pixels, Occupancy out) {
        Arrays.fill(left, 0);
        int first = 0;
        if (mix.start < from) {
            mix.addUntil(from, left);
        } else {
            first = (int) Math.min(pixels - 1.0, (mix.start - from) / nsPerPixel);
            out.addSpans(first, 1);
        }
        long edge = Long.MIN_VALUE;
        for (int p = first; p < pixels && edge < mix.end; p++) {
            edge = from + (long) ((p + 1) * nsPerPixel);
            Arrays.fill(right, 0);
            mix.addUntil(edge, right);
            for (int state = 0; state < STATES; state++) {
                out.add(p, state, right[state] - left[state]);
                left[state] = right[state];
            }
        }
    }

    /** Sums up to a time; returns how many tasks had begun. */
    private int edge(long time, long[] sums) {
        if (next + 2 * TaskTrack.BLOCK < view.count()
                && tasks.submitted(view.row(next + 2 * TaskTrack.BLOCK)) < time) {
            go(gallop(time));
        }
        while (next < view.count()) {
            if (tasks.submitted(view.row(next)) >= time) {
                break;
            }
            boolean known = mix.read(view.row(next), now);
            if (known && mix.end > time) {
                System.arraycopy(whole, 0, sums, 0, STATES);
                mix.addUntil(time, sums);
                return next + 1;
            }
            if (known) {
                mix.addUntil(Long.MAX_VALUE, whole);
            }
            next++;
        }
        System.arraycopy(whole, 0, sums, 0, STATES);
        return next;
    }

    /** The last task that begins before a time, and may go on beyond it. */
    private int gallop(long time) {
        int step = 2 * TaskTrack.BLOCK;
        int low = next;
        while (low + step < view.count() && tasks.submitted(view.row(low + step)) < time) {
            low += step;
            step *= 2;
        }
        return firstFrom(time, low, Math.min(view.count(), low + step)) - 1;
    }

    /** Goes to a task ahead, from the sums at the begin of its block. */
    private void go(int task) {
        TaskTrack.Content content = view.content();
        int at = task - content.base();
        int block = at >> TaskTrack.BLOCK_BITS;
        int from = block << TaskTrack.BLOCK_BITS;
        int first = view.first() - content.base();
        Arrays.fill(whole, 0);
        if (from < first && from + TaskTrack.BLOCK < view.count() - content.base()) {
            // Some of the block are forgotten: backwards from the next one.
            add(content, at, from + TaskTrack.BLOCK);
            for (int state = 0; state < STATES; state++) {
                whole[state] = content.before()[(block + 1) * STATES + state] - whole[state];
            }
        } else {
            add(content, Math.max(from, first), at);
            for (int state = 0; state < STATES && block > 0; state++) {
                whole[state] += content.before()[block * STATES + state];
            }
        }
        next = task;
    }

    private void add(TaskTrack.Content content, int from, int to) {
        for (int i = from; i < to; i++) {
            if (mix.read(content.rows()[i], now)) {
                mix.addUntil(Long.MAX_VALUE, whole);
            }
        }
    }
}
