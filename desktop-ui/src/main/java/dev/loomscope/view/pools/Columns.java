package dev.loomscope.view.pools;

import dev.loomscope.model.Pool;
import dev.loomscope.model.PoolSeries;

/**
 * A pool's points folded into columns of equal time: the most that was in each. A column in which no point lies has the
 * values of the one before.
 */
final class Columns {
    private final int[] active;
    private final int[] queue;
    private final boolean[] saturated;
    private int max;
    private int peakActive;
    private int peakQueue;

    private Columns(int count) {
        active = new int[count];
        queue = new int[count];
        saturated = new boolean[count];
    }

    static Columns of(PoolSeries series, long from, long to, int count) {
        Columns columns = new Columns(count);
        int size = series.size();
        int first = Math.max(series.oldest(), series.indexAt(from) - 1);
        int filled = -1;
        for (int i = first; i < size; i++) {
            long time = series.time(i);
            if (time > to) {
                break;
            }
            int column = (int) Math.clamp((double) (time - from) / (to - from) * count, 0, count - 1);
            columns.carry(filled, column);
            columns.add(column, series, i, filled != column);
            filled = column;
        }
        columns.carry(filled, count);
        return columns;
    }

    private void add(int column, PoolSeries series, int i, boolean fresh) {
        int most = series.max(i);
        boolean full = most > 0 && series.active(i) >= most && series.queue(i) > 0;
        active[column] = fresh ? series.active(i) : Math.max(active[column], series.active(i));
        queue[column] = fresh ? series.queue(i) : Math.max(queue[column], series.queue(i));
        saturated[column] = fresh ? full : (saturated[column] || full);
        max = most;
        peakActive = Math.max(peakActive, series.active(i));
        peakQueue = Math.max(peakQueue, series.queue(i));
    }

    private void carry(int filled, int until) {
        for (int column = filled + 1; filled >= 0 && column < until; column++) {
            active[column] = active[filled];
            queue[column] = queue[filled];
            saturated[column] = saturated[filled];
        }
    }

    int active(int column) {
        return active[column];
    }

    int queue(int column) {
        return queue[column];
    }

    boolean saturated(int column) {
        return saturated[column];
    }

    /** Workers there may be, of the newest point. */
    int max() {
        return max;
    }

    /** The most workers, running or allowed. */
    int peakWorkers() {
        return max == Pool.UNBOUNDED ? peakActive : Math.max(max, peakActive);
    }

    int peakQueue() {
        return peakQueue;
    }
}
