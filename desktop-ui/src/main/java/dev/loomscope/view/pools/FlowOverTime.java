package dev.loomscope.view.pools;

import java.util.function.IntToLongFunction;

import dev.loomscope.model.PoolSeries;

/**
 * Tasks a second that a pool ended, and that failed or were refused, column by column. Counts are known about ten times a
 * second; between two points they are taken to rise evenly.
 */
record FlowOverTime(double[] ended, double[] failed) {

    static FlowOverTime of(PoolSeries series, PoolAxis axis, int columns) {
        return new FlowOverTime(rates(series, series::ended, axis, columns),
                rates(series, series::failed, axis, columns));
    }

    private static double[] rates(PoolSeries series, IntToLongFunction count, PoolAxis axis, int columns) {
        double[] rates = new double[columns];
        double column = axis.column(columns);
        double before = at(series, count, (double) axis.from());
        for (int i = 0; i < columns; i++) {
            double after = at(series, count, axis.from() + (i + 1) * column);
            rates[i] = Math.max(0, after - before) / column * 1e9;
            before = after;
        }
        return rates;
    }

    private static double at(PoolSeries series, IntToLongFunction count, double time) {
        int next = series.indexAt((long) Math.ceil(time));
        if (next >= series.size()) {
            return series.size() == 0 ? 0 : count.applyAsLong(series.size() - 1);
        }
        if (next <= series.oldest()) {
            return next == 0 && series.time(next) > time ? 0 : count.applyAsLong(next);
        }
        long left = series.time(next - 1);
        long right = series.time(next);
        double part = right == left ? 1 : Math.clamp((time - left) / (right - left), 0, 1);
        long low = count.applyAsLong(next - 1);
        return low + part * (count.applyAsLong(next) - low);
    }

    static double mean(double[] rates) {
        double sum = 0;
        for (double rate : rates) {
            sum += rate;
        }
        return rates.length == 0 ? 0 : sum / rates.length;
    }

    static double peak(double[] rates) {
        double most = 0;
        for (double rate : rates) {
            most = Math.max(most, rate);
        }
        return most;
    }
}
