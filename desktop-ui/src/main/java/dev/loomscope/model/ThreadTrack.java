package dev.loomscope.model;

import org.jspecify.annotations.Nullable;

/** What one thread, platform or virtual, is doing at present, as far as the events tell. Session thread only. */
final class ThreadTrack {
    final long id;

    /** Its lane, from its first task or mount on. */
    @Nullable
    Lane lane;

    /** The task that it runs; of several inside each other the innermost one. */
    @Nullable
    PoolTask task;

    /** What it submits at present belongs to this group. */
    @Nullable
    TaskGroup group;

    /** Something is kept of it that it waits for. */
    boolean waits;

    /** Row of the task that was submitted or started last by what runs here, below 0 where there is none. */
    int lastSubmitted = -1;

    /** The virtual thread that it carries. */
    @Nullable
    VirtualTask mounted;

    ThreadTrack(long id) {
        this.id = id;
    }

    /** Row of what runs here at present, below 0 where nothing is known to. */
    int runs() {
        VirtualTask carried = mounted;
        ThreadTrack who = carried == null ? this : carried.track;
        PoolTask own = who == null ? null : who.task;
        if (own != null && own.stage == PoolTask.Stage.RUNNING) {
            return own.row;
        }
        return carried == null || carried.over ? -1 : carried.row;
    }

    /** The group that what runs here submits for. */
    @Nullable
    TaskGroup groupNow() {
        VirtualTask carried = mounted;
        ThreadTrack who = carried == null ? this : carried.track;
        return who == null ? null : who.group;
    }

    /** Who runs a task on this thread: the virtual thread that it carries, or it itself. */
    ThreadTrack worker() {
        VirtualTask carried = mounted;
        if (carried == null) {
            return this;
        }
        ThreadTrack own = carried.track;
        if (own == null) {
            own = new ThreadTrack(carried.id);
            carried.track = own;
        }
        return own;
    }
}
