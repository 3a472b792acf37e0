package dev.loomscope.model;

import java.util.ArrayDeque;

import dev.loomscope.protocol.Outcome;
import dev.loomscope.protocol.WorkerState;
import org.jspecify.annotations.Nullable;

/**
 * Joins the events of pool tasks: which start belongs to which submit, which end to which start. Session thread only.
 *
 * <p>A task key is not unique: the same Runnable may be queued twice, and two Runnables may share an identity hash. So all
 * tasks of a key that something is still expected of stand in a chain, oldest first, and an event takes the first one whose
 * pool and stage fit. What a thread runs is known by the thread, whatever its key.
 *
 * <p>Events come in order of time but for stragglers. A start without a submit makes its task; a submit that follows, with an
 * earlier time, is that task's, even if the task has ended by then: such tasks are remembered for {@link #GRACE}. A
 * cancelled task may still be in its pool's queue; it stays in the chain until a worker takes it, or it is removed.
 */
final class TaskJoin {
    /** How long after its end a task waits for its submit, in ns of the stream's time. */
    static final long GRACE = 250_000_000;

    /** Cancelled tasks in queues that are remembered. */
    private static final int MOST_DROPPED = 1 << 17;

    private final TaskRows tasks;
    private final Ledger ledger;
    private final LaneTable lanes;
    /** Tasks that are queued or run. */
    private final TaskChains chains = new TaskChains();
    /** Tasks that are over and whose submit may still come. */
    private final TaskChains endedChains = new TaskChains();
    private final ArrayDeque<PoolTask> ended = new ArrayDeque<>();
    private final ArrayDeque<PoolTask> dropped = new ArrayDeque<>();

    TaskJoin(TaskRows tasks, Ledger ledger, LaneTable lanes) {
        this.tasks = tasks;
        this.ledger = ledger;
        this.lanes = lanes;
    }

    void submit(long key, Pool pool, int taskClass, long time) {
        PoolTask started = startedWithoutSubmit(key, pool, time);
        if (started != null) {
            late(started, time);
        } else {
            create(key, pool, taskClass, time, true);
            pool.load(1, 0, time);
        }
    }

    private @Nullable PoolTask startedWithoutSubmit(long key, Pool pool, long time) {
        PoolTask running = chains.startedWithoutSubmit(key, pool, time);
        PoolTask over = endedChains.startedWithoutSubmit(key, pool, time);
        return running == null || (over != null && over.started < running.started) ? over : running;
    }

    private void late(PoolTask task, long time) {
        (task.stage == PoolTask.Stage.ENDED ? endedChains : chains).submitSeen(task, true);
        tasks.submittedEarlier(task.row, time);
        task.submitted = time;
    }

    private PoolTask create(long key, Pool pool, int taskClass, long time, boolean submitSeen) {
        PoolTask task = new PoolTask(key, pool, taskClass, time, submitSeen);
        task.row = ledger.submit(pool.taskKind(), taskClass, pool, time, false);
        chains.link(task);
        return task;
    }

    void start(ThreadTrack worker, long key, Pool pool, int taskClass, long time) {
        PoolTask former = worker.task;
        if (former != null) {
            end(former, TaskStatus.UNSEEN_END, 0, time);
        }
        for (PoolTask task = chains.oldest(key); task != null; task = task.newer) {
            if (task.pool == pool && task.stage == PoolTask.Stage.QUEUED) {
                run(task, worker, time);
                return;
            }
            if (task.pool == pool && task.stage == PoolTask.Stage.DROPPED) {
                startDropped(task, worker, time);
                return;
            }
        }
        PoolTask task = create(key, pool, taskClass, time, false);
        pool.startedFromBefore();
        pool.load(1, 0, time);
        run(task, worker, time);
    }

    private void startDropped(PoolTask task, ThreadTrack worker, long time) {
        if (time < task.ended && tasks.known(task.row)) {
            ledger.revive(task.row, task.pool.taskKind(), task.pool, time);
            task.stage = PoolTask.Stage.QUEUED;
            task.cancelRequested = true;
            run(task, worker, time);
        } else {
            task.pool.load(-1, 0, time);
            task.worker = worker;
            worker.task = task;
        }
    }

    private void run(PoolTask task, ThreadTrack worker, long time) {
        Pool pool = task.pool;
        task.stage = PoolTask.Stage.RUNNING;
        task.started = Math.max(time, task.submitted);
        task.worker = worker;
        worker.task = task;
        ledger.start(task.row, task.taskClass, pool, task.submitted, task.started, worker.id);
        lanes.worker(worker, pool).spans.open(time, task.row, SpanState.RUNNING);
        pool.load(-1, 1, time);
    }

    void end(ThreadTrack worker, long key, int outcome, int exceptionClass, long time) {
        PoolTask task = worker.task;
        if (task != null && !task.adopted && task.key != key) {
            end(task, TaskStatus.UNSEEN_END, 0, time);
            task = null;
        }
        if (task == null) {
            task = chains.first(key, PoolTask.Stage.QUEUED);
            if (task == null) {
                return;
            }
            run(task, worker, time);
        }
        end(task, status(outcome, task.cancelRequested), exceptionClass, time);
    }

    private static byte status(int outcome, boolean cancelRequested) {
        return switch (outcome) {
            case Outcome.COMPLETED -> TaskStatus.COMPLETED;
            case Outcome.FAILED -> TaskStatus.FAILED;
            case Outcome.CANCELLED -> TaskStatus.CANCELLED;
            default -> cancelRequested ? TaskStatus.CANCELLED : TaskStatus.UNSEEN_END;
        };
    }

    private void end(PoolTask task, byte status, int exceptionClass, long time) {
        ThreadTrack worker = task.worker;
        if (worker != null) {
            worker.task = null;
            task.worker = null;
        }
        if (task.stage == PoolTask.Stage.DROPPED) {
            chains.unlink(task);
            return;
        }
        Pool pool = task.pool;
        boolean ran = task.stage == PoolTask.Stage.RUNNING;
        if (ran && worker != null && worker.lane != null) {
            if (status == TaskStatus.FAILED) {
                worker.lane.spans.close(time, SpanState.FAILED);
            } else {
                worker.lane.spans.close(time);
            }
        }
        ledger.end(task.row, pool.taskKind(), task.taskClass, pool, status, ran ? task.started : -1, time);
        if (exceptionClass != 0) {
            tasks.exception(task.row, exceptionClass);
        }
        pool.load(ran ? 0 : -1, ran ? -1 : 0, time);
        chains.unlink(task);
        if (ran && !task.adopted && (!task.submitSeen || task.submitLate)) {
            task.stage = PoolTask.Stage.ENDED;
            task.ended = time;
            endedChains.link(task);
            ended.add(task);
        }
    }

    void reject(long key, Pool pool, int taskClass, long time) {
        PoolTask task = chains.newestQueued(key, pool);
        if (task == null) {
            if (!chains.mistaken(key, pool)) {
                endedChains.mistaken(key, pool);
            }
            task = create(key, pool, taskClass, time, true);
            pool.load(1, 0, time);
        }
        end(task, TaskStatus.REJECTED, 0, time);
    }

    void remove(long key, Pool pool, int taskClass, long time) {
        for (PoolTask task = chains.oldest(key); task != null; task = task.newer) {
            if (task.pool == pool && task.stage == PoolTask.Stage.QUEUED) {
                end(task, TaskStatus.CANCELLED, 0, time);
                return;
            }
            if (task.pool == pool && task.stage == PoolTask.Stage.DROPPED && task.worker == null) {
                pool.load(-1, 0, time);
                chains.unlink(task);
                return;
            }
        }
        PoolTask task = create(key, pool, taskClass, time, false);
        pool.load(1, 0, time);
        end(task, TaskStatus.CANCELLED, 0, time);
    }

    void cancel(long key, long time) {
        for (PoolTask task = chains.oldest(key); task != null; task = task.newer) {
            if (task.stage == PoolTask.Stage.QUEUED) {
                ledger.end(task.row, task.pool.taskKind(), task.taskClass, task.pool, TaskStatus.CANCELLED, -1, time);
                task.stage = PoolTask.Stage.DROPPED;
                task.ended = time;
                dropped.add(task);
                return;
            }
            if (task.stage == PoolTask.Stage.RUNNING && !task.cancelRequested) {
                task.cancelRequested = true;
                return;
            }
        }
    }

    void adopt(ThreadTrack worker, long key, Pool pool, int taskClass, long time) {
        if (worker.task != null) {
            return;
        }
        PoolTask task = new PoolTask(key, pool, taskClass, time, false);
        task.started = time;
        task.adopted = true;
        task.stage = PoolTask.Stage.RUNNING;
        task.row = ledger.submit(pool.taskKind(), taskClass, pool, time, true);
        task.worker = worker;
        worker.task = task;
        chains.link(task);
        ledger.poll(task.row, time, worker.id);
        lanes.worker(worker, pool).spans.open(time, task.row, SpanState.RUNNING);
        pool.load(0, 1, time);
    }

    /** What the thread of a running task was seen doing, one of {@link WorkerState}. */
    void state(ThreadTrack worker, int state, long time) {
        PoolTask task = worker.task;
        Lane lane = worker.lane;
        if (task != null && lane != null && task.stage == PoolTask.Stage.RUNNING) {
            tasks.turn(task.row, state == WorkerState.RUNNING ? TaskStatus.RUNNING : TaskStatus.WAITING_ON_THREAD,
                    time);
            lane.spans.turn(time, LaneTable.spanState(state));
        }
    }

    // Keyframes: what is named is live. What is known already is only ticked off.

    void keyframeSubmit(long key, Pool pool, int taskClass, long time, int keyframe) {
        PoolTask match = chains.named(key, pool, time, keyframe);
        if (match == null) {
            match = chains.startedWithoutSubmit(key, pool, time);
            if (match != null) {
                late(match, time);
            }
        }
        if (match == null) {
            match = create(key, pool, taskClass, time, true);
            pool.load(1, 0, time);
        }
        match.keyframe = keyframe;
    }

    void keyframeStart(ThreadTrack worker, long key, Pool pool, int taskClass, long time, int keyframe) {
        PoolTask task = worker.task;
        boolean known = task != null && task.key == key && task.pool == pool && task.started == time;
        if (!known) {
            start(worker, key, pool, taskClass, time);
        }
        tick(worker, keyframe);
    }

    void keyframeAdopt(ThreadTrack worker, long key, Pool pool, int taskClass, long time, int keyframe) {
        PoolTask task = worker.task;
        if (task != null && task.started < time && !task.adopted) {
            end(task, TaskStatus.UNSEEN_END, 0, time);
        }
        adopt(worker, key, pool, taskClass, time);
        tick(worker, keyframe);
    }

    private static void tick(ThreadTrack worker, int keyframe) {
        if (worker.task != null) {
            worker.task.keyframe = keyframe;
        }
    }

    /** Ends what is live here and was not in the keyframe, unless it is newer than the keyframe. */
    void endUnnamed(int keyframe, long keyframeTime, long endTime) {
        chains.forEach(task -> {
            boolean live = task.stage == PoolTask.Stage.QUEUED || task.stage == PoolTask.Stage.RUNNING;
            boolean older = Math.max(task.submitted, task.started) <= keyframeTime;
            if (live && older && task.keyframe != keyframe) {
                end(task, TaskStatus.UNSEEN_END, 0, Math.max(endTime, tasks.since(task.row)));
            }
        });
    }

    /** Forgets what nothing can be expected of any more. */
    void expire(long now) {
        for (PoolTask task = ended.peek(); task != null && task.ended < now - GRACE; task = ended.peek()) {
            ended.remove();
            endedChains.unlink(task);
        }
        while (dropped.size() > MOST_DROPPED) {
            PoolTask task = dropped.remove();
            if (task.linked && task.stage == PoolTask.Stage.DROPPED && task.worker == null) {
                task.pool.load(-1, 0, now);
                chains.unlink(task);
            }
        }
    }
}
