package dev.loomscope.agent.hook;

/**
 * What each thread is inside of, as far as executors of the application go: calls of execute, and tasks that it runs, in their
 * order. A place belongs to a thread, platform or virtual, from its outermost call to the end of that; it is found by the
 * thread's id, which only that thread writes. Where no place is free, or a thread is too deep in, nothing is known.
 *
 * <pre>
 *   frame    word 0 = key 32 | site or type of executor 16 | kind 16
 *            word 1 = pool slot 16 | class slot 16
 * </pre>
 */
final class Nesting {
    /** A call of execute, of a task that stands in the table of those that were handed. */
    static final int EXECUTE = 1;

    /** A call of execute that changes nothing, as the one around it is for the same task. */
    static final int AGAIN = 2;

    /** A task that runs. */
    static final int RUN = 3;

    /** A Runnable that runs and is no task, or none that is started here. */
    static final int OTHER = 4;

    private static final int WINDOW = 8;
    private static final int DEPTH = 7;
    private static final int WORDS = 2 + 2 * DEPTH;

    private static long[] owners = new long[WINDOW];
    private static long[] frames = new long[WINDOW * WORDS];

    /** Whether any place was ever taken. */
    private static boolean used;

    private Nesting() {}

    /** @param threads how many can be inside at a time, a power of two and at least eight */
    static void reset(int threads) {
        int places = threads < WINDOW ? WINDOW : threads;
        used = false;
        owners = new long[places];
        frames = new long[places * WORDS];
    }

    /** Whether any thread was ever inside of anything. */
    @InLine
    static boolean isUsed() {
        return used;
    }

    /** The place of the thread of this id, -1 where it has none. */
    static int find(long id) {
        if (!used) {
            return -1;
        }
        long[] known = owners;
        int mask = known.length - 1;
        for (int i = 0; i < WINDOW; i++) {
            int place = (int) id + i & mask;
            if (known[place] == id) {
                return place;
            }
        }
        return -1;
    }

    /** The place of the calling thread, whose id this is; a free one where it has none, -1 where none is free. */
    static int enter(long id) {
        int place = find(id);
        if (place >= 0) {
            return place;
        }
        used = true;
        long[] known = owners;
        int mask = known.length - 1;
        for (int i = 0; i < WINDOW; i++) {
            int free = (int) id + i & mask;
            if (known[free] == 0 && Jdk.compareAndSet(known, free, 0, id)) {
                frames[free * WORDS] = 0;
                return free;
            }
        }
        return -1;
    }

    static int depth(int place) {
        return (int) frames[place * WORDS];
    }

    /** Adds a frame; one that is too deep is counted only. */
    static void push(int place, int kind, int key, int origin, int pool, int classSlot) {
        long[] all = frames;
        int depth = (int) all[place * WORDS];
        all[place * WORDS] = depth + 1L;
        if (depth < DEPTH) {
            int at = place * WORDS + 2 + 2 * depth;
            all[at] = (long) key << 32 | (long) origin << 16 | kind;
            all[at + 1] = (long) pool << 16 | classSlot;
        }
    }

    /** The frame at a depth from 0 on, 0 where it is not known. */
    static long frame(int place, int depth) {
        return depth < 0 || depth >= DEPTH ? 0 : frames[place * WORDS + 2 + 2 * depth];
    }

    /** Pool and class of the frame at a depth. */
    static long origin(int place, int depth) {
        return depth < 0 || depth >= DEPTH ? 0 : frames[place * WORDS + 3 + 2 * depth];
    }

    /** The depth of the innermost frame of one of two kinds and an origin, -1 where there is none. */
    static int innermost(int place, int kind, int other, int origin) {
        for (int depth = depth(place) - 1; depth >= 0; depth--) {
            long frame = frame(place, depth);
            if ((kind(frame) == kind || kind(frame) == other) && origin(frame) == origin) {
                return depth;
            }
        }
        return -1;
    }

    /** Leaves the frame at a depth, and all that are within it; the place becomes free with the outermost one. */
    static void leave(int place, int depth) {
        frames[place * WORDS] = depth;
        if (depth == 0) {
            Jdk.release(owners, place, 0);
        }
    }

    /** Whether the thread is inside the execute of the task that it runs: then it is no task, but a part of the caller's. */
    static boolean isInside(int place, int key) {
        for (int depth = depth(place) - 1; depth >= 0; depth--) {
            long frame = frame(place, depth);
            if (kind(frame) == RUN) {
                return false;
            }
            if (kind(frame) == EXECUTE && key(frame) == key) {
                return true;
            }
        }
        return false;
    }

    /** The depth of the execute that the thread is immediately inside of, -1 where there is none. */
    static int executing(int place) {
        int depth = depth(place) - 1;
        while (depth >= 0 && kind(frame(place, depth)) == AGAIN) {
            depth--;
        }
        return depth >= 0 && kind(frame(place, depth)) == EXECUTE ? depth : -1;
    }

    static int kind(long frame) {
        return (int) frame & 0xFFFF;
    }

    static int origin(long frame) {
        return (int) (frame >>> 16) & 0xFFFF;
    }

    static int key(long frame) {
        return (int) (frame >>> 32);
    }
}
