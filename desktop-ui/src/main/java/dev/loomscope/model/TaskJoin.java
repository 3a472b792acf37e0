package dev.loomscope.model;

import java.util.function.Consumer;

import dev.loomscope.protocol.WorkerState;
import org.jspecify.annotations.Nullable;

/**
 * Joins the events of pool tasks: which start belongs to which submit, which end to which start. Session thread only.
 *
 * <p>A task key is not unique: the same Runnable may be queued twice, and two Runnables may share an identity hash. So all
 * tasks of a key and pool that something is still expected of stand in a chain, oldest first, and an event takes the first one
 * whose stage fits. What a thread runs is known by the thread, whatever its key.
 *
 * <p>Events come in order of time but for stragglers. A start without a submit makes its task; a submit that follows, with an
 * earlier time, is that task's, even if the task has ended by then ({@link LateSubmits}). A cancelled task may still be in
 * its pool's queue; it stays in the chain until a worker takes it, or it is removed.
 */
final class TaskJoin {
    private final TaskRows tasks;
    private final Ledger ledger;
    private final Names names;
    private final Modes modes;
    private final WorkerStack stack;
    private final Futures futures;
    private final UnknownEnds unknown;
    /** Tasks that are queued or run. */
    private final TaskChains chains = new TaskChains();
    private final LateSubmits late;
    private final DroppedTasks dropped;
    /** A bit for each family of which tasks were made since it is only counted. */
    private int stragglers;

    TaskJoin(TaskRows tasks, Ledger ledger, Names names, Modes modes, WorkerStack stack, Pools pools,
            Futures futures) {
        this.tasks = tasks;
        this.ledger = ledger;
        this.names = names;
        this.modes = modes;
        this.stack = stack;
        this.futures = futures;
        this.unknown = new UnknownEnds(ledger, names, modes, pools);
        this.late = new LateSubmits(tasks, ledger, chains);
        this.dropped = new DroppedTasks(tasks, ledger, stack, chains);
    }

    /** The row of the task; below 0 where it is forgotten already. */
    int submit(long key, Pool pool, int taskClass, long time) {
        PoolTask started = late.take(key, pool, time);
        if (started != null) {
            return tasks.known(started.row) ? started.row : -1;
        }
        return create(key, pool, taskClass, time, true).row;
    }

    PoolTask create(long key, Pool pool, int taskClass, long time, boolean submitSeen) {
        TaskKind kind = names.kind(taskClass, pool.taskKind());
        PoolTask task = new PoolTask(key, pool, taskClass, kind, time, submitSeen);
        task.booked = submitSeen || !modes.everCounted(pool.family());
        if (modes.counted(pool.family())) {
            stragglers |= 1 << pool.family();
        }
        task.row = ledger.submit(kind, taskClass, pool, time, false);
        if (task.booked) {
            ledger.book(kind, taskClass, pool);
        }
        chains.link(task);
        futures.known(task);
        pool.load(1, 0, time);
        return task;
    }

    void start(ThreadTrack worker, long key, Pool pool, int taskClass, long time) {
        PoolTask lost = WorkerStack.lost(worker, pool);
        if (lost != null) {
            endInside(lost, time);
            end(lost, TaskStatus.UNSEEN_END, 0, time);
        }
        PoolTask task = chains.oldestInQueue(key, pool);
        if (task == null) {
            pool.startedFromBefore();
            stack.run(create(key, pool, taskClass, time, false), worker, time);
        } else if (task.isQueued()) {
            stack.run(task, worker, time);
        } else {
            dropped.start(task, worker, time);
        }
    }

    /** The row of the task, below 0 where it is not known. */
    int end(ThreadTrack worker, long key, int outcome, int exceptionClass, long time) {
        PoolTask task = WorkerStack.find(worker, key);
        if (task == null) {
            PoolTask open = worker.task;
            if (open != null && !open.pool.nests()) {
                end(open, TaskStatus.UNSEEN_END, 0, time);
            }
            task = chains.oldest(key, PoolTask::isQueued);
            if (task == null) {
                unknown.end(worker, outcome);
                return -1;
            }
            stack.run(task, worker, time);
        }
        endInside(task, time);
        if (task.adopted && !task.booked && key == 0) {
            // Nobody saw how it ended, and the counts have its end already.
            unfollow(task, time);
            return task.row;
        }
        byte status = TaskStatus.ended(outcome);
        boolean cancelled = status == TaskStatus.UNSEEN_END && task.cancelRequested;
        end(task, cancelled ? TaskStatus.CANCELLED : status, exceptionClass, time);
        return task.row;
    }

    /** What a thread runs inside a task that is over is over too. */
    void endInside(PoolTask task, long time) {
        ThreadTrack worker = task.worker;
        if (worker == null) {
            return;
        }
        for (PoolTask inner = worker.task; inner != null && inner != task; inner = worker.task) {
            end(inner, TaskStatus.UNSEEN_END, 0, time);
        }
    }

    private void end(PoolTask task, byte status, int exceptionClass, long time) {
        if (task.stage == PoolTask.Stage.DROPPED) {
            stack.leave(task, false, time);
            chains.unlink(task);
            return;
        }
        Pool pool = task.pool;
        boolean ran = task.stage == PoolTask.Stage.RUNNING;
        stack.leave(task, status == TaskStatus.FAILED, time);
        if (!ran) {
            pool.load(task.unqueued(), 0, time);
        }
        ledger.end(task.row, task.kind, task.taskClass, pool, status, ran ? task.started : -1, time);
        if (exceptionClass != 0) {
            tasks.exception(task.row, exceptionClass);
        }
        if (status != TaskStatus.COMPLETED || task.future != 0) {
            futures.ended(task, status);
        }
        chains.unlink(task);
        if (ran && !task.adopted && (!task.submitSeen || task.submitLate)) {
            late.expect(task, time);
        }
    }

    /** Tells which tasks of a family are queued. */
    void tellWaits(int family, WaitBook book) {
        chains.forEach(task -> {
            if (task.pool.family() == family && task.isQueued()) {
                book.waits(task.pool, task.taskClass, task.submitted);
            }
        });
    }

    /**
     * Lets go of all tasks of a family that are known, which from now on is only counted; but for those that were met while
     * they ran, of which the end is told.
     */
    void unfollow(int family, long time) {
        stragglers &= ~(1 << family);
        chains.forEach(task -> {
            if (task.pool.family() == family && !task.adopted) {
                unfollow(task, time);
            }
        });
    }

    /** As {@link #unfollow}, of a family that is counted already: what was told of its tasks since then came late. */
    void unfollowStragglers(int family, long time) {
        if ((stragglers & 1 << family) != 0) {
            unfollow(family, time);
        }
    }

    private void unfollow(PoolTask task, long time) {
        boolean waits = task.worker == null && task.stage != PoolTask.Stage.RUNNING;
        stack.leave(task, false, time);
        if (waits) {
            task.pool.load(task.unqueued(), 0, time);
        }
        if (task.stage != PoolTask.Stage.DROPPED) {
            ledger.unfollow(task.row, Math.max(time, tasks.since(task.row)));
        }
        chains.unlink(task);
    }

    /** @param submitted row of what the thread submitted last */
    void reject(int submitted, long key, Pool pool, int taskClass, long time) {
        PoolTask task = chains.newestQueued(key, pool, submitted);
        if (task == null) {
            late.mistaken(key, pool);
            task = create(key, pool, taskClass, time, !modes.everCounted(pool.family()));
        }
        end(task, TaskStatus.REJECTED, 0, time);
    }

    void remove(long key, Pool pool, int taskClass, long time) {
        PoolTask task = chains.oldestInQueue(key, pool);
        if (task == null) {
            end(create(key, pool, taskClass, time, false), TaskStatus.CANCELLED, 0, time);
        } else if (task.isQueued()) {
            end(task, TaskStatus.CANCELLED, 0, time);
        } else {
            dropped.removed(task, time);
        }
    }

    void cancel(long key, long time) {
        PoolTask task = chains.oldest(key, PoolTask::canBeCancelled);
        if (task == null) {
            return;
        }
        if (task.isQueued()) {
            ledger.end(task.row, task.kind, task.taskClass, task.pool, TaskStatus.CANCELLED, -1, time);
            dropped.add(task, time);
        } else {
            task.cancelRequested = true;
        }
    }

    /** The newest live task of a key; null where there is none. */
    @Nullable
    PoolTask live(long key) {
        return chains.newest(key);
    }

    void adopt(ThreadTrack worker, long key, Pool pool, int taskClass, long time) {
        PoolTask running = worker.task;
        if (running != null && running.pool.id() != Pool.THREADS) {
            return;
        }
        TaskKind kind = names.kind(taskClass, pool.taskKind());
        PoolTask task = new PoolTask(key, pool, taskClass, kind, time, false);
        task.adopted = true;
        task.booked = !modes.everCounted(pool.family());
        task.row = ledger.submit(kind, taskClass, pool, time, true);
        if (task.booked) {
            ledger.book(kind, taskClass, pool);
        }
        chains.link(task);
        stack.adopt(task, worker, time);
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

    /** The task that a keyframe names by its submit and has not named yet; null where there is none. */
    @Nullable
    PoolTask named(long key, Pool pool, long time, int keyframe) {
        return chains.named(key, pool, time, keyframe);
    }

    /** The oldest task of a key that is queued and that a keyframe has not named; null where there is none. */
    @Nullable
    PoolTask queuedUnnamed(long key, Pool pool, int keyframe) {
        return chains.queuedUnnamed(key, pool, keyframe);
    }

    /** A task that started, and of which this is the submit; null where there is none. */
    @Nullable
    PoolTask submittedLate(long key, Pool pool, long time) {
        return late.takeLive(key, pool, time);
    }

    /** Shows all that something is still expected of. */
    void forEach(Consumer<PoolTask> visitor) {
        chains.forEach(visitor);
    }

    /** A task is over, and nobody saw when. */
    void endUnseen(PoolTask task, long time) {
        end(task, TaskStatus.UNSEEN_END, 0, time);
    }

    /** Forgets what nothing can be expected of any more. */
    void expire(long now) {
        late.expire(now);
        dropped.expire(now);
    }
}
