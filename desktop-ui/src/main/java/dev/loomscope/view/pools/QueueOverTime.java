package dev.loomscope.view.pools;

import dev.loomscope.model.PoolSeries;

/** The longest queue of a pool in each column of time; a column in which no point lies has the one of the column before. */
record QueueOverTime(int[] most, int peak) {

    static QueueOverTime of(PoolSeries series, PoolAxis axis, int columns) {
        int[] most = new int[columns];
        int size = series.size();
        int first = Math.max(series.oldest(), series.indexAt(axis.from()) - 1);
        int filled = -1;
        int peak = 0;
        for (int i = first; i < size && series.time(i) <= axis.to(); i++) {
            int column = (int) Math.min(columns - 1, axis.partOf(series.time(i)) * columns);
            carry(most, filled, column);
            most[column] = filled == column ? Math.max(most[column], series.queue(i)) : series.queue(i);
            peak = Math.max(peak, series.queue(i));
            filled = column;
        }
        carry(most, filled, columns);
        return new QueueOverTime(most, peak);
    }

    private static void carry(int[] most, int filled, int until) {
        for (int column = filled + 1; filled >= 0 && column < until; column++) {
            most[column] = most[filled];
        }
    }
}
