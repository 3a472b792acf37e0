package dev.loomscope.model;

/** A pool over time: points about ten a second, oldest first. The oldest are forgotten when memory ends. */
public final class PoolSeries {
    PoolSeries() {
    }

    /** Points there ever were. */
    public int size() {
        return 0;
    }

    /** The first point that is still known. */
    public int oldest() {
        return 0;
    }

    /** The first point at or after a time; {@link #size} where there is none. */
    public int indexAt(long time) {
        return 0;
    }

    /** When the point was taken, in ns since the epoch. */
    public long time(int i) {
        return 0;
    }

    /** Workers that ran a task. */
    public int active(int i) {
        return 0;
    }

    /** Tasks that waited. */
    public int queue(int i) {
        return 0;
    }

    /** Workers there were. */
    public int size(int i) {
        return 0;
    }

    /** Workers there may be; {@link Pool#UNBOUNDED} where there is no bound. */
    public int max(int i) {
        return 0;
    }
}
