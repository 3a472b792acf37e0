package dev.loomscope.agent.stream;

import java.util.HashMap;
import java.util.Map;
import java.util.function.IntPredicate;

import org.jspecify.annotations.Nullable;

/**
 * Tasks that were submitted and not yet taken by a worker, in a table of fixed size with a queue for each key in each pool. A key is
 * an identity hash and may stand in it many times: the same Runnable can be queued again and again, in several pools, and two can
 * share a hash. Then the one that was added first is meant, which is found at once however many there are. Where the table is full,
 * tasks are only counted. Belongs to the drain.
 */
final class QueuedTasks {
    private static final int POOL_BITS = 16;
    private static final int MOST_DELAYED = 1 << 12;

    private final int[] keys;
    private final short[] pools;
    private final short[] classes;
    private final long[] times;
    private final int[] threads;
    private final boolean[] used;

    private final PlaceQueues queues;

    /** By place: delay and period of those that are to run later. */
    private final Map<Integer, long[]> delays = new HashMap<>();

    private int size;
    private int unlisted;

    /** @param places a power of two */
    QueuedTasks(int places) {
        keys = new int[places];
        pools = new short[places];
        classes = new short[places];
        times = new long[places];
        threads = new int[places];
        used = new boolean[places];
        queues = new PlaceQueues(places, place -> number(keys[place], pool(place)), POOL_BITS);
    }

    private static long number(int key, int pool) {
        return (long) key << POOL_BITS | pool;
    }

    int places() {
        return keys.length;
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
        int place = size == 0 ? used.length : from;
        while (place < used.length && !used[place]) {
            place++;
        }
        return place;
    }

    int key(int place) {
        return keys[place];
    }

    int pool(int place) {
        return pools[place] & 0xFFFF;
    }

    int taskClass(int place) {
        return classes[place] & 0xFFFF;
    }

    long time(int place) {
        return times[place];
    }

    long thread(int place) {
        return threads[place] & 0xFFFF_FFFFL;
    }

    void add(int key, int pool, int taskClass, long time, long thread) {
        int place = queues.take();
        if (place < 0) {
            unlisted++;
            return;
        }
        used[place] = true;
        keys[place] = key;
        pools[place] = (short) pool;
        classes[place] = (short) taskClass;
        times[place] = time;
        threads[place] = (int) thread;
        size++;
        queues.add(place);
    }

    /** The task of this key that was added last is to run later, and perhaps again and again; times in ns. */
    void delayed(int key, long delay, long period) {
        if (delays.size() >= MOST_DELAYED) {
            return;
        }
        int newest = PlaceQueues.NONE;
        for (int first = queues.sharing(number(key, 0)); first >= 0; first = queues.behind(first)) {
            int last = queues.last(first);
            if (keys[last] == key && (newest < 0 || times[last] > times[newest])) {
                newest = last;
            }
        }
        if (newest >= 0) {
            delays.put(newest, new long[] {delay, period});
        }
    }

    /** Delay and period of a task; null where it has none. */
    long @Nullable [] delay(int place) {
        return delays.isEmpty() ? null : delays.get(place);
    }

    /** The place of the oldest task of this key in the pool, -1 where there is none. */
    int oldest(int key, int pool) {
        return queues.first(number(key, pool));
    }

    /** The place of the newest task of this key in the pool, -1 where there is none. */
    int newest(int key, int pool) {
        int first = oldest(key, pool);
        return first < 0 ? first : queues.last(first);
    }

    /** The place of the oldest task of this key in any pool, -1 where there is none. */
    int oldest(int key) {
        int oldest = PlaceQueues.NONE;
        for (int first = queues.sharing(number(key, 0)); first >= 0; first = queues.behind(first)) {
            if (keys[first] == key && (oldest < 0 || times[first] < times[oldest])) {
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
        for (int place = 0; place < used.length; place++) {
            if (used[place] && isPool.test(pool(place))) {
                remove(place);
                unlisted++;
            }
        }
    }

    /** Empties a place. */
    void remove(int place) {
        if (!delays.isEmpty()) {
            delays.remove(place);
        }
        queues.remove(place);
        used[place] = false;
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
        for (int place = 0; place < used.length; place++) {
            if (used[place] && pool(place) < before.length && times[place] < before[pool(place)]) {
                remove(place);
            }
        }
    }

    /** Clears the class of tasks whose class is gone. */
    void forgetClasses(boolean[] freed) {
        for (int place = 0; place < used.length; place++) {
            if (freed[taskClass(place)]) {
                classes[place] = 0;
            }
        }
    }
}
