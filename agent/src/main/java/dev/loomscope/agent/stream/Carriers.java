package dev.loomscope.agent.stream;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

import dev.loomscope.agent.sample.WatchedThreads;
import dev.loomscope.protocol.AdoptedState;
import dev.loomscope.protocol.EventKind;
import dev.loomscope.protocol.UnmountReason;
import org.jspecify.annotations.Nullable;

/**
 * What happens to virtual threads, and which of them each carrier carries. Ends are put off until all rings of a cycle were read:
 * what happened before may stand in one that is read later. Part of {@link LiveTasks}. Belongs to the drain.
 */
final class Carriers {
    /** Threads that ended early are remembered up to so many. */
    private static final int MOST_EARLY = 1 << 13;

    private static final int FEW_ENDS = 1 << 10;
    private static final int MOST_ENDS = 1 << 18;

    private final VirtualThreads virtuals;
    private final WatchedThreads threads;
    private final Members members;
    private boolean counted;
    private long ended;

    /** Threads that ended, until those that were live at first have been adopted. */
    private @Nullable Set<Long> endedEarly = new HashSet<>();

    private long[] ends = new long[FEW_ENDS];
    private int endCount;

    /**
     * @param threads rows of threads, written by this
     * @param members is told who ended
     */
    Carriers(VirtualThreads virtuals, WatchedThreads threads, Members members) {
        this.virtuals = virtuals;
        this.threads = threads;
        this.members = members;
    }

    /** Before the first pass: virtual threads are counted from now on, or are exact again. */
    void setCounted(boolean now) {
        if (now && !counted) {
            virtuals.unlist();
            for (int row = 0; row < threads.end(); row++) {
                threads.unmount(row);
            }
        }
        counted = now;
    }

    /** First pass: VIRTUAL_START. */
    void started(long id, int taskClass, String name, long time, long thread) {
        if (counted) {
            virtuals.changeUnlisted(1);
        } else {
            virtuals.add(id, taskClass, name, VirtualThreads.SEEN_STARTING, time, thread);
        }
    }

    /** Second pass: MOUNT. */
    void mounted(int row, long id, long time, long thread) {
        if (counted) {
            return;
        }
        long before = threads.mounted(row);
        if (before != 0 && before != id && virtuals.contains(before)) {
            virtuals.happened(EventKind.UNMOUNT, before, UnmountReason.UNKNOWN, time, thread);
        }
        virtuals.happened(EventKind.MOUNT, id, 0, time, thread);
        threads.mount(row, id, time);
    }

    /** Second pass: UNMOUNT. */
    void unmounted(int row, long id, int reason, long time, long thread) {
        if (counted) {
            return;
        }
        virtuals.happened(EventKind.UNMOUNT, id, reason, time, thread);
        threads.unmount(row);
    }

    /** Second pass: WAKE. */
    void woken(long id, long time, long thread) {
        if (counted) {
            return;
        }
        virtuals.happened(EventKind.WAKE, id, 0, time, thread);
    }

    /** Second pass: VIRTUAL_END; the thread is listed until {@link #endCycle}. */
    void ended(int row, long id) {
        if (endCount == MOST_ENDS) {
            applyEnds();
        } else if (endCount == ends.length) {
            ends = Arrays.copyOf(ends, ends.length * 2);
        }
        ends[endCount++] = id;
        members.left(id);
        if (threads.mounted(row) == id) {
            threads.unmount(row);
        }
    }

    /** So many threads were seen ending without being told apart. */
    void countEnded(long count) {
        ended += count;
    }

    /** Threads that were seen ending, ever. */
    long ended() {
        return ended;
    }

    /** All rings of the cycle were read: what ended goes. */
    void endCycle() {
        applyEnds();
        if (ends.length > 4 * FEW_ENDS) {
            ends = new long[FEW_ENDS];
        }
    }

    private void applyEnds() {
        for (int i = 0; i < endCount; i++) {
            virtuals.end(ends[i]);
            if (endedEarly != null && endedEarly.size() < MOST_EARLY) {
                endedEarly.add(ends[i]);
            }
        }
        ended += endCount;
        endCount = 0;
    }

    /**
     * A virtual thread was met that lived before watching began; false where its own events came first, and where such are only
     * counted: nobody would tell when it ends.
     */
    boolean adopt(long id, int state, int taskClass, String name, long time, long thread) {
        if (counted || virtuals.contains(id) || (endedEarly != null && endedEarly.contains(id))) {
            return false;
        }
        virtuals.add(id, taskClass, name, state == AdoptedState.WAITING ? 0 : 1, time, thread);
        return true;
    }

    /** Those that were live at first have been adopted. */
    void adoptionDone() {
        endedEarly = null;
    }

    /**
     * A carrier has carried a virtual thread since a time, though its mount was counted only.
     *
     * @return false where mounts are recorded, or where that of another one is known
     */
    boolean adoptCarried(int row, long id, String name, long since) {
        if (!counted || threads.mounted(row) != 0) {
            return false;
        }
        if (!virtuals.contains(id)) {
            virtuals.add(id, 0, name, AdoptedState.RUNNABLE, since - 1, 0);
            virtuals.changeUnlisted(-1);
        }
        virtuals.happened(EventKind.MOUNT, id, 0, since, threads.id(row));
        threads.mount(row, id, since);
        return true;
    }

    /** Nothing more is known of a virtual thread that was found on a carrier. */
    void letGo(int row, long id) {
        virtuals.unlist(id);
        if (threads.mounted(row) == id) {
            threads.unmount(row);
        }
    }

    /** A carrier ended: what it carried is on none, as far as known. */
    void carrierEnded(int row, long time) {
        long carried = threads.mounted(row);
        if (carried != 0 && virtuals.contains(carried)) {
            virtuals.happened(EventKind.UNMOUNT, carried, UnmountReason.UNKNOWN, time, threads.id(row));
        }
    }
}
