package dev.loomscope.model;

import org.jspecify.annotations.Nullable;

/** What one thread, platform or virtual, is doing at present, as far as the events tell. Session thread only. */
final class ThreadTrack {
    final long id;

    /** Its lane, from its first task or mount on. */
    @Nullable
    Lane lane;

    /** The pool task that it runs. */
    @Nullable
    PoolTask task;

    /** The virtual thread that it carries. */
    @Nullable
    VirtualTask mounted;

    ThreadTrack(long id) {
        this.id = id;
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
