package dev.loomscope.view.shell;

import java.util.Arrays;

import dev.loomscope.model.Pool;
import dev.loomscope.model.PoolSeries;
import dev.loomscope.model.SessionModel;

/**
 * How full the fullest pool was, column by column of equal time.
 *
 * @param shares running workers out of those there may be, 0 to 1; NaN where nothing is known
 * @param full whether a pool was saturated
 */
record Saturation(double[] shares, boolean[] full) {
    static final Saturation NONE = new Saturation(new double[0], new boolean[0]);

    /** Of the pools of a model that have a bound. */
    static Saturation of(SessionModel model, long from, long to, int columns) {
        double[] shares = new double[columns];
        boolean[] full = new boolean[columns];
        Arrays.fill(shares, Double.NaN);
        for (Pool pool : model.pools()) {
            PoolSeries series = pool.series();
            double[] own = new double[columns];
            Arrays.fill(own, Double.NaN);
            int size = series.size();
            for (int i = Math.max(series.oldest(), series.indexAt(from)); i < size && series.time(i) <= to; i++) {
                int max = series.max(i);
                if (max > 0 && max != Pool.UNBOUNDED) {
                    int column = (int) Math.clamp((double) (series.time(i) - from) / (to - from) * columns, 0, columns - 1);
                    double share = (double) series.active(i) / max;
                    own[column] = Double.isNaN(own[column]) ? share : Math.max(own[column], share);
                    full[column] |= series.active(i) >= max && series.queue(i) > 0;
                }
            }
            bridge(own);
            for (int i = 0; i < columns; i++) {
                shares[i] = Double.isNaN(shares[i]) ? own[i] : Double.isNaN(own[i]) ? shares[i] : Math.max(shares[i], own[i]);
            }
        }
        return new Saturation(shares, full);
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
