package dev.loomscope.model;

import java.util.ArrayDeque;

/**
 * Tasks that were cancelled and still stand in their pool's queue, until a worker takes them or they are removed; the newest
 * {@value #MOST} are remembered. Session thread only.
 */
final class DroppedTasks {
    private static final int MOST = 1 << 17;

    private final TaskRows tasks;
    private final Ledger ledger;
    private final WorkerStack stack;
    private final TaskChains chains;
    private final ArrayDeque<PoolTask> dropped = new ArrayDeque<>();

    DroppedTasks(TaskRows tasks, Ledger ledger, WorkerStack stack, TaskChains chains) {
        this.tasks = tasks;
        this.ledger = ledger;
        this.stack = stack;
        this.chains = chains;
    }

    void add(PoolTask task, long time) {
        task.stage = PoolTask.Stage.DROPPED;
        task.ended = time;
        dropped.add(task);
    }

    /** A worker takes it; it may have done so before it was cancelled. */
    void start(PoolTask task, ThreadTrack worker, long time) {
        if (time < task.ended && tasks.known(task.row)) {
            ledger.revive(task.row, task.kind, task.pool, time);
            task.stage = PoolTask.Stage.QUEUED;
            task.cancelRequested = true;
            stack.run(task, worker, time);
        } else {
            task.pool.load(task.unqueued(), 0, time);
            WorkerStack.push(task, worker);
        }
    }

    /** It leaves the queue. */
    void removed(PoolTask task, long time) {
        task.pool.load(task.unqueued(), 0, time);
        chains.unlink(task);
    }

    /** Forgets the oldest where they are too many. */
    void expire(long now) {
        while (dropped.size() > MOST) {
            PoolTask task = dropped.remove();
            if (task.linked && task.stage == PoolTask.Stage.DROPPED && task.worker == null) {
                removed(task, now);
            }
        }
    }
}
