package dev.loomscope.agent.stream;

import java.util.function.IntPredicate;

import org.jspecify.annotations.Nullable;

/**
 * Tasks that were submitted and not yet taken by a worker, in a table of fixed size with a queue for each key in each pool. A
 * key is an identity hash and may stand in it many times: the same Runnable can be queued again and again, in several pools,
 * and two can share a hash. Then the one that was added first is meant, which is found at once however many there are. Where
 * the table is full, tasks are only counted. Belongs to the drain.
 *
 * <pre>
 *   a place   task key 32 | pool slot 16 | class slot 16
 *             time 56 | 8: 1 where it is used
 *             thread
 * </pre>
 */
final class QueuedTasks {
    /** The most places that there may be. */
    static final int MOST_PLACES = 1 << 16;

    private static final int NONE = PlaceQueues.NONE;

    /** What several threads submitted stands thread by thread in a queue; so far is looked for what was submitted early enough. */
    private static final int MOST_LOOKS = 64;

    /** Longs of a place, and which of them is what. */
    private static final int LONGS = 3;
    private static final int TIME = 1;
    private static final int THREAD = 2;
    private static final int SLOT = 0xFFFF;
    private static final int POOL_BITS = 16;
    private static final int USED = 1;

    private final long[] table;
    private final PlaceQueues queues;
    private final int places;
    private final Delays delays = new Delays();
    private final TakenTasks taken = new TakenTasks();

    /** Places from here on were never used. */
    private int end;

    private int size;
    private int unlisted;

    /** @param places a power of two */
    QueuedTasks(int places) {
        if (places > MOST_PLACES) {
            throw new IllegalArgumentException("places=" + places + " exceeds max=" + MOST_PLACES);
        }
        this.places = places;
        table = new long[places * LONGS];
        queues = new PlaceQueues(places, place -> table[place * LONGS] >> POOL_BITS, POOL_BITS);
    }

    private static long number(int key, int pool) {
        return (long) key << POOL_BITS | (pool & SLOT);
    }

    int places() {
        return places;
    }

    int size() {
        return size;
    }

    /** Tasks that are queued and found no room, as far as known. */
    int unlisted() {
        return unlisted;
    }

    /** The first place that is used from one on, {@link #places} where there is none. */
    int next(int from) {
        for (int place = from; place < end; place++) {
            if (isUsed(place)) {
                return place;
            }
        }
        return places;
    }

    private boolean isUsed(int place) {
        return (table[place * LONGS + TIME] & USED) != 0;
    }

    int key(int place) {
        return (int) (table[place * LONGS] >>> 32);
    }

    int pool(int place) {
        return (int) (table[place * LONGS] >>> 16) & SLOT;
    }

    int taskClass(int place) {
        return (int) table[place * LONGS] & SLOT;
    }

    long time(int place) {
        return table[place * LONGS + TIME] >> 8;
    }

    long thread(int place) {
        return table[place * LONGS + THREAD];
    }

    void add(int key, int pool, int taskClass, long time, long thread) {
        int place = queues.take();
        if (place == NONE) {
            unlisted++;
            return;
        }
        int at = place * LONGS;
        table[at] = number(key, pool) << POOL_BITS | (taskClass & SLOT);
        table[at + TIME] = time << 8 | USED;
        table[at + THREAD] = thread;
        end = Math.max(end, place + 1);
        size++;
        queues.add(place);
    }

    /** The task of this key that was added last is to run later, and perhaps again and again; times in ns. */
    void delayed(int key, long delay, long period) {
        int newest = NONE;
        for (int first = queues.sharing(number(key, 0)); first != NONE; first = queues.behind(first)) {
            int last = queues.last(first);
            if (key(last) == key && (newest == NONE || time(last) > time(newest))) {
                newest = last;
            }
        }
        if (newest != NONE) {
            delays.put(newest, delay, period);
        }
    }

    /** Delay and period of a task; null where it has none. */
    long @Nullable [] delay(int place) {
        return delays.get(place);
    }

    /** The place of the oldest task of this key in the pool, -1 where there is none. */
    int oldest(int key, int pool) {
        return queues.first(number(key, pool));
    }

    /**
     * The place of the task of this key in the pool that a start takes, -1 where there is none. Where none was submitted by then, a
     * later start that was read before took what belongs to this one. But one that a thread submits anew while it runs it, as
     * periodic tasks are, is not the one that it began before, though the submit of that was not seen.
     *
     * @param starter id of the thread that starts it
     */
    int taken(int key, int pool, long start, long starter) {
        long number = number(key, pool);
        int first = queues.first(number);
        if (first == NONE) {
            return NONE;
        }
        int earliest = earliest(first, start);
        long submitted = time(earliest);
        if (submitted <= start) {
            if (queues.last(first) != first) {
                // Of one alone nothing is left that an earlier start could be after.
                taken.took(number, submitted, start);
            }
            return earliest;
        }
        return thread(earliest) != starter || taken.isSwapped(number, submitted, start) ? earliest : NONE;
    }

    /** The first place of a queue that was submitted by a time, and where none was, the earliest of those looked at. */
    private int earliest(int first, long by) {
        int earliest = first;
        int place = queues.after(first, first);
        for (int looks = 1; place != NONE && time(earliest) > by && looks < MOST_LOOKS; looks++) {
            earliest = time(place) < time(earliest) ? place : earliest;
            place = queues.after(place, first);
        }
        return earliest;
    }

    /** The place of the newest task of this key in the pool, -1 where there is none. */
    int newest(int key, int pool) {
        int first = oldest(key, pool);
        return first == NONE ? NONE : queues.last(first);
    }

    /**
     * The place of the task of this key in the pool that a thread submitted last by a time; where there is none near the newest
     * one, that is meant, and -1 where there is none at all.
     *
     * @param submitter id of the thread
     */
    int newest(int key, int pool, long submitter, long by) {
        int newest = newest(key, pool);
        int first = oldest(key, pool);
        int place = newest;
        for (int looks = 1; place != NONE && looks < MOST_LOOKS; looks++) {
            if (thread(place) == submitter && time(place) <= by) {
                return place;
            }
            place = queues.before(place, first);
        }
        return newest;
    }

    /** The place of the oldest task of this key in any pool, -1 where there is none. */
    int oldest(int key) {
        int oldest = NONE;
        for (int first = queues.sharing(number(key, 0)); first != NONE; first = queues.behind(first)) {
            if (key(first) == key && (oldest == NONE || time(first) < time(oldest))) {
                oldest = first;
            }
        }
        return oldest;
    }

    /** A task was taken that is not in the table: one of those that found no room, where there are such. */
    void tookUnlisted() {
        if (unlisted > 0) {
            unlisted--;
        }
    }

    /** Tasks were queued that are not listed, or below 0 were taken. */
    void changeUnlisted(long count) {
        unlisted = (int) Math.max(0, Math.min(Integer.MAX_VALUE, unlisted + count));
    }

    /** The tasks of some pools are not listed any more, though they are queued. */
    void unlist(IntPredicate isPool) {
        if (size == 0) {
            return;
        }
        for (int place = 0; place < end; place++) {
            if (isUsed(place) && isPool.test(pool(place))) {
                remove(place);
                unlisted++;
            }
        }
    }

    /** Empties a place. */
    void remove(int place) {
        delays.remove(place);
        queues.remove(place);
        table[place * LONGS + TIME] = 0;
        size--;
    }

    /**
     * Removes the tasks of pools that were submitted before a time: the pools' queues were seen empty then.
     *
     * @param before by pool, 0 for others
     */
    void removeOfPools(long[] before) {
        if (size == 0) {
            return;
        }
        for (int place = 0; place < end; place++) {
            if (isUsed(place) && pool(place) < before.length && time(place) < before[pool(place)]) {
                remove(place);
            }
        }
    }

    /** Clears the class of tasks whose class is gone. */
    void forgetClasses(boolean[] gone) {
        for (int place = 0; place < end; place++) {
            if (gone[taskClass(place)]) {
                table[place * LONGS] &= ~(long) SLOT;
            }
        }
    }
}
