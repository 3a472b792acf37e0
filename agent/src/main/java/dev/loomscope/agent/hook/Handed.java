package dev.loomscope.agent.hook;

/**
 * Tasks that executors of the application were handed and have not started yet: what tells a task from any other Runnable that
 * is run. An open-addressed table of fixed size without locks; a task is known by its identity hash, and may stand in it
 * several times. No object is held.
 *
 * <pre>
 *   entry    word 0 = key 32 | pool slot 16 | type of executor 16; 0 is free, BUSY is being written
 *            word 1 = class slot 16 | the lowest bits of its time in ns since the epoch 47 | held 1
 * </pre>
 *
 * <p>Who adds claims word 0, writes word 1, then stores word 0 with release; who takes an entry swaps word 0 for 0, so that one
 * thread alone gets it. An entry stands within the bucket of eight that its key points to. A held one gives way where a bucket
 * is full, and so does one that is an hour old: nobody may ever start it.
 */
final class Handed {
    private static final long BUSY = 1;
    private static final int BUCKET = 8;
    private static final int TIME_BITS = 47;
    private static final long TIME = (1L << TIME_BITS) - 1;
    private static final long OLD = 3_600_000_000_000L;

    private static long[] words = new long[2 * BUCKET];

    private Handed() {}

    /** @param entries room for so many, a power of two and at least eight */
    static void reset(int entries) {
        words = new long[2 * (entries < BUCKET ? BUCKET : entries)];
    }

    /**
     * Adds a task.
     *
     * @param held whether its SUBMIT is published by who starts it
     * @return false where there is no room
     */
    static boolean add(int key, int pool, int type, int classSlot, long time, boolean held) {
        long[] table = words;
        int home = home(table, key);
        long value = (long) key << 32 | (long) pool << 16 | type;
        long info = (long) classSlot << 48 | (time & TIME) << 1 | (held ? 1 : 0);
        for (int at = home; at < home + 2 * BUCKET; at += 2) {
            if (table[at] == 0 && replace(table, at, 0, value, info)) {
                return true;
            }
        }
        for (int at = home; at < home + 2 * BUCKET; at += 2) {
            long before = table[at];
            boolean yields = before != BUSY && (isHeld(table[at + 1]) || age(table[at + 1], time) > OLD);
            if (yields && replace(table, at, before, value, info)) {
                return true;
            }
        }
        return false;
    }

    private static boolean replace(long[] table, int at, long before, long value, long info) {
        if (!Jdk.compareAndSet(table, at, before, BUSY)) {
            return false;
        }
        try {
            table[at + 1] = info;
            Jdk.release(table, at, value);
            return true;
        } catch (Throwable e) {
            // The stack is at its end: the task is missing, its place is not.
            table[at] = 0;
            return false;
        }
    }

    /** Where the oldest task of a key stands, -1 where there is none. */
    static int find(int key) {
        long[] table = words;
        int home = home(table, key);
        int found = -1;
        for (int at = home; at < home + 2 * BUCKET; at += 2) {
            long value = Jdk.acquire(table, at);
            if ((int) (value >>> 32) == key && value > BUSY
                    && (found < 0 || isOlder(table[at + 1], table[found + 1]))) {
                found = at;
            }
        }
        return found;
    }

    /** Where the newest task of a key in a pool stands, -1 where there is none. */
    static int find(int key, int pool) {
        long[] table = words;
        int home = home(table, key);
        int found = -1;
        for (int at = home; at < home + 2 * BUCKET; at += 2) {
            long value = Jdk.acquire(table, at);
            if ((int) (value >>> 32) == key
                    && value > BUSY
                    && pool(value) == pool
                    && (found < 0 || !isOlder(table[at + 1], table[found + 1]))) {
                found = at;
            }
        }
        return found;
    }

    /** The first word at a place that was found. */
    static long value(int at) {
        return Jdk.acquire(words, at);
    }

    /** The second word at a place that was found. */
    static long info(int at) {
        return words[at + 1];
    }

    /** Takes the entry; false where another thread was faster. */
    static boolean take(int at, long value) {
        return value > BUSY && Jdk.compareAndSet(words, at, value, 0);
    }

    static int pool(long value) {
        return (int) (value >>> 16) & 0xFFFF;
    }

    static int type(long value) {
        return (int) value & 0xFFFF;
    }

    static int classSlot(long info) {
        return (int) (info >>> 48);
    }

    /** When the task was handed over, of an entry that is looked at now. */
    static long time(long info, long now) {
        return now - age(info, now);
    }

    /** An entry has the lowest bits of its time; it may have been written a moment later than what is now here. */
    private static long age(long info, long now) {
        return (now - (info >>> 1) + OLD & TIME) - OLD;
    }

    private static boolean isOlder(long info, long other) {
        long later = ((info >>> 1) - (other >>> 1)) << (Long.SIZE - TIME_BITS);
        return later < 0;
    }

    static boolean isHeld(long info) {
        return (info & 1) != 0;
    }

    private static int home(long[] table, int key) {
        int buckets = table.length / (2 * BUCKET);
        return (((key * 0x9E3779B1) >>> 12) & buckets - 1) * 2 * BUCKET;
    }
}
