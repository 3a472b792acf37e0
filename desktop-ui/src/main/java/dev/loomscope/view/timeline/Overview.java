package dev.loomscope.view.timeline;

import java.util.Arrays;

import dev.loomscope.model.LaneTable;
import dev.loomscope.model.Occupancy;
import dev.loomscope.model.SessionModel;
import dev.loomscope.model.SpanState;

/**
 * The whole session in a strip: how many lanes were busy over time, and what part of that was waiting or blocked. Immutable;
 * made off the toolkit's thread, as it looks at all of history of all lanes.
 *
 * @param running by column, 0 to 1 of the busiest column
 * @param waiting as running
 * @param severe blocked or failed, as running
 */
record Overview(long from, long to, float[] running, float[] waiting, float[] severe) {
    static final Overview NONE = new Overview(0, 1, new float[0], new float[0], new float[0]);

    static Overview of(SessionModel session, int columns) {
        long from = session.oldest();
        long to = session.now();
        LaneTable lanes = session.lanes();
        int size = lanes.size();
        if (to <= from || size == 0 || columns <= 0) {
            return NONE;
        }
        double nsPerColumn = Math.max(1, (to - from) / (double) columns);
        Occupancy occupancy = new Occupancy();
        float[] running = new float[columns];
        float[] waiting = new float[columns];
        float[] severe = new float[columns];
        for (int lane = 0; lane < size; lane++) {
            lanes.lane(lane).occupancy(from, nsPerColumn, columns, occupancy);
            for (int i = 0; i < columns; i++) {
                running[i] += occupancy.ns(i, SpanState.RUNNING);
                waiting[i] += occupancy.ns(i, SpanState.WAITING);
                severe[i] += occupancy.ns(i, SpanState.BLOCKED) + occupancy.ns(i, SpanState.FAILED);
            }
        }
        float most = 1;
        for (int i = 0; i < columns; i++) {
            most = Math.max(most, running[i] + waiting[i] + severe[i]);
        }
        for (float[] each : new float[][] {running, waiting, severe}) {
            for (int i = 0; i < columns; i++) {
                each[i] /= most;
            }
        }
        return new Overview(from, to, running, waiting, severe);
    }

    int columns() {
        return running.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Overview o && from == o.from && to == o.to && Arrays.equals(running, o.running)
                && Arrays.equals(waiting, o.waiting) && Arrays.equals(severe, o.severe);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(from) * 31 + Long.hashCode(to);
    }

    @Override
    public String toString() {
        return "Overview[from=" + from + ", to=" + to + ", columns=" + columns() + "]";
    }
}
