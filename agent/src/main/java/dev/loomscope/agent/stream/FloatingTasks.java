package dev.loomscope.agent.stream;

import org.jspecify.annotations.Nullable;

/**
 * Tasks of pools that virtual threads are inside of. One that starts on one carrier may end on another, whose ring may have
 * been read before; so they belong to no row, and are only numbered, by their key, in an open-addressed table of fixed size
 * that is made with the first of them. Belongs to the drain.
 *
 * <pre>
 *   a place   task key 32 | starts less ends 32, never 0
 * </pre>
 */
final class FloatingTasks {
    private static final int PLACES = 1 << 16;
    private static final int MASK = PLACES - 1;
    private static final int MOST = PLACES - PLACES / 8;

    private long @Nullable [] table;
    private int used;
    private int size;

    /** Tasks that are open. */
    int size() {
        return size;
    }

    /** START. */
    void started(int key) {
        change(key, 1);
    }

    /** END. */
    void ended(int key) {
        change(key, -1);
    }

    private void change(int key, int by) {
        if (table == null) {
            table = new long[PLACES];
        } else if (used == MOST) {
            clear();
            table = new long[PLACES];
        }
        int place = find(table, key);
        int before = (int) table[place];
        int now = before + by;
        size += Math.max(0, now) - Math.max(0, before);
        if (now == 0) {
            remove(table, place);
        } else {
            used += before == 0 ? 1 : 0;
            table[place] = (long) key << 32 | (now & 0xFFFF_FFFFL);
        }
    }

    /** The place of a key, or the free one where it would stand. */
    private static int find(long[] table, int key) {
        int place = home(key);
        while (table[place] != 0 && (int) (table[place] >>> 32) != key) {
            place = place + 1 & MASK;
        }
        return place;
    }

    private void remove(long[] table, int place) {
        int hole = place;
        for (int next = hole + 1 & MASK; table[next] != 0; next = next + 1 & MASK) {
            int distance = next - home((int) (table[next] >>> 32)) & MASK;
            if (distance >= (next - hole & MASK)) {
                table[hole] = table[next];
                hole = next;
            }
        }
        table[hole] = 0;
        used--;
    }

    private static int home(int key) {
        return (key * 0x9E3779B1) >>> 16 & MASK;
    }

    /** Nothing is known of any. */
    void clear() {
        table = null;
        used = 0;
        size = 0;
    }
}
