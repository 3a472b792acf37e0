package dev.loomscope.model;

/**
 * How full a pool is, and has been: workers that run tasks, tasks that wait, and when it was saturated. Written by the session
 * thread; may be read by any.
 */
final class PoolUse {
    private final PoolSize size;
    private final boolean delayed;
    private final boolean everJudged;
    private final PoolLoad load = new PoolLoad();
    private final Saturations saturations = new Saturations();
    private volatile int queue;
    private volatile int queuePeak;
    private volatile int active;
    private long sampledAt = -1;

    PoolUse(PoolSize size, TaskKind tasks) {
        this.size = size;
        // What a scheduled pool has queued may not be due yet, and what a fork/join pool has queued is work that its workers cut
        // up: neither says anything about its workers.
        delayed = tasks == TaskKind.SCHEDULED;
        everJudged = tasks != TaskKind.SCHEDULED && tasks != TaskKind.FORK_JOIN;
    }

    int active() {
        return active;
    }

    int queue() {
        return queue;
    }

    int queuePeak() {
        return queuePeak;
    }

    Saturations saturations() {
        return saturations;
    }

    // From here on: session thread only.

    PoolLoad load() {
        return load;
    }

    void counted(boolean isCounted, long time) {
        load.counted(isCounted);
        settle(time);
    }

    void change(int moreWaiting, int moreRunning, long time) {
        load.change(moreWaiting, moreRunning);
        settle(time);
    }

    /** What a sample says, whose size is known already; -1 where it does not say something. */
    void sample(int sampledQueue, int sampledActive, long time) {
        if (!load.isSampled()) {
            queuePeak = Math.max(queuePeak, load.peak() - size.workersAtMost());
        }
        load.sample(sampledQueue, sampledActive, size.workersToBe(), size.queueCapacity() == 0, delayed);
        sampledAt = time;
        if (sampledQueue > queuePeak) {
            queuePeak = sampledQueue;
        }
        settle(time);
    }

    void startedWhenDue(long due) {
        if (due <= sampledAt) {
            load.startedFromBefore();
        }
    }

    void sampleCounted(int sampledQueue, int sampledActive, long time) {
        if (load.isInDoubt()) {
            load.sample(sampledQueue, sampledActive, size.workersToBe(), false, delayed);
            settle(time);
        }
    }

    private void settle(long time) {
        int running = load.running();
        active = running;
        int now = load.queue(size.workersToBe(), size.queueCapacity() == 0);
        queue = now;
        if (!load.isSampled()) {
            return;
        }
        if (now > queuePeak) {
            queuePeak = now;
        }
        int bound = size.max();
        boolean judged = everJudged && Pool.isBound(bound);
        saturations.set(judged && now > 0 && running >= bound, time);
    }
}
