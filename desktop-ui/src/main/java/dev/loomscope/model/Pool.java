package dev.loomscope.model;

import dev.loomscope.protocol.TaskFamily;

/**
 * An executor with its workers, or the scheduler of virtual threads with its carriers. It is saturated while all workers
 * are busy at the maximum and the queue is not empty.
 *
 * <p>Active workers and the queue are counted from the events, and so exact at any time; what a pool is and can hold comes
 * from samples. A submitted task that an idle or a new worker takes at once was never queued: the queue is what waits beyond
 * the workers that are free. Tasks that were queued before watching began are known by the first sample only, and counted
 * down as they start.
 */
public final class Pool {
    /** The id that the scheduler of virtual threads has. */
    public static final int SCHEDULER = -1;

    /** The id that stands for no pool: threads that were started by hand. */
    public static final int THREADS = -2;

    /** The {@link #max} of a pool that makes as many workers as it is asked for. */
    public static final int UNBOUNDED = Integer.MAX_VALUE;

    /** Whether a {@link #max} is one: there is a bound, and it is known. */
    public static boolean isBound(int max) {
        return max > 0 && max != UNBOUNDED;
    }

    private final int id;
    private final Names names;
    private final String kind;
    private final TaskKind taskKind;
    private final int family;
    private final long firstSeen;
    private final PoolSeries series;
    private final DurationHistogram waits = new DurationHistogram();
    private final DurationHistogram runs = new DurationHistogram();

    private final PoolSize size = new PoolSize();
    private final PoolTally tally = new PoolTally();
    private final PoolUse use;
    private final WaitBalance waitBalance = new WaitBalance();

    Pool(int id, String kind, long firstSeen, Names names, Retention retention) {
        this.id = id;
        this.kind = kind;
        this.taskKind = PoolKind.ofTasks(kind);
        this.family = PoolKind.family(taskKind);
        this.use = new PoolUse(size, taskKind);
        this.firstSeen = firstSeen;
        this.names = names;
        this.series = new PoolSeries(retention);
    }

    public int id() {
        return id;
    }

    /** Name for people: the common begin of its workers' names, otherwise its class and identity hash. */
    public String name() {
        return names.pool(id);
    }

    /** {@code thread-pool}, {@code scheduled}, {@code fork-join}, or {@code virtual-threads}. */
    public String kind() {
        return kind;
    }

    /** Workers there are. */
    public int size() {
        return size.workers();
    }

    /**
     * Workers there can be: its core size where it has an unbounded queue, as it never grows beyond that; {@link #UNBOUNDED}
     * where there is no bound; 0 where unknown.
     */
    public int max() {
        return size.max();
    }

    /** The maximum size the pool was given; above {@link #max} where an unbounded queue keeps it from being reached. */
    public int configuredMax() {
        return size.configuredMax();
    }

    /** Tasks the queue can hold, -1 where there is no bound or it is unknown. */
    public int queueCapacity() {
        return size.queueCapacity();
    }

    /** Workers that run a task. */
    public int active() {
        return use.active();
    }

    /** Tasks that wait. */
    public int queue() {
        return use.queue();
    }

    public int queuePeak() {
        return use.queuePeak();
    }

    /** Whether it was shut down. */
    public boolean shutdown() {
        return size.isShutdown();
    }

    /** Tasks submitted so far, rejected ones included. */
    public long tasks() {
        return tally.submitted();
    }

    public long completed() {
        return tally.completed();
    }

    public long failed() {
        return tally.failed();
    }

    public long cancelled() {
        return tally.cancelled();
    }

    public long rejected() {
        return tally.rejected();
    }

    /** Tasks that ran and ended. */
    public long ended() {
        return tally.ended();
    }

    /** Ns that ended tasks ran, all together. */
    public long runTime() {
        return tally.runTime();
    }

    /** The part of {@link #runTime}, in ns, in which their threads were seen parked, asleep or blocked. */
    public long blockedTime() {
        return tally.blockedTime();
    }

    public PoolSeries series() {
        return series;
    }

    /** From submit to first start. */
    public LongSummary waits() {
        return waits.summary();
    }

    /**
     * How long its tasks waited, those included that were counted only: {@link #waits} has those only whose submit and start were
     * both recorded. Of the scheduler: how long virtual threads waited for a carrier, time and again.
     */
    public CountedWaits countedWaits() {
        return waitBalance.summary();
    }

    /** From first start to end, of tasks that ended. */
    public LongSummary runs() {
        return runs.summary();
    }

    /** When the first fact about it was seen, in ns since the epoch. */
    public long firstSeen() {
        return firstSeen;
    }

    /** Part of its life up to its last point in {@link #series}, 0 to 1, in which it was saturated. */
    public double saturatedFraction() {
        int points = series.size();
        return points == 0 ? 0 : saturated(firstSeen, series.time(points - 1));
    }

    /** Part of a time range, 0 to 1, in which it was saturated. */
    public double saturated(long from, long to) {
        return to <= from ? 0 : Math.clamp((double) use.saturations().within(from, to) / (to - from), 0, 1);
    }

    /** Whether it is saturated now. */
    public boolean saturatedNow() {
        return use.saturations().saturatedNow();
    }

    /** Shows the stretches within a time range in which it was saturated, oldest first. */
    public void saturations(long from, long to, RangeVisitor visitor) {
        use.saturations().forEach(from, to, visitor);
    }

    // From here on: session thread only.

    /** The kind that its tasks have. */
    TaskKind taskKind() {
        return taskKind;
    }

    WaitBalance waitBalance() {
        return waitBalance;
    }

    /** Whether its tasks are counted only at present. */
    boolean isCounted() {
        return use.load().isCounted();
    }

    /** Whether a sample has said how many of its tasks are queued. */
    boolean isSampled() {
        return use.load().isSampled();
    }

    /** The {@link TaskFamily} of its tasks. */
    int family() {
        return family;
    }

    /** Whether a thread may run a task of it inside another one of it. */
    boolean nests() {
        return taskKind == TaskKind.FORK_JOIN || taskKind == TaskKind.THREAD;
    }

    void submitted(long count) {
        tally.submitted(count);
    }

    /** From now on its tasks are counted only, and samples alone say how full it is; or they are followed again. */
    void counted(boolean isCounted, long time) {
        use.counted(isCounted, time);
    }

    /** A task begins or ceases to wait, or a worker begins or ceases to run one. */
    void load(int moreWaiting, int moreRunning, long time) {
        use.change(moreWaiting, moreRunning, time);
    }

    /** A task started that was queued before watching began. */
    void startedFromBefore() {
        use.load().startedFromBefore();
    }

    /** A task that was to run later started; see {@link PoolUse#startedWhenDue}. */
    void startedWhenDue(long due) {
        use.startedWhenDue(due);
    }

    /** A task ended that was running before it was followed. */
    void endedFromBefore() {
        use.load().endedFromBefore();
    }

    void waited(long wait) {
        waits.record(wait);
    }

    /** A task that ran ended: from its first start to its end, and how much of that on a thread, or seen blocked there. */
    void ran(long run, long busy, long blocked) {
        runs.record(run);
        tally.ran(busy, blocked);
    }

    /** A task ended, or turned out not to have. */
    void count(byte status, long change) {
        tally.ended(status, change);
    }

    /** What a sample says; -1 where it does not say something. */
    void sample(long time, int workers, int core, int max, int capacity, boolean unbounded, int sampledQueue,
            int sampledActive, boolean down) {
        size.sample(workers, core, max, capacity, unbounded, down);
        use.sample(sampledQueue, sampledActive, time);
    }

    /** How many carriers a scheduler has, for a while more than it should have where some are pinned. */
    void parallelism(int carriers, int seen) {
        size.parallelism(carriers, seen);
        use.load().known();
    }

    /** How many wait and run, where the events do not say so because they were counted only. */
    void sampleCounted(int sampledQueue, int sampledActive, long time) {
        use.sampleCounted(sampledQueue, sampledActive, time);
    }

    /** Adds a point to the series. */
    void point(long time) {
        series.add(time, this);
    }
}
