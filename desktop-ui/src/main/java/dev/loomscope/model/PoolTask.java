package dev.loomscope.model;

import org.jspecify.annotations.Nullable;

/** A task of a pool that more is expected of; see {@link TaskJoin}. Session thread only. */
final class PoolTask {
    /** What is expected next. */
    enum Stage {
        /** A start, a cancel or a removal. */
        QUEUED,
        /** Cancelled while it was queued: a worker may still take it from the queue and drop it. */
        DROPPED,
        /** Its end. */
        RUNNING,
        /** It is over, and its submit was not seen yet. */
        ENDED
    }

    final long key;
    final Pool pool;
    final int taskClass;
    final TaskKind kind;
    int row;
    Stage stage = Stage.QUEUED;
    long submitted;
    long started = -1;
    long ended;
    boolean submitSeen;
    /** Its submit came after its start. */
    boolean submitLate;
    boolean cancelRequested;
    boolean adopted;
    /** It counts as submitted; otherwise the counts have it already. */
    boolean booked;
    /** Key of the future that it completes and that is not the task itself; otherwise 0. */
    long future;
    /** When it may run, where that is later than its submit; otherwise 0. */
    long due;
    @Nullable
    ThreadTrack worker;
    /** The task inside which its thread runs it. */
    @Nullable
    PoolTask outer;
    /** It makes its thread one of the pool's busy workers. */
    boolean loaded;
    /** The keyframe that last named it. */
    int keyframe;
    /** The keyframe that last named its submit, or one that may be meant for it. */
    int standsIn;

    /** Others of the same key and pool. */
    @Nullable
    PoolTask older;
    @Nullable
    PoolTask newer;
    boolean linked;

    // Kept by the oldest of the chain only.

    PoolTask newest = this;
    /** The oldest of the same key in another pool. */
    @Nullable
    PoolTask otherPool;
    /** All up to this one have left the pool's queue; null where that is not known of any. */
    @Nullable
    PoolTask left;
    /** Tasks of the chain that started without a submit. */
    int withoutSubmit;
    /** Where the keyframe that is being read has come to in the chain; null behind the last one. */
    @Nullable
    PoolTask cursor;
    int cursorKeyframe;
    /** The oldest of the chain that a keyframe has not named, as far as known. */
    @Nullable
    PoolTask spare;
    int spareKeyframe;

    PoolTask(long key, Pool pool, int taskClass, TaskKind kind, long submitted, boolean submitSeen) {
        this.key = key;
        this.pool = pool;
        this.taskClass = taskClass;
        this.kind = kind;
        this.submitted = submitted;
        this.submitSeen = submitSeen;
    }

    boolean isQueued() {
        return stage == Stage.QUEUED;
    }

    /** Whether it stands in its pool's queue, cancelled or not. */
    boolean isInQueue() {
        return isQueued() || (stage == Stage.DROPPED && worker == null);
    }

    /** Whether a cancel may be meant for it. */
    boolean canBeCancelled() {
        return isQueued() || (stage == Stage.RUNNING && !cancelRequested);
    }

    /** How much less waits in the pool's queue without this task: what is to run later waits for nobody. */
    int unqueued() {
        return due == 0 ? -1 : 0;
    }
}
