package dev.loomscope.model;

import java.util.ArrayDeque;

import org.jspecify.annotations.Nullable;

/**
 * Finds the task of a submit that comes behind its start: among those that live, and among those that have ended since, which
 * are remembered for {@link #GRACE}. Session thread only.
 */
final class LateSubmits {
    /** How long after its end a task waits for its submit, in ns of the stream's time. */
    static final long GRACE = 250_000_000;

    private final TaskRows tasks;
    private final Ledger ledger;
    /** Tasks that are queued or run. */
    private final TaskChains live;
    /** Tasks that are over and whose submit may still come. */
    private final TaskChains over = new TaskChains();
    private final ArrayDeque<PoolTask> ended = new ArrayDeque<>();

    LateSubmits(TaskRows tasks, Ledger ledger, TaskChains live) {
        this.tasks = tasks;
        this.ledger = ledger;
        this.live = live;
    }

    /** The task that started without this submit, which is booked; null where there is none. */
    @Nullable
    PoolTask take(long key, Pool pool, long time) {
        PoolTask running = live.startedWithoutSubmit(key, pool, time);
        PoolTask gone = over.startedWithoutSubmit(key, pool, time);
        PoolTask task = running == null || (gone != null && gone.started < running.started) ? gone : running;
        if (task != null) {
            book(task, time);
        }
        return task;
    }

    /** As {@link #take}, of what has not ended. */
    @Nullable
    PoolTask takeLive(long key, Pool pool, long time) {
        PoolTask task = live.startedWithoutSubmit(key, pool, time);
        if (task != null) {
            book(task, time);
        }
        return task;
    }

    private void book(PoolTask task, long time) {
        (task.stage == PoolTask.Stage.ENDED ? over : live).submitSeen(task, true);
        tasks.submittedEarlier(task.row, time);
        task.submitted = time;
        ledger.waited(task.kind, task.taskClass, task.pool, task.started - time);
        if (!task.booked) {
            task.booked = true;
            ledger.book(task.kind, task.taskClass, task.pool);
        }
    }

    /** The submit of a task that was rejected may have been taken for that of another one. */
    void mistaken(long key, Pool pool) {
        if (!live.mistaken(key, pool)) {
            over.mistaken(key, pool);
        }
    }

    /** A task that is over, and whose submit may still come. */
    void expect(PoolTask task, long time) {
        task.stage = PoolTask.Stage.ENDED;
        task.ended = time;
        over.link(task);
        ended.add(task);
    }

    void expire(long now) {
        for (PoolTask task = ended.peek(); task != null && task.ended < now - GRACE; task = ended.peek()) {
            ended.remove();
            over.unlink(task);
        }
    }
}
