package dev.loomscope.model;

import org.jspecify.annotations.Nullable;

/**
 * The tasks that a thread runs inside each other: a fork/join worker that joins a task runs others meanwhile, inside its own.
 * The innermost one is {@link ThreadTrack#task}, the others follow by {@link PoolTask#outer}. While an inner task runs, the
 * outer one is off its thread: the time counts as idle, and the lane shows the inner one in its place. It stays one poll.
 * Session thread only.
 */
final class WorkerStack {
    /** More tasks inside each other than a thread's stack holds: ends were lost. */
    private static final int DEEPEST = 1 << 14;

    private final TaskRows tasks;
    private final Ledger ledger;
    private final LaneTable lanes;

    WorkerStack(TaskRows tasks, Ledger ledger, LaneTable lanes) {
        this.tasks = tasks;
        this.ledger = ledger;
        this.lanes = lanes;
    }

    /** The task of a key that the thread runs, the innermost one first; null where there is none. */
    static @Nullable PoolTask find(ThreadTrack worker, long key) {
        for (PoolTask task = worker.task; task != null; task = task.outer) {
            if (task.key == key && !task.adopted) {
                return task;
            }
        }
        for (PoolTask task = worker.task; task != null; task = task.outer) {
            if (task.adopted) {
                return task;
            }
        }
        return null;
    }

    /** The outermost task that the end of must have been lost when the thread starts one of a pool; null where there is none. */
    static @Nullable PoolTask lost(ThreadTrack worker, Pool pool) {
        PoolTask outermost = null;
        int depth = 0;
        for (PoolTask task = worker.task; task != null; task = task.outer) {
            boolean alone = task.pool == pool && !pool.nests();
            outermost = alone || ++depth > DEEPEST ? task : outermost;
        }
        return outermost;
    }

    /** The thread begins to run a queued task. */
    void run(PoolTask task, ThreadTrack worker, long time) {
        Pool pool = task.pool;
        boolean handed = suspend(worker.task, pool, time);
        long runnable = Math.max(task.submitted, task.due);
        task.stage = PoolTask.Stage.RUNNING;
        task.started = Math.max(time, task.submitted);
        push(task, worker);
        if (task.due > task.submitted && time > task.due) {
            tasks.due(task.row, task.due);
        }
        ledger.poll(task.row, task.started, worker.id, false);
        if (task.submitSeen) {
            ledger.waited(task.kind, task.taskClass, pool, Math.max(0, task.started - runnable));
        }
        lanes.worker(worker, pool).spans.open(time, task.row, SpanState.RUNNING);
        if (task.due > 0) {
            pool.startedWhenDue(task.due);
        }
        pool.load(task.unqueued(), handed ? 0 : 1, time);
        task.loaded = true;
    }

    /** The thread is inside a task that has begun to run before it was known. */
    void adopt(PoolTask task, ThreadTrack worker, long time) {
        boolean handed = suspend(worker.task, task.pool, time);
        task.stage = PoolTask.Stage.RUNNING;
        task.started = time;
        push(task, worker);
        ledger.poll(task.row, time, worker.id, !task.booked);
        lanes.worker(worker, task.pool).spans.open(time, task.row, SpanState.RUNNING);
        task.pool.load(0, handed ? 0 : 1, time);
        task.loaded = true;
    }

    /** The thread takes a task that is over, and which does nothing. */
    static void push(PoolTask task, ThreadTrack worker) {
        task.outer = worker.task;
        task.worker = worker;
        worker.task = task;
    }

    /** Whether the worker goes over to the inner task, without one more or less being busy. */
    private boolean suspend(@Nullable PoolTask outer, Pool pool, long time) {
        if (outer == null || outer.stage != PoolTask.Stage.RUNNING) {
            return false;
        }
        tasks.turn(outer.row, TaskStatus.WAITING_OFF_THREAD, time);
        boolean handed = outer.loaded && outer.pool == pool;
        outer.loaded &= !handed;
        return handed;
    }

    /** A task leaves its thread, from wherever it stands; what was outside it goes on where it was the innermost one. */
    void leave(PoolTask task, boolean failed, long time) {
        ThreadTrack worker = task.worker;
        if (worker == null) {
            return;
        }
        PoolTask outer = task.outer;
        task.worker = null;
        task.outer = null;
        if (worker.task == task) {
            worker.task = outer;
            innermost(task, worker, outer, failed, time);
            return;
        }
        for (PoolTask inner = worker.task; inner != null; inner = inner.outer) {
            if (inner.outer == task) {
                inner.outer = outer;
            }
        }
        unload(task, time);
    }

    private void innermost(PoolTask task, ThreadTrack worker, @Nullable PoolTask outer, boolean failed, long time) {
        Lane lane = worker.lane;
        boolean ran = task.stage == PoolTask.Stage.RUNNING;
        if (ran && lane != null) {
            if (failed) {
                lane.spans.close(time, SpanState.FAILED);
            } else {
                lane.spans.close(time);
            }
        }
        if (!ran || outer == null || outer.stage != PoolTask.Stage.RUNNING) {
            unload(task, time);
            return;
        }
        if (!outer.loaded && task.loaded && outer.pool == task.pool) {
            task.loaded = false;
            outer.loaded = true;
        }
        unload(task, time);
        tasks.turn(outer.row, TaskStatus.RUNNING, time);
        if (lane != null) {
            lane.spans.open(time, outer.row, SpanState.RUNNING);
        }
        if (!outer.loaded) {
            outer.pool.load(0, 1, time);
            outer.loaded = true;
        }
    }

    private static void unload(PoolTask task, long time) {
        if (task.loaded) {
            task.loaded = false;
            task.pool.load(0, -1, time);
        }
    }
}
