package dev.loomscope.view.pools;

import dev.loomscope.model.Lane;
import dev.loomscope.model.LaneGroup;
import dev.loomscope.model.Occupancy;
import dev.loomscope.model.Pool;
import dev.loomscope.model.SessionModel;
import dev.loomscope.model.SpanState;

/**
 * How many of a pool's workers computed and how many held a task that waited, column by column of equal time: what their lanes
 * tell, so that a task of a microsecond counts as one.
 *
 * @param computing workers on average
 * @param waiting workers on average whose task was parked, asleep, blocked or reading
 */
record WorkerLoad(double[] computing, double[] waiting) {

    static WorkerLoad of(SessionModel model, Pool pool, PoolAxis axis, int columns) {
        double[] computing = new double[columns];
        double[] waiting = new double[columns];
        Occupancy occupancy = new Occupancy();
        double column = axis.column(columns);
        for (LaneGroup group : model.lanes().groups()) {
            if (group.pool() == pool.id()) {
                for (Lane lane : group.lanes()) {
                    lane.occupancy(axis.from(), column, columns, occupancy);
                    add(occupancy, column, computing, waiting);
                }
            }
        }
        return new WorkerLoad(computing, waiting);
    }

    private static void add(Occupancy occupancy, double column, double[] computing, double[] waiting) {
        for (int i = 0; i < computing.length; i++) {
            long all = occupancy.busy(i);
            long waits = occupancy.ns(i, SpanState.WAITING) + occupancy.ns(i, SpanState.BLOCKED);
            computing[i] += (all - waits) / column;
            waiting[i] += waits / column;
        }
    }

    double busy(int column) {
        return computing[column] + waiting[column];
    }

    /** Workers that were busy on average over all columns. */
    double mean() {
        double sum = 0;
        for (int i = 0; i < computing.length; i++) {
            sum += busy(i);
        }
        return computing.length == 0 ? 0 : sum / computing.length;
    }

    double peak() {
        double most = 0;
        for (int i = 0; i < computing.length; i++) {
            most = Math.max(most, busy(i));
        }
        return most;
    }
}
