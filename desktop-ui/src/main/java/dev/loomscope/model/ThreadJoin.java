package dev.loomscope.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.loomscope.protocol.TaskFamily;
import org.jspecify.annotations.Nullable;

/**
 * Joins the events of platform threads that were started by hand. Each is a task that runs from its start to its end, on a
 * lane of its own; what it runs of pools is inside it. It stays followed while its family is counted: a long-lived thread's lane
 * would be torn otherwise. Session thread only.
 */
final class ThreadJoin {
    private final TaskRows tasks;
    private final Ledger ledger;
    private final LaneTable lanes;
    private final Pool pool;
    private final TaskJoin taskJoin;
    private final WorkerStack stack;
    private final Modes modes;
    private final Names names;
    private final LongMap<PoolTask> threads = new LongMap<>();
    /** Threads that are workers and so no tasks, until their end. */
    private final Set<Long> workers = new HashSet<>();
    private boolean named;

    ThreadJoin(TaskRows tasks, Ledger ledger, LaneTable lanes, Pool pool, TaskJoin taskJoin, WorkerStack stack,
            Modes modes, Names names) {
        this.tasks = tasks;
        this.ledger = ledger;
        this.lanes = lanes;
        this.pool = pool;
        this.taskJoin = taskJoin;
        this.stack = stack;
        this.modes = modes;
        this.names = names;
    }

    @Nullable
    PoolTask find(long id) {
        return threads.get(id);
    }

    /**
     * The row of the thread that was started, or was there when watching began; below 0 where it is a worker.
     *
     * @param booked whether it is to be counted; otherwise it was
     */
    int start(long id, int taskClass, long time, boolean adopted, boolean booked, int keyframe) {
        PoolTask task = threads.get(id);
        if (task == null && names.kind(taskClass, TaskKind.THREAD) == TaskKind.WORKER) {
            workers.add(id);
            return -1;
        }
        if (task == null) {
            task = new PoolTask(id, pool, taskClass, TaskKind.THREAD, time, true);
            task.adopted = adopted;
            task.row = ledger.submit(TaskKind.THREAD, taskClass, pool, time, adopted);
            if (booked) {
                ledger.book(TaskKind.THREAD, taskClass, pool);
            }
            threads.put(id, task);
            begin(task, lanes.track(id), time);
        }
        task.keyframe = keyframe;
        return task.row;
    }

    /** What the thread was known to run already is inside it. */
    private void begin(PoolTask task, ThreadTrack thread, long time) {
        PoolTask outermost = thread.task;
        if (outermost == null) {
            stack.adopt(task, thread, time);
            return;
        }
        while (outermost.outer != null) {
            outermost = outermost.outer;
        }
        task.stage = PoolTask.Stage.RUNNING;
        task.started = time;
        task.worker = thread;
        outermost.outer = task;
        ledger.poll(task.row, time, thread.id, false);
        tasks.turn(task.row, TaskStatus.WAITING_OFF_THREAD, time);
    }

    /** Whether a thread was a worker, the end of which is no task's. */
    boolean endWorker(long id) {
        return workers.remove(id);
    }

    /** The row of the thread, below 0 where it is not known. */
    int end(long id, int outcome, int exceptionClass, long time) {
        PoolTask task = threads.get(id);
        if (task == null) {
            return -1;
        }
        end(task, TaskStatus.ended(outcome), time);
        if (exceptionClass != 0) {
            tasks.exception(task.row, exceptionClass);
        }
        return task.row;
    }

    private void end(PoolTask task, byte status, long time) {
        taskJoin.endInside(task, time);
        stack.leave(task, status == TaskStatus.FAILED, time);
        ledger.end(task.row, TaskKind.THREAD, task.taskClass, pool, status, task.started, time);
        threads.remove(task.key);
    }

    /** Its end is in the counts. */
    private void letGo(PoolTask task, long time) {
        taskJoin.endInside(task, time);
        stack.leave(task, false, time);
        ledger.unfollow(task.row, time);
        threads.remove(task.key);
    }

    void beginKeyframe() {
        named = false;
    }

    void keyframeStart(long id, int taskClass, long time, boolean adopted, boolean booked, int keyframe) {
        named = true;
        start(id, taskClass, time, adopted, booked, keyframe);
    }

    /** Ends what is live here and was not in the keyframe; one that names no thread at all does not speak of threads. */
    void endUnnamed(int keyframe, long keyframeTime, long endTime) {
        if (!named) {
            return;
        }
        List<PoolTask> gone = new ArrayList<>();
        threads.forEach(task -> {
            if (task.keyframe != keyframe && task.started <= keyframeTime) {
                gone.add(task);
            }
        });
        for (PoolTask task : gone) {
            long time = Math.max(endTime, tasks.since(task.row));
            if (modes.everCounted(TaskFamily.POOL)) {
                letGo(task, time);
            } else {
                end(task, TaskStatus.UNSEEN_END, time);
            }
        }
    }
}
