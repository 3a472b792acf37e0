package dev.loomscope.model;

/** What has become of the tasks of a pool so far, in numbers. Written by the session thread; may be read by any. */
final class PoolTally {
    private long submitted;
    private long completed;
    private long failed;
    private long cancelled;
    private long rejected;
    private long ended;
    private long runTime;
    private long blockedTime;

    long submitted() {
        return submitted;
    }

    long completed() {
        return completed;
    }

    long failed() {
        return failed;
    }

    long cancelled() {
        return cancelled;
    }

    long rejected() {
        return rejected;
    }

    long ended() {
        return ended;
    }

    long runTime() {
        return runTime;
    }

    long blockedTime() {
        return blockedTime;
    }

    // From here on: session thread only.

    void submitted(long count) {
        submitted += count;
    }

    /** A task that ran ended. */
    void ran(long busy, long blocked) {
        ended++;
        runTime += busy;
        blockedTime += blocked;
    }

    /** Tasks ended so, or turned out not to have. */
    void ended(byte status, long change) {
        switch (status) {
            case TaskStatus.COMPLETED -> completed += change;
            case TaskStatus.FAILED -> failed += change;
            case TaskStatus.CANCELLED -> cancelled += change;
            case TaskStatus.REJECTED -> rejected += change;
            default -> {
            }
        }
    }
}
