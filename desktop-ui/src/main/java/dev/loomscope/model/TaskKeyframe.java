package dev.loomscope.model;

/** Joins the pool tasks of keyframes: what is named is live, and what is known already is only ticked off. Session thread only. */
final class TaskKeyframe {
    private final TaskRows tasks;
    private final TaskJoin join;

    TaskKeyframe(TaskRows tasks, TaskJoin join) {
        this.tasks = tasks;
        this.join = join;
    }

    /** The row of the task where it was not known before, otherwise below 0. */
    int submit(long key, Pool pool, int taskClass, long time, int keyframe) {
        PoolTask match = join.chains().named(key, pool, time, keyframe);
        if (match == null) {
            match = join.submittedLate(key, pool, time);
        }
        if (match == null) {
            // Which of those that share a key has been taken from the queue the agent may see otherwise; how many, it does not.
            match = join.chains().queuedUnnamed(key, pool, keyframe);
        }
        boolean isNew = match == null;
        if (match == null && join.chains().standsIn(key, pool, keyframe)) {
            // Nor which of them a thread runs: that one does its start says.
            return -1;
        }
        if (match == null) {
            match = join.create(key, pool, taskClass, time, true);
        }
        match.keyframe = keyframe;
        match.standsIn = keyframe;
        return isNew ? match.row : -1;
    }

    void start(ThreadTrack worker, long key, Pool pool, int taskClass, long time, int keyframe) {
        for (PoolTask task = worker.task; task != null; task = task.outer) {
            if (task.key == key && task.pool == pool && task.started == time) {
                task.keyframe = keyframe;
                return;
            }
        }
        join.start(worker, key, pool, taskClass, time);
        tick(worker, keyframe);
    }

    void adopt(ThreadTrack worker, long key, Pool pool, int taskClass, long time, int keyframe) {
        PoolTask task = worker.task;
        if (task != null && task.started < time && !task.adopted && !pool.nests()) {
            join.endUnseen(task, time);
        }
        join.adopt(worker, key, pool, taskClass, time);
        tick(worker, keyframe);
    }

    private static void tick(ThreadTrack worker, int keyframe) {
        if (worker.task != null) {
            worker.task.keyframe = keyframe;
        }
    }

    /** Ends what is live here and was not in the keyframe, unless it is newer than the keyframe. */
    void endUnnamed(int keyframe, long keyframeTime, long endTime) {
        join.forEach(task -> {
            boolean live = task.stage == PoolTask.Stage.QUEUED || task.stage == PoolTask.Stage.RUNNING;
            boolean older = Math.max(task.submitted, task.started) <= keyframeTime;
            if (live && older && task.keyframe != keyframe) {
                join.endUnseen(task, Math.max(endTime, tasks.since(task.row)));
            }
        });
    }
}
