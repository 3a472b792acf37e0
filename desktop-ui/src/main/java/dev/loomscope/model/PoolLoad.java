package dev.loomscope.model;

/**
 * How many tasks of a pool wait and run: counted from the events, and where those do not tell, because the tasks are older than
 * watching or were counted only, from samples. Session thread only.
 */
final class PoolLoad {
    private int waiting;
    private int running;
    /** Tasks in the queue that are not followed, or of which it is not followed that they became due. */
    private int queuedBefore;
    /** Workers inside tasks that are not followed. */
    private int runningBefore;
    private boolean counted;
    /** The next sample says how many tasks there are that are not followed. */
    private boolean resync;
    private boolean sampled;
    private int peak;

    /** Whether it is known how many workers there are. */
    boolean isSampled() {
        return sampled;
    }

    void known() {
        sampled = true;
    }

    /** The most that waited and ran together before the first sample. */
    int peak() {
        return peak;
    }

    boolean isCounted() {
        return counted;
    }

    /** Whether only a sample can tell. */
    boolean isInDoubt() {
        return counted || resync;
    }

    void counted(boolean isCounted) {
        counted = isCounted;
        resync = true;
        queuedBefore = 0;
        runningBefore = 0;
    }

    void change(int moreWaiting, int moreRunning) {
        waiting = Math.max(0, waiting + moreWaiting);
        running = Math.max(0, running + moreRunning);
        if (!sampled) {
            peak = Math.max(peak, waiting + running);
        }
    }

    void startedFromBefore() {
        queuedBefore = Math.max(0, queuedBefore - 1);
    }

    void endedFromBefore() {
        runningBefore = Math.max(0, runningBefore - 1);
    }

    /**
     * What a sample says.
     *
     * @param queue below 0 where it does not say
     * @param direct whether a task can only be handed over, not queued
     * @param delayed whether tasks are to run later: no event tells when they begin to wait
     */
    void sample(int queue, int active, int workers, boolean direct, boolean delayed) {
        int more = Math.max(0, queue - waitingBeyond(workers, direct));
        queuedBefore = sampled && !resync && queue >= 0 && !delayed ? Math.min(queuedBefore, more) : more;
        int beyond = Math.max(0, active - running);
        runningBefore = resync ? beyond : Math.min(runningBefore, beyond);
        resync = counted;
        sampled = true;
    }

    /** Workers that run a task. */
    int running() {
        return running + runningBefore;
    }

    /** Tasks that wait beyond the workers that are free. */
    int queue(int workers, boolean direct) {
        return sampled ? waitingBeyond(workers, direct) + queuedBefore : waiting;
    }

    private int waitingBeyond(int workers, boolean direct) {
        return direct ? 0 : Math.max(0, waiting - Math.max(0, workers - running()));
    }
}
