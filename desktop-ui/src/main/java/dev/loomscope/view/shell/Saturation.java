package dev.loomscope.view.shell;

import java.util.Arrays;

import dev.loomscope.model.Pool;
import dev.loomscope.model.PoolSeries;
import dev.loomscope.model.SessionModel;

/**
 * How busy the workers of all pools were, column by column of equal time.
 *
 * @param shares running workers out of those there may be, 0 to 1; NaN where nothing is known
 * @param full whether any pool was saturated
 */
record Saturation(double[] shares, boolean[] full) {
    static final Saturation NONE = new Saturation(new double[0], new boolean[0]);

    /** Of the pools of a model that have a bound. */
    static Saturation of(SessionModel model, long from, long to, int columns) {
        double[] active = new double[columns];
        double[] max = new double[columns];
        boolean[] full = new boolean[columns];
        for (Pool pool : model.pools()) {
            add(pool.series(), from, to, active, max, full);
        }
        double[] shares = new double[columns];
        for (int i = 0; i < columns; i++) {
            shares[i] = max[i] == 0 ? Double.NaN : Math.min(1, active[i] / max[i]);
        }
        return new Saturation(shares, full);
    }

    private static void add(PoolSeries series, long from, long to, double[] active, double[] max, boolean[] full) {
        int columns = active.length;
        double[] own = new double[columns];
        Arrays.fill(own, Double.NaN);
        int bound = 0;
        int size = series.size();
        for (int i = Math.max(series.oldest(), series.indexAt(from)); i < size && series.time(i) <= to; i++) {
            bound = series.max(i);
            if (Pool.isBound(bound)) {
                int column = (int) Math.clamp((double) (series.time(i) - from) / (to - from) * columns, 0, columns - 1);
                own[column] = Double.isNaN(own[column]) ? series.active(i) : Math.max(own[column], series.active(i));
                full[column] |= series.active(i) >= bound && series.queue(i) > 0;
            }
        }
        bridge(own);
        for (int i = 0; i < columns; i++) {
            if (!Double.isNaN(own[i])) {
                active[i] += own[i];
                max[i] += bound;
            }
        }
    }

    /** Columns between two points take the earlier one's value: samples come ten a second, columns may be narrower. */
    private static void bridge(double[] shares) {
        int last = shares.length - 1;
        while (last >= 0 && Double.isNaN(shares[last])) {
            last--;
        }
        for (int i = 1; i < last; i++) {
            if (Double.isNaN(shares[i])) {
                shares[i] = shares[i - 1];
            }
        }
    }
}
