package dev.loomscope.agent.stream;

import java.util.HashMap;
import java.util.Map;

/**
 * Tasks of pools that virtual threads are inside of. One that starts on one carrier may end on another, whose ring may have been read
 * before; so they belong to no row, and are only numbered, by their key. Belongs to the drain.
 */
final class FloatingTasks {
    private static final int MOST = 1 << 16;

    /** Starts less ends; never 0. */
    private final Map<Integer, Integer> open = new HashMap<>();

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
        if (open.size() == MOST) {
            clear();
        }
        int before = open.getOrDefault(key, 0);
        int now = before + by;
        size += Math.max(0, now) - Math.max(0, before);
        if (now == 0) {
            open.remove(key);
        } else {
            open.put(key, now);
        }
    }

    /** Nothing is known of any. */
    void clear() {
        open.clear();
        size = 0;
    }
}
