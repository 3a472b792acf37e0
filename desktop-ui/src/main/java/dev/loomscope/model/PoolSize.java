package dev.loomscope.model;

/** How many workers a pool has and may have, and what its queue can hold, as samples say. One writer, any reader. */
final class PoolSize {
    private volatile int workers;
    private volatile int core;
    private volatile int configuredMax;
    private volatile int queueCapacity = -1;
    private volatile boolean queueUnbounded;
    private volatile boolean shutdown;

    /** Workers there are. */
    int workers() {
        return workers;
    }

    /** Workers there can be, see {@link Pool#max}. */
    int max() {
        int most = configuredMax;
        return queueUnbounded && core > 0 && core < most ? Math.max(core, workers) : most;
    }

    int configuredMax() {
        return configuredMax;
    }

    int queueCapacity() {
        return queueCapacity;
    }

    boolean isShutdown() {
        return shutdown;
    }

    /** Workers there are, or would be made for a task. */
    int workersToBe() {
        return Math.max(core, workers);
    }

    /** Workers that can have run tasks so far. */
    int workersAtMost() {
        return Math.max(core, Math.min(workers, max()));
    }

    // From here on: session thread only.

    void sample(int size, int coreSize, int max, int capacity, boolean unbounded, boolean down) {
        workers = Math.max(0, size);
        core = Math.max(0, coreSize);
        configuredMax = Math.max(0, max);
        queueCapacity = capacity;
        queueUnbounded = unbounded;
        shutdown = down;
    }

    void parallelism(int carriers, int seen) {
        core = carriers;
        configuredMax = carriers;
        workers = Math.max(0, Math.max(Math.min(workers, carriers), seen));
    }
}
