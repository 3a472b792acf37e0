package dev.loomscope.model;

import org.jspecify.annotations.Nullable;

/** A virtual thread that more may be heard of; see {@link VirtualJoin}. Session thread only. */
final class VirtualTask {
    final long id;
    final int row;
    /** It as a worker of a pool, once it is one. */
    @Nullable
    ThreadTrack track;
    int taskClass;
    TaskKind kind;
    /** It counts as submitted; otherwise the counts have it already. */
    boolean booked;
    /** Something is kept of it that it waits for. */
    boolean waits;
    long submitted;
    long started = -1;
    boolean startSeen;
    /** Its carrier, while it is mounted. */
    @Nullable
    ThreadTrack carrier;
    /** Its mount is in the counts: it was met on its carrier, and it is told when that is over. */
    boolean held;
    /** When it was last mounted. */
    long mounted = -1;
    /** When it had been unmounted before that; -1 where it had not, or its wake is known. */
    long gap = -1;
    /** A wake came while it was mounted: it holds from the unmount on. */
    boolean woken;
    /** Row of the task that woke it for the poll it is in or waits for; -1 where that is not known. */
    int waker = -1;
    /** Where its last poll begins: a lane, and the number of the span there. */
    @Nullable
    Lane lane;
    long span;
    boolean over;
    long ended;
    /** The newest fact about it. */
    long last;
    /** The keyframe that last named it. */
    int keyframe;
    /** Made by the keyframe that is being read, with nothing known but its begin. */
    boolean fresh;

    VirtualTask(long id, int row, int taskClass, TaskKind kind, long submitted) {
        this.id = id;
        this.row = row;
        this.taskClass = taskClass;
        this.kind = kind;
        this.submitted = submitted;
        this.last = submitted;
    }
}
