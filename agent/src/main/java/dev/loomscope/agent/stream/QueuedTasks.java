package dev.loomscope.agent.stream;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntPredicate;

import org.jspecify.annotations.Nullable;

/**
 * Tasks that were submitted and not yet taken by a worker, in a table of fixed size with a list for each hash of a key. A key is
 * an identity hash and may stand in it many times: the same Runnable can be queued again and again, and two can share a hash.
 * Then the one that was added first is meant; the lists are in the order of adding, so that it is found at once. Where the
 * table is full, tasks are only counted. Belongs to the drain.
 */
final class QueuedTasks {
    private static final int NONE = -1;
    private static final int MOST_DELAYED = 1 << 12;

    private final int[] keys;
    private final short[] pools;
    private final short[] classes;
    private final long[] times;
    private final int[] threads;
    private final boolean[] used;

    /** By hash: the last place of its list, whose next one is the first. */
    private final int[] lasts;

    private final int[] nexts;
    private final int[] previous;
    private final int mask;

    /** By place: delay and period of those that are to run later. */
    private final Map<Integer, long[]> delays = new HashMap<>();

    /** A free place, whose next one is free too. */
    private int free;

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
        lasts = new int[Math.max(1, places / 4)];
        nexts = new int[places];
        previous = new int[places];
        mask = lasts.length - 1;
        Arrays.fill(lasts, NONE);
        for (int place = 0; place < places; place++) {
            nexts[place] = place + 1 < places ? place + 1 : NONE;
        }
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

    boolean isUsed(int place) {
        return used[place];
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
        int place = free;
        if (place == NONE) {
            unlisted++;
            return;
        }
        free = nexts[place];
        used[place] = true;
        keys[place] = key;
        pools[place] = (short) pool;
        classes[place] = (short) taskClass;
        times[place] = time;
        threads[place] = (int) thread;
        size++;
        int list = list(key);
        int last = lasts[list];
        if (last == NONE) {
            nexts[place] = place;
            previous[place] = place;
        } else {
            nexts[place] = nexts[last];
            previous[place] = last;
            previous[nexts[last]] = place;
            nexts[last] = place;
        }
        lasts[list] = place;
    }

    /** The task of this key that was added last is to run later, and perhaps again and again; times in ns. */
    void delayed(int key, long delay, long period) {
        int last = lasts[list(key)];
        if (last != NONE && keys[last] == key && delays.size() < MOST_DELAYED) {
            delays.put(last, new long[] {delay, period});
        }
    }

    /** Delay and period of a task; null where it has none. */
    long @Nullable [] delay(int place) {
        return delays.isEmpty() ? null : delays.get(place);
    }

    /** The place of the oldest task of this key in the pool, -1 where there is none. */
    int oldest(int key, int pool) {
        int last = lasts[list(key)];
        if (last != NONE) {
            int place = last;
            do {
                place = nexts[place];
                if (keys[place] == key && pool(place) == pool) {
                    return place;
                }
            } while (place != last);
        }
        return NONE;
    }

    /** The place of the newest task of this key in the pool, -1 where there is none. */
    int newest(int key, int pool) {
        int last = lasts[list(key)];
        if (last != NONE) {
            int place = last;
            do {
                if (keys[place] == key && pool(place) == pool) {
                    return place;
                }
                place = previous[place];
            } while (place != last);
        }
        return NONE;
    }

    /** The place of the oldest task of this key in any pool, -1 where there is none. */
    int oldest(int key) {
        int last = lasts[list(key)];
        if (last != NONE) {
            int place = last;
            do {
                place = nexts[place];
                if (keys[place] == key) {
                    return place;
                }
            } while (place != last);
        }
        return NONE;
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
        int list = list(keys[place]);
        int next = nexts[place];
        if (next == place) {
            lasts[list] = NONE;
        } else {
            int before = previous[place];
            nexts[before] = next;
            previous[next] = before;
            if (lasts[list] == place) {
                lasts[list] = before;
            }
        }
        if (!delays.isEmpty()) {
            delays.remove(place);
        }
        used[place] = false;
        nexts[place] = free;
        free = place;
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

    private int list(int key) {
        return ((key * 0x9E3779B1) >>> 16) & mask;
    }
}
