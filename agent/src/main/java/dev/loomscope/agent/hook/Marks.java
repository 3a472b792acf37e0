package dev.loomscope.agent.hook;

/**
 * What one hook leaves for a later one, by an id of 32 bits: an open-addressed table in an array of longs, its length a power
 * of two. A mark stands within a window from where its id points to; 0 is a free place. No lock: whoever swaps a place has it.
 */
public final class Marks {
    /** A mark stands so near to its place. */
    static final int WINDOW = 8;

    private static final int SPREAD = 0x9E3779B1;

    private Marks() {}

    /**
     * Leaves a mark, in place of an earlier one of the same id.
     *
     * @param id not 0
     * @param value not negative
     * @return false where there is no room
     */
    public static boolean put(long[] places, int id, int value) {
        long mark = (long) id << 32 | value;
        int home = home(places, id);
        for (int i = 0; i < WINDOW; i++) {
            int place = home + i & places.length - 1;
            long seen = places[place];
            if (seen != 0 && (int) (seen >>> 32) == id) {
                return Jdk.compareAndSet(places, place, seen, mark);
            }
        }
        for (int i = 0; i < WINDOW; i++) {
            if (Jdk.compareAndSet(places, home + i & places.length - 1, 0L, mark)) {
                return true;
            }
        }
        return false;
    }

    /** Leaves a mark; where there is no room another one goes. */
    static void leave(long[] places, int id, int value) {
        if (!put(places, id, value)) {
            Jdk.release(places, home(places, id), (long) id << 32 | value);
        }
    }

    /** Takes a mark away: its value, or -1 where there is none. */
    public static int take(long[] places, int id) {
        int home = home(places, id);
        for (int i = 0; i < WINDOW; i++) {
            int place = home + i & places.length - 1;
            long seen = places[place];
            if (seen != 0 && (int) (seen >>> 32) == id && Jdk.compareAndSet(places, place, seen, 0L)) {
                return (int) seen;
            }
        }
        return -1;
    }

    /** Whether there is a mark. */
    public static boolean has(long[] places, int id) {
        int home = home(places, id);
        for (int i = 0; i < WINDOW; i++) {
            long seen = Jdk.acquire(places, home + i & places.length - 1);
            if (seen != 0 && (int) (seen >>> 32) == id) {
                return true;
            }
        }
        return false;
    }

    /** Takes all marks away. */
    static void clear(long[] places) {
        for (int i = 0; i < places.length; i++) {
            places[i] = 0;
        }
    }

    private static int home(long[] places, int id) {
        return ((id * SPREAD) >>> 8) & (places.length - 1);
    }
}
