package dev.loomscope.model;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/** The tasks of pools that something is still expected of, by their keys: those of one key in a chain, oldest first. */
final class TaskChains {
    /** A chain may be long: a lambda that captures nothing is one object, however often it is submitted. */
    private static final int MOST_LOOKS = 64;

    private final LongMap<PoolTask> oldest = new LongMap<>();

    /** The oldest task of a key; the others follow by {@link PoolTask#newer}. */
    @Nullable
    PoolTask oldest(long key) {
        return oldest.get(key);
    }

    /** The oldest task of a key that is at a stage. */
    @Nullable
    PoolTask first(long key, PoolTask.Stage stage) {
        PoolTask task = oldest.get(key);
        while (task != null && task.stage != stage) {
            task = task.newer;
        }
        return task;
    }

    /** The newest task of a key that is queued in a pool. */
    @Nullable
    PoolTask newestQueued(long key, Pool pool) {
        PoolTask head = oldest.get(key);
        PoolTask task = head == null ? null : head.newest;
        while (task != null && !(task.pool == pool && task.stage == PoolTask.Stage.QUEUED)) {
            task = task.older;
        }
        return task;
    }

    /**
     * The task that a submit of this time led to most likely: of those that started without a submit, the one that started
     * soonest after it. Looks at the nearest ones only.
     */
    @Nullable
    PoolTask startedWithoutSubmit(long key, Pool pool, long time) {
        PoolTask head = oldest.get(key);
        if (head == null || head.withoutSubmit == 0) {
            return null;
        }
        PoolTask best = nearest(head, false, pool, time, null);
        return nearest(head.newest, true, pool, time, best);
    }

    private static @Nullable PoolTask nearest(PoolTask from, boolean back, Pool pool, long time,
            @Nullable PoolTask found) {
        PoolTask best = found;
        PoolTask task = from;
        for (int looks = 0; task != null && looks < MOST_LOOKS; looks++) {
            boolean fits = !task.submitSeen && !task.adopted && task.pool == pool && task.started >= time;
            if (fits && (best == null || task.started < best.started)) {
                best = task;
            }
            task = back ? task.older : task.newer;
        }
        return best;
    }

    /** A task's submit was seen after its start; or it was not its own. */
    void submitSeen(PoolTask task, boolean seen) {
        PoolTask head = oldest.get(task.key);
        if (head != null && task.submitSeen != seen) {
            head.withoutSubmit += seen ? -1 : 1;
        }
        task.submitSeen = seen;
        task.submitLate = seen;
    }

    /** Whether the submit of a rejected task was taken for the late submit of another one here, whose own is still to come. */
    boolean mistaken(long key, Pool pool) {
        PoolTask head = oldest.get(key);
        PoolTask task = head == null ? null : head.newest;
        for (int looks = 0; task != null && looks < MOST_LOOKS; looks++) {
            if (task.pool == pool && task.submitLate) {
                submitSeen(task, false);
                return true;
            }
            task = task.older;
        }
        return false;
    }

    /**
     * The task that a keyframe names by its submit and that it has not named yet. Keyframes name tasks in order of time, as
     * chains hold them; so the search goes on where it ended for the task before.
     */
    @Nullable
    PoolTask named(long key, Pool pool, long submitted, int keyframe) {
        PoolTask head = oldest.get(key);
        if (head == null) {
            return null;
        }
        PoolTask from = head.cursorKeyframe == keyframe ? head.cursor : head;
        head.cursorKeyframe = keyframe;
        PoolTask task = from == null || from.linked ? from : head;
        while (task != null && task.submitted < submitted) {
            task = task.newer;
        }
        head.cursor = task;
        for (; task != null && task.submitted == submitted; task = task.newer) {
            if (task.pool == pool && task.keyframe != keyframe && task.submitSeen) {
                return task;
            }
        }
        return null;
    }

    void forEach(Consumer<PoolTask> visitor) {
        List<PoolTask> all = new ArrayList<>();
        oldest.forEach(head -> {
            for (PoolTask task = head; task != null; task = task.newer) {
                all.add(task);
            }
        });
        all.forEach(visitor);
    }

    void link(PoolTask task) {
        PoolTask head = oldest.get(task.key);
        if (head == null) {
            oldest.put(task.key, task);
            task.newest = task;
            task.withoutSubmit = 0;
            head = task;
        } else {
            task.older = head.newest;
            head.newest.newer = task;
            head.newest = task;
        }
        head.withoutSubmit += task.submitSeen ? 0 : 1;
        task.linked = true;
    }

    void unlink(PoolTask task) {
        PoolTask head = oldest.get(task.key);
        if (head == null) {
            return;
        }
        head.withoutSubmit -= task.submitSeen ? 0 : 1;
        PoolTask before = task.older;
        PoolTask after = task.newer;
        if (after != null) {
            after.older = before;
        } else if (before != null) {
            head.newest = before;
        }
        if (before != null) {
            before.newer = after;
        } else if (after != null) {
            after.newest = head.newest;
            after.withoutSubmit = head.withoutSubmit;
            after.cursor = head.cursor == head ? after : head.cursor;
            after.cursorKeyframe = head.cursorKeyframe;
            oldest.put(task.key, after);
        } else {
            oldest.remove(task.key);
        }
        task.older = null;
        task.newer = null;
        task.linked = false;
    }
}
