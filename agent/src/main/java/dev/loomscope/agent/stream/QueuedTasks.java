package dev.loomscope.agent.stream;

import java.util.function.IntPredicate;

/**
 * Tasks that were submitted and not yet taken by a worker, in an open-addressed table of fixed size. A key is an identity
 * hash and may stand in it several times: the same Runnable can be queued twice, and two can share a hash. Then the oldest
 * of the same pool is meant. Where the table is full, tasks are only counted. Belongs to the drain.
 */
final class QueuedTasks {
    private final int[] keys;
    private final short[] pools;
    private final short[] classes;
    private final long[] times;
    private final int[] threads;
    private final boolean[] used;
    private final int mask;
    private final int most;
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
        mask = places - 1;
        most = places - places / 8;
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
        if (size == most) {
            unlisted++;
            return;
        }
        int place = home(key);
        while (used[place]) {
            place = place + 1 & mask;
        }
        used[place] = true;
        keys[place] = key;
        pools[place] = (short) pool;
        classes[place] = (short) taskClass;
        times[place] = time;
        threads[place] = (int) thread;
        size++;
    }

    /** The place of the oldest task of this key in the pool, -1 where there is none. */
    int oldest(int key, int pool) {
        int found = -1;
        for (int place = home(key); used[place]; place = place + 1 & mask) {
            if (keys[place] == key && pool(place) == pool && (found < 0 || times[place] < times[found])) {
                found = place;
            }
        }
        return found;
    }

    /** The place of the newest task of this key in the pool, -1 where there is none. */
    int newest(int key, int pool) {
        int found = -1;
        for (int place = home(key); used[place]; place = place + 1 & mask) {
            if (keys[place] == key && pool(place) == pool && (found < 0 || times[place] >= times[found])) {
                found = place;
            }
        }
        return found;
    }

    /** The place of the oldest task of this key in any pool, -1 where there is none. */
    int oldest(int key) {
        int found = -1;
        for (int place = home(key); used[place]; place = place + 1 & mask) {
            if (keys[place] == key && (found < 0 || times[place] < times[found])) {
                found = place;
            }
        }
        return found;
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
            while (used[place] && isPool.test(pool(place))) {
                remove(place);
                unlisted++;
            }
        }
    }

    /** Empties a place; those behind it move up, so that a search never stops early. */
    void remove(int place) {
        int hole = place;
        for (int next = hole + 1 & mask; used[next]; next = next + 1 & mask) {
            int distance = next - home(keys[next]) & mask;
            if (distance >= (next - hole & mask)) {
                keys[hole] = keys[next];
                pools[hole] = pools[next];
                classes[hole] = classes[next];
                times[hole] = times[next];
                threads[hole] = threads[next];
                hole = next;
            }
        }
        used[hole] = false;
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
            while (used[place] && pool(place) < before.length && times[place] < before[pool(place)]) {
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

    private int home(int key) {
        return ((key * 0x9E3779B1) >>> 16) & mask;
    }
}
