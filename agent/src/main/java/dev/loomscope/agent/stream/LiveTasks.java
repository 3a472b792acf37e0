package dev.loomscope.agent.stream;

import java.util.Map;

import dev.loomscope.agent.sample.WatchedThreads;
import dev.loomscope.protocol.TaskFamily;

/**
 * What is live: queued tasks, the task that each thread is inside of, virtual threads. Fed event by event in two passes a
 * cycle, so that the order in which rings are read does not matter: first what begins (SUBMIT, VIRTUAL_START), then the rest.
 *
 * <p>Events get lost, so every later fact repairs what it contradicts: a START ends the task that its thread was inside of, but
 * in a fork/join pool, where tasks nest; an END ends what is inside of its task; a
 * mount ends the mount before it on that carrier; an END takes a task off the queue whose START was lost; the end of a thread
 * ends its task; an empty queue has no queued tasks. Of a family that is counted nothing is listed but what was adopted: what it
 * was said to be live may have ended since, and how much is live is known by number alone. Belongs to the drain.
 */
final class LiveTasks {
    /** In this time a submitted task has come to the queue, and the start of one that left it was drained. */
    private static final long SETTLED = 1_000_000_000;

    final QueuedTasks queued;
    final VirtualThreads virtuals;
    final Carriers carriers;
    final Members members = new Members();
    final OpenGroups openGroups;
    final LiveThreads started = new LiveThreads(members);
    final WatchedThreads threads;
    final OpenTasks open;
    final FloatingTasks floating = new FloatingTasks();
    private final SlotNames poolNames;
    private final boolean[] counted = new boolean[TaskFamily.COUNT];
    private final boolean[] everCounted = new boolean[TaskFamily.COUNT];

    /**
     * @param threads rows of threads, written by this
     * @param poolNames pools by slot
     * @param places the most queued tasks, and the most virtual threads, about; a power of two
     */
    LiveTasks(WatchedThreads threads, SlotNames poolNames, int places) {
        this.threads = threads;
        this.poolNames = poolNames;
        openGroups = new OpenGroups(threads);
        queued = new QueuedTasks(places);
        virtuals = new VirtualThreads(places);
        carriers = new Carriers(virtuals, threads, members);
        open = new OpenTasks(threads);
    }

    /** Of the tasks of a pool. */
    int family(int pool) {
        return poolNames.isForkJoin(pool) ? TaskFamily.FORK_JOIN : TaskFamily.POOL;
    }

    /** Before the first pass: a family is counted from now on, or is exact again. */
    void setCounted(int family, boolean now) {
        if (family == TaskFamily.VIRTUAL_THREAD) {
            carriers.setCounted(now);
        } else if (now && !counted[family]) {
            queued.unlist(pool -> family(pool) == family);
            floating.clear();
            for (int row = 0; row < threads.end(); row++) {
                if (open.isOpen(row) && !open.isAdopted(row) && family(open.pool(row)) == family) {
                    open.close(row);
                }
            }
        }
        counted[family] = now;
        everCounted[family] |= now;
    }

    /** So many more are live, or below 0 less, than what is listed. */
    void changeUnlisted(long tasks, long virtualThreads) {
        queued.changeUnlisted(tasks);
        virtuals.changeUnlisted(virtualThreads);
    }

    /** What is known of a thread goes to another row, which is new; the row becomes free. */
    void move(int row, int to) {
        open.move(row, to);
        if (threads.mounted(row) != 0) {
            threads.mount(to, threads.mounted(row), threads.mountedSince(row));
        }
        threads.forget(row);
    }

    /** First pass: SUBMIT. */
    void submitted(int key, Origin origin, int taskClass, long time, long thread) {
        if (counted[origin.family()]) {
            queued.changeUnlisted(1);
        } else {
            queued.add(key, origin.pool(), taskClass, time, thread);
        }
    }

    /**
     * Between the passes: a thread was seen inside a task that began before watching.
     *
     * @return false where the thread's own events tell more
     */
    boolean adopt(int row, int key, int pool, int taskClass, long time) {
        if (open.isMet(row) || open.isOpen(row) || counted[family(pool)]) {
            return false;
        }
        open.adopt(row, key, pool, taskClass, time);
        return true;
    }

    /**
     * A thread is inside a task whose start was counted only.
     *
     * @return false where that of another task is known, or where starts of its family are recorded
     */
    boolean adoptCounted(int row, int poolSlot, int taskClass, long time) {
        int pool = poolNames.first(poolSlot);
        if (open.isOpen(row) || !everCounted[family(pool)]) {
            return false;
        }
        open.close(row);
        open.adopt(row, 0, pool, taskClass, time);
        return true;
    }

    /** Whether tasks of a family nest on a thread, or only their number is known: otherwise {@link LatestTask} knows of them. */
    boolean nests(int family) {
        return counted[family] || family == TaskFamily.FORK_JOIN;
    }

    /** Second pass: the thread of a row is outside of any task. */
    void leave(int row) {
        open.meet(row);
        open.close(row);
    }

    /** Second pass: START of a family that {@link #nests}. */
    void started(int row, int key, Origin origin, int taskClass, long time) {
        open.meet(row);
        if (counted[origin.family()]) {
            queued.tookUnlisted();
            open.close(row);
            return;
        }
        int place = queued.oldest(key, origin.pool());
        long submitted = place >= 0 ? queued.time(place) : -1;
        long submitter = place >= 0 ? queued.thread(place) : 0;
        removeQueued(place);
        open.begin(row);
        open.start(row, key, origin.pool(), taskClass, submitted, submitter, time);
    }

    /** Second pass: END. */
    void ended(int row, int key) {
        open.meet(row);
        if (!open.end(row, key)) {
            cancelled(key);
        }
    }

    /** Second pass: START on a carrier, by a virtual thread that may go on on another one. */
    void startedFloating(int key, Origin origin) {
        int place = counted[origin.family()] ? -1 : queued.oldest(key, origin.pool());
        removeQueued(place);
        if (!counted[origin.family()]) {
            floating.started(key);
        }
    }

    /** Tasks that are live and not told in a keyframe: those that found no room, and those of virtual threads. */
    int unlistedTasks() {
        return queued.unlisted() + floating.size();
    }

    /** Events of a thread got lost: what seemed to be around its task may have ended. */
    void lostSome(int row) {
        floating.clear();
        open.outer.clear(row);
    }

    /** Second pass: REJECT, of what the thread submitted last. */
    void rejected(int key, int pool, long thread, long time) {
        removeQueued(queued.newest(key, pool, thread, time));
    }

    /** Second pass: REMOVE. */
    void removed(int key, int pool) {
        removeQueued(queued.oldest(key, pool));
    }

    /** Second pass: CANCEL; what is queued is over with it, what runs ends by itself. */
    void cancelled(int key) {
        int place = queued.oldest(key);
        if (place >= 0) {
            queued.remove(place);
        }
    }

    private void removeQueued(int place) {
        if (place >= 0) {
            queued.remove(place);
        } else {
            queued.tookUnlisted();
        }
    }

    /** A thread ended: what it was inside of ended with it, unseen. */
    void threadEnded(int row, long time) {
        carriers.carrierEnded(row, time);
        threads.forget(row);
    }

    /**
     * The queues of pools were seen empty: what was submitted long before is not queued any more.
     *
     * @param times when that was, by pool, 0 for others; is used up
     */
    void queuesWereEmpty(long[] times) {
        for (int pool = 0; pool < times.length; pool++) {
            times[pool] = Math.max(0, times[pool] - SETTLED);
        }
        queued.removeOfPools(times);
    }

    /** Tasks of a pool are not queued any more, by key so many, as far as they were submitted long before a time. */
    void left(int pool, Map<Integer, Integer> countByKey, long time) {
        countByKey.forEach((key, count) -> {
            int place = queued.oldest(key, pool);
            for (int i = 0; i < count && place >= 0 && queued.time(place) < time - SETTLED; i++) {
                queued.remove(place);
                place = queued.oldest(key, pool);
            }
        });
    }

    /** Class slots were freed. */
    void forgetClasses(boolean[] freed) {
        queued.forgetClasses(freed);
        open.forgetClasses(freed);
        virtuals.forgetClasses(freed);
        started.forgetClasses(freed);
        members.forgetClasses(freed);
        openGroups.forgetClasses(freed);
    }

    /** Pool slots were freed: nothing can be queued in them. */
    void forgetPools(boolean[] freed) {
        long[] before = new long[freed.length];
        for (int pool = 1; pool < freed.length; pool++) {
            before[pool] = freed[pool] ? Long.MAX_VALUE : 0;
        }
        queued.removeOfPools(before);
        open.forgetPools(freed);
    }
}
