package dev.loomscope.agent.stream;

import java.util.Arrays;
import java.util.function.IntPredicate;

import org.jspecify.annotations.Nullable;

/**
 * Tasks that were submitted and not yet taken by a worker, in a table of fixed size with a list for each hash of a key. A key is
 * an identity hash and may stand in it many times: the same Runnable can be queued again and again, and two can share a hash.
 * Then the one that was added first is meant; the lists are in the order of adding, so that it is found at once. Where the
 * table is full, tasks are only counted. Belongs to the drain.
 *
 * <pre>
 *   a place   task key 32 | pool slot 16 | class slot 16
 *             time 56 | 8: 1 where it is used
 *             thread 32 | next place of its list 16 | previous one 16
 * </pre>
 */
final class QueuedTasks {
    /** The most places that there may be. */
    static final int MOST_PLACES = 1 << 16;

    private static final int NONE = -1;

    /** Longs of a place, and which of them is what. */
    private static final int LONGS = 3;
    private static final int TIME = 1;
    private static final int LINKS = 2;
    private static final int SLOT = 0xFFFF;
    private static final int USED = 1;

    private final long[] table;

    /** By hash: the last place of its list, whose next one is the first. */
    private final int[] lasts;

    private final int places;
    private final int mask;

    private final Delays delays = new Delays();

    /** Places from here on were never used. */
    private int end;

    /** Places below it that are free, the last of which leads to the one before. */
    private int freed;

    private int lastFreed;

    private int size;
    private int unlisted;

    /** @param places a power of two */
    QueuedTasks(int places) {
        if (places > MOST_PLACES) {
            throw new IllegalArgumentException("places=" + places + " exceeds max=" + MOST_PLACES);
        }
        this.places = places;
        table = new long[places * LONGS];
        lasts = new int[Math.max(1, places / 4)];
        mask = lasts.length - 1;
        Arrays.fill(lasts, NONE);
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
        return table[place * LONGS + LINKS] >>> 32;
    }

    private int following(int place) {
        return (int) (table[place * LONGS + LINKS] >>> 16) & SLOT;
    }

    private int previous(int place) {
        return (int) table[place * LONGS + LINKS] & SLOT;
    }

    private void setNext(int place, int next) {
        int at = place * LONGS + LINKS;
        table[at] = (table[at] & ~((long) SLOT << 16)) | (long) next << 16;
    }

    private void setPrevious(int place, int previous) {
        int at = place * LONGS + LINKS;
        table[at] = (table[at] & ~(long) SLOT) | previous;
    }

    void add(int key, int pool, int taskClass, long time, long thread) {
        if (size == places) {
            unlisted++;
            return;
        }
        int place = take();
        size++;
        int list = list(key);
        int last = lasts[list];
        int next = place;
        int previous = place;
        if (last != NONE) {
            next = following(last);
            previous = last;
            setPrevious(next, place);
            setNext(last, place);
        }
        int at = place * LONGS;
        table[at] = (long) key << 32 | (long) (pool & SLOT) << 16 | (taskClass & SLOT);
        table[at + TIME] = time << 8 | USED;
        table[at + LINKS] = thread << 32 | (long) next << 16 | previous;
        lasts[list] = place;
    }

    private int take() {
        if (freed == 0) {
            return end++;
        }
        int place = lastFreed;
        lastFreed = following(place);
        freed--;
        return place;
    }

    /** The task of this key that was added last is to run later, and perhaps again and again; times in ns. */
    void delayed(int key, long delay, long period) {
        int last = lasts[list(key)];
        if (last != NONE && key(last) == key) {
            delays.put(last, delay, period);
        }
    }

    /** Delay and period of a task; null where it has none. */
    long @Nullable [] delay(int place) {
        return delays.get(place);
    }

    /** The place of the oldest task of this key in the pool, -1 where there is none. */
    int oldest(int key, int pool) {
        int last = lasts[list(key)];
        if (last != NONE) {
            long wanted = (long) key << 16 | (pool & SLOT);
            int place = last;
            do {
                place = following(place);
                if (table[place * LONGS] >> 16 == wanted) {
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
                if (key(place) == key && pool(place) == pool) {
                    return place;
                }
                place = previous(place);
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
                place = following(place);
                if (key(place) == key) {
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
        for (int place = 0; place < end; place++) {
            if (isUsed(place) && isPool.test(pool(place))) {
                remove(place);
                unlisted++;
            }
        }
    }

    /** Empties a place. */
    void remove(int place) {
        int list = list(key(place));
        int next = following(place);
        if (next == place) {
            lasts[list] = NONE;
        } else {
            int before = previous(place);
            setNext(before, next);
            setPrevious(next, before);
            if (lasts[list] == place) {
                lasts[list] = before;
            }
        }
        delays.remove(place);
        table[place * LONGS + TIME] = 0;
        setNext(place, lastFreed);
        lastFreed = place;
        freed++;
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

    private int list(int key) {
        return ((key * 0x9E3779B1) >>> 16) & mask;
    }
}
