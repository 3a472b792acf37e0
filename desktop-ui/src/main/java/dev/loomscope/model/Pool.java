package dev.loomscope.model;

/**
 * An executor with its workers, or the scheduler of virtual threads with its carriers. It is saturated while all workers
 * are busy at the maximum and the queue is not empty.
 */
public final class Pool {
    /** The id that the scheduler of virtual threads has. */
    public static final int SCHEDULER = -1;

    /** The {@link #max} of a pool that makes as many workers as it is asked for. */
    public static final int UNBOUNDED = Integer.MAX_VALUE;

    Pool() {
    }

    public int id() {
        return 0;
    }

    /** Name for people: the common begin of its workers' names, otherwise its class and identity hash. */
    public String name() {
        return Names.UNKNOWN;
    }

    /** {@code thread-pool}, {@code scheduled}, or {@code virtual-threads}. */
    public String kind() {
        return "thread-pool";
    }

    /** Workers there are. */
    public int size() {
        return 0;
    }

    /**
     * Workers there can be: its core size where it has an unbounded queue, as it never grows beyond that; {@link #UNBOUNDED}
     * where there is no bound; 0 where unknown.
     */
    public int max() {
        return 0;
    }

    /** The maximum size the pool was given; above {@link #max} where an unbounded queue keeps it from being reached. */
    public int configuredMax() {
        return 0;
    }

    /** Tasks the queue can hold, -1 where there is no bound or it is unknown. */
    public int queueCapacity() {
        return -1;
    }

    /** Workers that run a task. */
    public int active() {
        return 0;
    }

    /** Tasks that wait. */
    public int queue() {
        return 0;
    }

    public int queuePeak() {
        return 0;
    }

    /** Whether it was shut down. */
    public boolean shutdown() {
        return false;
    }

    /** Tasks submitted so far, rejected ones included. */
    public long tasks() {
        return 0;
    }

    public long completed() {
        return 0;
    }

    public long failed() {
        return 0;
    }

    public long cancelled() {
        return 0;
    }

    public long rejected() {
        return 0;
    }

    public PoolSeries series() {
        return new PoolSeries();
    }

    /** From submit to first start. */
    public LongSummary waits() {
        return LongSummary.EMPTY;
    }

    /** From first start to end, of tasks that ended. */
    public LongSummary runs() {
        return LongSummary.EMPTY;
    }

    /** When the first fact about it was seen, in ns since the epoch. */
    public long firstSeen() {
        return 0;
    }

    /** Part of its life so far, 0 to 1, in which it was saturated. */
    public double saturatedFraction() {
        return 0;
    }

    /** Part of a time range, 0 to 1, in which it was saturated. */
    public double saturated(long from, long to) {
        return 0;
    }

    /** Whether it is saturated now. */
    public boolean saturatedNow() {
        return false;
    }

    /** Shows the stretches within a time range in which it was saturated, oldest first. */
    public void saturations(long from, long to, RangeVisitor visitor) {
    }

    /** Is shown time ranges one by one. */
    @FunctionalInterface
    public interface RangeVisitor {
        /** One range, in ns since the epoch. */
        void range(long from, long to);
    }
}
