package dev.loomscope.agent.stream;

import java.util.Arrays;

import dev.loomscope.agent.hook.ThreadEnds;

/** The ends of threads that were taken and not written yet, as {@link ThreadEnds} lays them out. Belongs to the drain. */
final class EndedThreads {
    private final long[] shared;
    private long[] ends = new long[16];
    private long[] times = new long[16];
    private int count;

    EndedThreads(long[] shared) {
        this.shared = shared;
    }

    /** Takes those up to a time; to be called before any ring is looked at, so that what a thread told before comes along. */
    void take(long cut) {
        if (SharedArrays.acquire(shared, ThreadEnds.NEWS) == 0) {
            return;
        }
        SharedArrays.release(shared, ThreadEnds.NEWS, 0);
        java.lang.invoke.VarHandle.fullFence();
        for (int at = ThreadEnds.FIRST; at < shared.length; at += 2) {
            long end = SharedArrays.acquire(shared, at);
            if (end == 0) {
                continue;
            }
            if (end < 0 || shared[at + 1] > cut) {
                SharedArrays.release(shared, ThreadEnds.NEWS, 1);
                continue;
            }
            if (count == ends.length) {
                ends = Arrays.copyOf(ends, count * 2);
                times = Arrays.copyOf(times, count * 2);
            }
            ends[count] = end;
            times[count++] = shared[at + 1];
            SharedArrays.release(shared, at, 0);
        }
    }

    /** Those taken were written. */
    void clear() {
        count = 0;
    }

    int count() {
        return count;
    }

    long thread(int i) {
        return ThreadEnds.thread(ends[i]);
    }

    int outcome(int i) {
        return ThreadEnds.outcome(ends[i]);
    }

    int failure(int i) {
        return ThreadEnds.failure(ends[i]);
    }

    long time(int i) {
        return times[i];
    }
}
