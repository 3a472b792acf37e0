package dev.loomscope.view.timeline;

import dev.loomscope.figures.Figures;
import dev.loomscope.model.Pool;
import dev.loomscope.model.PoolSeries;

/**
 * How a pool stood at the end of the time in sight: at present where that is in sight, and else as it was seen last before.
 *
 * @param active workers that ran a task
 * @param queue tasks that waited
 * @param size workers there were
 * @param max workers there may be, as {@link Pool#max} has it
 */
record PoolStanding(int active, int queue, int size, int max, boolean shutdown) {
    static PoolStanding of(Pool pool, TimelineModel model) {
        return model.position() <= model.to() ? atPresent(pool) : at(pool, model.to());
    }

    /** As it stood at a time, in ns since the epoch. */
    static PoolStanding at(Pool pool, long time) {
        PoolSeries series = pool.series();
        int next = series.indexAt(time + 1);
        if (next >= series.size()) {
            return atPresent(pool);
        }
        int i = next - 1;
        return i < series.oldest()
                ? new PoolStanding(0, 0, 0, 0, false)
                : new PoolStanding(series.active(i), series.queue(i), series.size(i), series.max(i), false);
    }

    private static PoolStanding atPresent(Pool pool) {
        return new PoolStanding(pool.active(), pool.queue(), pool.size(), pool.max(), pool.shutdown());
    }

    /** In a few words, but for the queue. */
    String inWords(String unit) {
        if (shutdown) {
            return "shut down";
        }
        int all = Pool.isBound(max) ? max : size;
        if (all == 0 && active == 0) {
            return "no " + unit;
        }
        // With a queue to tell of, there is no room for the unit.
        return active + " of " + (queue > 0 ? Figures.count(all) : Figures.counted(all, unit)) + " busy";
    }
}
