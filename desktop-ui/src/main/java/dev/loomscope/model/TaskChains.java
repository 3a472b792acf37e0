package dev.loomscope.model;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * The tasks of pools that something is still expected of, by their keys: those of one key and pool in a chain, oldest first,
 * and behind the head of a chain those of the same key in other pools. However many tasks share a key, finding one takes some
 * steps for each of these pools.
 */
final class TaskChains {
    /** A chain may be long: a lambda that captures nothing is one object, however often it is submitted. */
    private static final int MOST_LOOKS = 64;

    private final LongMap<PoolTask> heads = new LongMap<>();

    private @Nullable PoolTask head(long key, Pool pool) {
        return head(heads.get(key), pool);
    }

    private static @Nullable PoolTask head(@Nullable PoolTask first, Pool pool) {
        PoolTask head = first;
        while (head != null && head.pool != pool) {
            head = head.otherPool;
        }
        return head;
    }

    /** The oldest task of a key that stands in a pool's queue. */
    @Nullable
    PoolTask oldestInQueue(long key, Pool pool) {
        PoolTask head = head(key, pool);
        return head == null ? null : inQueue(head);
    }

    /** A task that has left the queue does not come back to it: the search goes on where it ended the last time. */
    private static @Nullable PoolTask inQueue(PoolTask head) {
        PoolTask left = head.left;
        PoolTask task = left == null ? head : left.newer;
        while (task != null && !task.isInQueue()) {
            left = task;
            task = task.newer;
        }
        if (left != head.left) {
            head.left = left;
        }
        return task;
    }

    /** The oldest task of a key that fits, in whichever pool; looks at the oldest ones only, and at the oldest in each queue. */
    @Nullable
    PoolTask oldest(long key, Predicate<PoolTask> fits) {
        PoolTask best = null;
        for (PoolTask head = heads.get(key); head != null; head = head.otherPool) {
            PoolTask found = oldest(head, fits);
            found = found == null ? oldest(inQueue(head), fits) : found;
            best = best == null || (found != null && found.row < best.row) ? found : best;
        }
        return best;
    }

    private static @Nullable PoolTask oldest(@Nullable PoolTask from, Predicate<PoolTask> fits) {
        PoolTask task = from;
        for (int looks = 0; task != null && looks < MOST_LOOKS; looks++) {
            if (fits.test(task)) {
                return task;
            }
            task = task.newer;
        }
        return null;
    }

    /** The newest task of a key that was not dropped, in whichever pool; looks at the newest ones only. */
    @Nullable
    PoolTask newest(long key) {
        PoolTask best = null;
        for (PoolTask head = heads.get(key); head != null; head = head.otherPool) {
            PoolTask task = head.newest;
            for (int looks = 0; task != null && task.stage == PoolTask.Stage.DROPPED; looks++) {
                task = looks < MOST_LOOKS ? task.older : null;
            }
            best = best == null || (task != null && task.row > best.row) ? task : best;
        }
        return best;
    }

    /** The task of a row, where it is one of the newest of a key that are queued in a pool, otherwise the newest one. */
    @Nullable
    PoolTask newestQueued(long key, Pool pool, int row) {
        PoolTask head = head(key, pool);
        PoolTask task = head == null || inQueue(head) == null ? null : head.newest;
        PoolTask newest = null;
        for (int looks = 0; task != null && (newest == null || looks < MOST_LOOKS); looks++, task = task.older) {
            if (task.isQueued() && task.row == row) {
                return task;
            }
            newest = newest == null && task.isQueued() ? task : newest;
        }
        return newest;
    }

    /**
     * The task that a submit of this time led to most likely: of those that started without a submit, the one that started
     * soonest after it. Looks at the nearest ones only.
     */
    @Nullable
    PoolTask startedWithoutSubmit(long key, Pool pool, long time) {
        PoolTask head = head(key, pool);
        if (head == null || head.withoutSubmit == 0) {
            return null;
        }
        PoolTask best = nearest(head, false, time, null);
        return nearest(head.newest, true, time, best);
    }

    private static @Nullable PoolTask nearest(PoolTask from, boolean back, long time, @Nullable PoolTask found) {
        PoolTask best = found;
        PoolTask task = from;
        for (int looks = 0; task != null && looks < MOST_LOOKS; looks++) {
            boolean fits = !task.submitSeen && !task.adopted && task.started >= time;
            if (fits && (best == null || task.started < best.started)) {
                best = task;
            }
            task = back ? task.older : task.newer;
        }
        return best;
    }

    /** A task's submit was seen after its start; or it was not its own. */
    void submitSeen(PoolTask task, boolean seen) {
        PoolTask head = head(task.key, task.pool);
        if (head != null && task.submitSeen != seen) {
            head.withoutSubmit += seen ? -1 : 1;
        }
        task.submitSeen = seen;
        task.submitLate = seen;
    }

    /** Whether the submit of a rejected task was taken for the late submit of another one here, whose own is still to come. */
    boolean mistaken(long key, Pool pool) {
        PoolTask head = head(key, pool);
        PoolTask task = head == null ? null : head.newest;
        for (int looks = 0; task != null && looks < MOST_LOOKS; looks++) {
            if (task.submitLate) {
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
        PoolTask head = head(key, pool);
        if (head == null) {
            return null;
        }
        PoolTask from = head.cursorKeyframe == keyframe ? head.cursor : head;
        head.cursorKeyframe = keyframe;
        PoolTask task = from == null || from.linked ? from : head;
        while (task != null && (task.submitted < submitted
                || (task.submitted == submitted && task.keyframe == keyframe))) {
            task = task.newer;
        }
        head.cursor = task;
        for (; task != null && task.submitted == submitted; task = task.newer) {
            if (task.keyframe != keyframe && task.submitSeen) {
                return task;
            }
        }
        return null;
    }

    /**
     * The oldest task of a key that is queued in a pool and that a keyframe has not named; goes on where it ended the last
     * time.
     */
    @Nullable
    PoolTask queuedUnnamed(long key, Pool pool, int keyframe) {
        PoolTask head = head(key, pool);
        if (head == null) {
            return null;
        }
        boolean goesOn = head.spareKeyframe == keyframe && (head.spare == null || head.spare.linked);
        PoolTask task = goesOn ? head.spare : inQueue(head);
        while (task != null && (!task.isQueued() || !task.submitSeen || task.keyframe == keyframe)) {
            task = task.newer;
        }
        head.spare = task;
        head.spareKeyframe = keyframe;
        return task;
    }

    /** Whether a task of a key that has left a pool's queue can stand for one more submit that a keyframe names. */
    boolean standsIn(long key, Pool pool, int keyframe) {
        PoolTask task = head(key, pool);
        for (int looks = 0; task != null && looks < MOST_LOOKS; looks++, task = task.newer) {
            if (task.stage == PoolTask.Stage.RUNNING && task.submitSeen && task.standsIn != keyframe) {
                task.standsIn = keyframe;
                return true;
            }
        }
        return false;
    }

    void forEach(Consumer<PoolTask> visitor) {
        List<PoolTask> all = new ArrayList<>();
        heads.forEach(first -> {
            for (PoolTask head = first; head != null; head = head.otherPool) {
                for (PoolTask task = head; task != null; task = task.newer) {
                    all.add(task);
                }
            }
        });
        all.forEach(visitor);
    }

    void link(PoolTask task) {
        PoolTask first = heads.get(task.key);
        PoolTask head = head(first, task.pool);
        if (head == null) {
            heads.put(task.key, task);
            task.otherPool = first;
            task.left = null;
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
        PoolTask first = heads.get(task.key);
        PoolTask head = head(first, task.pool);
        if (first == null || head == null || !task.linked) {
            return;
        }
        head.withoutSubmit -= task.submitSeen ? 0 : 1;
        if (head.left == task) {
            head.left = task.older;
        }
        PoolTask before = task.older;
        PoolTask after = task.newer;
        if (after != null) {
            after.older = before;
        } else if (before != null) {
            head.newest = before;
        }
        if (before != null) {
            before.newer = after;
        } else {
            behead(first, head, after);
        }
        task.older = null;
        task.newer = null;
        task.linked = false;
    }

    /**
     * The next task of a chain takes the place of its head; without one the chain is gone.
     *
     * @param first head of the first of the key's chains
     */
    private void behead(PoolTask first, PoolTask head, @Nullable PoolTask next) {
        PoolTask rest = head.otherPool;
        if (next != null) {
            next.newest = head.newest;
            next.withoutSubmit = head.withoutSubmit;
            next.left = head.left;
            next.cursor = head.cursor == head ? next : head.cursor;
            next.cursorKeyframe = head.cursorKeyframe;
            next.spareKeyframe = 0;
            next.otherPool = rest;
            rest = next;
        }
        if (first != head) {
            PoolTask before = first;
            while (before.otherPool != null && before.otherPool != head) {
                before = before.otherPool;
            }
            before.otherPool = rest;
        } else if (rest != null) {
            heads.put(head.key, rest);
        } else {
            heads.remove(head.key);
        }
    }
}
