package dev.loomscope.view.pools;

import java.util.ArrayList;
import java.util.List;

import dev.loomscope.insight.PoolWindow;
import dev.loomscope.model.Pool;
import dev.loomscope.model.PoolSeries;
import dev.loomscope.model.SessionModel;

/**
 * One pool over the time of an axis, folded into columns; made beside the window's thread.
 *
 * @param scheduler whether it is the scheduler of virtual threads
 * @param standIns the most workers beyond the maximum at a time: carriers that stand in for pinned ones
 * @param saturated stretches in which it was saturated, from and to in turn
 * @param max workers there may be, {@link Pool#UNBOUNDED} or 0 where unknown
 */
public record PoolHistory(
        int pool, boolean scheduler, PoolAxis axis, WorkerLoad load, QueueOverTime queue, WaitsOverTime waits,
        FlowOverTime flow, List<PoolAxis> saturated, int standIns, int max, PoolSize size) {
    /** Columns of a chart. */
    static final int COLUMNS = 240;

    static PoolHistory of(SessionModel model, Pool pool, PoolAxis axis) {
        PoolSeries series = pool.series();
        List<PoolAxis> saturated = new ArrayList<>();
        pool.saturations(axis.from(), axis.to(), (from, to) -> saturated.add(new PoolAxis(from, to)));
        PoolWindow window = PoolWindow.of(model, pool, axis.from(), axis.to());
        return new PoolHistory(pool.id(), pool.id() == Pool.SCHEDULER, axis, WorkerLoad.of(model, pool, axis, COLUMNS),
                QueueOverTime.of(series, axis, COLUMNS), WaitsOverTime.of(model, pool, axis, COLUMNS),
                FlowOverTime.of(series, axis, COLUMNS), List.copyOf(saturated), standIns(series, axis), pool.max(),
                PoolSize.of(pool, window, model.info().cpus()));
    }

    private static int standIns(PoolSeries series, PoolAxis axis) {
        int most = 0;
        for (int i = Math.max(series.oldest(), series.indexAt(axis.from())); i < series.size()
                && series.time(i) <= axis.to(); i++) {
            if (Pool.isBound(series.max(i))) {
                most = Math.max(most, series.size(i) - series.max(i));
            }
        }
        return most;
    }

    boolean isBounded() {
        return Pool.isBound(max);
    }

    /** The most workers that a chart has to have room for. */
    double mostWorkers() {
        return Math.max(1, Math.max(isBounded() ? max : 0, load.peak()));
    }
}
