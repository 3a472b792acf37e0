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

    static final String THREAD_POOL = "thread-pool";
    static final String SCHEDULED = "scheduled";
    static final String VIRTUAL_THREADS = "virtual-threads";
    static final String FORK_JOIN = "fork-join";
    static final String BY_HAND = "threads";
    /** An executor that is none of the JDK's. */
    static final String EXECUTOR = "executor";

    private final int id;
    private final Names names;
    private volatile String kind;
    private final TaskKind taskKind;
    private final long firstSeen;
    private final PoolSeries series;
    private final DurationHistogram waits = new DurationHistogram();
    private final DurationHistogram runs = new DurationHistogram();
    private final Saturations saturations = new Saturations();

    private volatile int size;
    private volatile int core;
    private volatile int configuredMax;
    private volatile int queueCapacity = -1;
    private volatile boolean queueUnbounded;
    private volatile boolean shutdown;
    private final PoolLoad load = new PoolLoad();
    private final WaitBalance waitBalance = new WaitBalance();
    private volatile int queue;
    private volatile int queuePeak;
    private volatile int active;
    private long submitted;
    private long completed;
    private long failed;
    private long cancelled;
    private long rejected;
    private long ended;
    private long runTime;
    private long blockedTime;

    Pool(int id, String kind, long firstSeen, Names names, Retention retention) {
        this.id = id;
        this.kind = kind;
        this.taskKind = switch (kind) {
            case SCHEDULED -> TaskKind.SCHEDULED;
            case FORK_JOIN -> TaskKind.FORK_JOIN;
            case BY_HAND -> TaskKind.THREAD;
            case VIRTUAL_THREADS -> TaskKind.VIRTUAL_THREAD;
            default -> TaskKind.EXECUTOR;
        };
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

    /** {@code thread-pool}, {@code scheduled}, {@code fork-join}, {@code virtual-threads}, or {@code executor}. */
    public String kind() {
        return kind;
    }

    /** Workers there are. */
    public int size() {
        return size;
    }

    /**
     * Workers there can be: its core size where it has an unbounded queue, as it never grows beyond that; {@link #UNBOUNDED}
     * where there is no bound; 0 where unknown.
     */
    public int max() {
        int most = configuredMax;
        return queueUnbounded && core > 0 && core < most ? Math.max(core, size) : most;
    }

    /** The maximum size the pool was given; above {@link #max} where an unbounded queue keeps it from being reached. */
    public int configuredMax() {
        return configuredMax;
    }

    /** Tasks the queue can hold, -1 where there is no bound or it is unknown. */
    public int queueCapacity() {
        return queueCapacity;
    }

    /** Workers that run a task. */
    public int active() {
        return active;
    }

    /** Tasks that wait. */
    public int queue() {
        return queue;
    }

    public int queuePeak() {
        return queuePeak;
    }

    /** Whether it was shut down. */
    public boolean shutdown() {
        return shutdown;
    }

    /** Tasks submitted so far, rejected ones included. */
    public long tasks() {
        return submitted;
    }

    public long completed() {
        return completed;
    }

    public long failed() {
        return failed;
    }

    public long cancelled() {
        return cancelled;
    }

    public long rejected() {
        return rejected;
    }

    /** Tasks that ran and ended. */
    public long ended() {
        return ended;
    }

    /** Ns that ended tasks ran, all together. */
    public long runTime() {
        return runTime;
    }

    /** The part of {@link #runTime}, in ns, in which their threads were seen parked, asleep or blocked. */
    public long blockedTime() {
        return blockedTime;
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
        return to <= from ? 0 : Math.clamp((double) saturations.within(from, to) / (to - from), 0, 1);
    }

    /** Whether it is saturated now. */
    public boolean saturatedNow() {
        return saturations.saturatedNow();
    }

    /** Shows the stretches within a time range in which it was saturated, oldest first. */
    public void saturations(long from, long to, RangeVisitor visitor) {
        saturations.forEach(from, to, visitor);
    }

    /** Is shown time ranges one by one. */
    @FunctionalInterface
    public interface RangeVisitor {
        /** One range, in ns since the epoch. */
        void range(long from, long to);
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
        return load.isCounted();
    }

    /** Whether a sample has said how many of its tasks are queued. */
    boolean isSampled() {
        return load.isSampled();
    }

    /** The {@link TaskFamily} of its tasks. */
    int family() {
        return switch (taskKind) {
            case FORK_JOIN -> TaskFamily.FORK_JOIN;
            case VIRTUAL_THREAD -> TaskFamily.VIRTUAL_THREAD;
            default -> TaskFamily.POOL;
        };
    }

    /** Whether a thread may run a task of it inside another one of it. */
    boolean nests() {
        return taskKind == TaskKind.FORK_JOIN || taskKind == TaskKind.THREAD || kind.equals(EXECUTOR);
    }

    /** What it turned out to be. */
    void kind(String sampledKind) {
        if (sampledKind.equals(EXECUTOR) && kind.equals(THREAD_POOL)) {
            kind = EXECUTOR;
        }
    }

    void submitted(long count) {
        submitted += count;
    }

    /** From now on its tasks are counted only, and samples alone say how full it is; or they are followed again. */
    void counted(boolean isCounted, long time) {
        load.counted(isCounted);
        settle(time);
    }

    /** A task begins or ceases to wait, or a worker begins or ceases to run one. */
    void load(int moreWaiting, int moreRunning, long time) {
        load.change(moreWaiting, moreRunning);
        settle(time);
    }

    /** A task started that was queued before watching began. */
    void startedFromBefore() {
        load.startedFromBefore();
    }

    /** A task ended that was running before it was followed. */
    void endedFromBefore() {
        load.endedFromBefore();
    }

    void waited(long wait) {
        waits.record(wait);
    }

    /** A task that ran ended: from its first start to its end, and how much of that on a thread, or seen blocked there. */
    void ran(long run, long busy, long blocked) {
        runs.record(run);
        ended++;
        runTime += busy;
        blockedTime += blocked;
    }

    /** A task ended, or turned out not to have. */
    void count(byte status, long change) {
        switch (status) {
            case TaskStatus.COMPLETED -> completed += change;
            case TaskStatus.FAILED -> failed += change;
            case TaskStatus.CANCELLED -> cancelled += change;
            case TaskStatus.REJECTED -> rejected += change;
            default -> {
            }
        }
    }

    /** What a sample says; -1 where it does not say something. */
    void sample(long time, int size, int core, int max, int capacity, boolean unbounded, int sampledQueue,
            int sampledActive, boolean down) {
        this.size = Math.max(0, size);
        this.core = Math.max(0, core);
        this.configuredMax = Math.max(0, max);
        this.queueCapacity = capacity;
        this.queueUnbounded = unbounded;
        this.shutdown = down;
        if (!load.isSampled()) {
            queuePeak = Math.max(queuePeak, load.peak() - Math.max(this.core, Math.min(this.size, max())));
        }
        load.sample(sampledQueue, sampledActive, workers(), capacity == 0);
        if (sampledQueue > queuePeak) {
            queuePeak = sampledQueue;
        }
        settle(time);
    }

    /** How many carriers a scheduler has, for a while more than it should have where some are pinned. */
    void parallelism(int carriers, int seen) {
        this.core = carriers;
        this.configuredMax = carriers;
        this.size = Math.max(0, Math.max(Math.min(size, carriers), seen));
        load.known();
    }

    /** How many wait and run, where the events do not say so because they were counted only. */
    void sampleCounted(int sampledQueue, int sampledActive, long time) {
        if (load.isInDoubt()) {
            load.sample(sampledQueue, sampledActive, workers(), false);
            settle(time);
        }
    }

    /** Adds a point to the series. */
    void point(long time) {
        series.add(time, this);
    }

    /** Workers there are, or would be made for a task. */
    private int workers() {
        return Math.max(core, size);
    }

    private void settle(long time) {
        int running = load.running();
        active = running;
        int now = load.queue(workers(), queueCapacity == 0);
        queue = now;
        if (!load.isSampled()) {
            return;
        }
        if (now > queuePeak) {
            queuePeak = now;
        }
        // What a scheduled pool has queued may not be due yet, and what a fork/join pool has queued is work that its workers cut
        // up: neither says anything about its workers.
        int bound = max();
        boolean judged = bound > 0
                && bound != UNBOUNDED
                && taskKind != TaskKind.SCHEDULED
                && taskKind != TaskKind.FORK_JOIN;
        saturations.set(judged && now > 0 && running >= bound, time);
    }
}
