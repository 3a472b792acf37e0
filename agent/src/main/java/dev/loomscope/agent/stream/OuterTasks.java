package dev.loomscope.agent.stream;

import org.jspecify.annotations.Nullable;

/**
 * The tasks around the one that a thread started last: a worker of a fork/join pool that waits for a task runs others inside of
 * its own. By row, innermost last. Of a thread that nests deeper than is kept, the outermost are forgotten. Belongs to the
 * drain.
 */
final class OuterTasks {
    private static final int DEEPEST = 64;
    private static final int FIELDS = 4;
    private static final long SLOT = 0xFFFF;

    /** By row: task key 32 | pool slot 16 | class slot 16, since, time of the submit, its thread. */
    private final long[] @Nullable [] tasks;

    private final int[] depths;

    OuterTasks(int rows) {
        tasks = new long[rows][];
        depths = new int[rows];
    }

    int depth(int row) {
        return depths[row];
    }

    int key(int row, int depth) {
        return RingSlots.key(field(row, depth, 0));
    }

    int pool(int row, int depth) {
        return RingSlots.poolSlot(field(row, depth, 0));
    }

    int taskClass(int row, int depth) {
        return RingSlots.classSlot(field(row, depth, 0));
    }

    long since(int row, int depth) {
        return field(row, depth, 1);
    }

    /** -1 where the submit was not seen. */
    long submitted(int row, int depth) {
        return field(row, depth, 2);
    }

    long submitter(int row, int depth) {
        return field(row, depth, 3);
    }

    private long field(int row, int depth, int field) {
        long[] own = tasks[row];
        return own == null ? 0 : own[depth * FIELDS + field];
    }

    /** The task that the row's thread is inside of is about to be around another. */
    void push(int row, int key, int pool, int taskClass, long since, long submitted, long submitter) {
        long[] own = tasks[row];
        if (own == null) {
            own = new long[DEEPEST * FIELDS];
            tasks[row] = own;
        }
        if (depths[row] == DEEPEST) {
            System.arraycopy(own, FIELDS, own, 0, (DEEPEST - 1) * FIELDS);
            depths[row]--;
        }
        int at = depths[row] * FIELDS;
        own[at] = (long) key << 32 | (long) pool << 16 | taskClass;
        own[at + 1] = since;
        own[at + 2] = submitted;
        own[at + 3] = submitter;
        depths[row]++;
    }

    /** The depth at which a task stands, -1 where it does not. */
    int find(int row, int key) {
        for (int depth = depths[row] - 1; depth >= 0; depth--) {
            if (key(row, depth) == key) {
                return depth;
            }
        }
        return -1;
    }

    /** What stands at a depth, and all inside of it, is over. */
    void cut(int row, int depth) {
        depths[row] = depth;
    }

    void clear(int row) {
        depths[row] = 0;
    }

    /** A row's tasks go to another row. */
    void move(int row, int to) {
        long[] own = tasks[row];
        if (own != null) {
            tasks[to] = own.clone();
        }
        depths[to] = depths[row];
        depths[row] = 0;
    }

    /** Slots were freed: of classes, or of pools. */
    void forget(boolean @Nullable [] classes, boolean @Nullable [] pools) {
        for (int row = 0; row < depths.length; row++) {
            long[] own = tasks[row];
            for (int depth = 0; own != null && depth < depths[row]; depth++) {
                if (classes != null && classes[taskClass(row, depth)]) {
                    own[depth * FIELDS] &= ~SLOT;
                }
                if (pools != null && pools[pool(row, depth)]) {
                    own[depth * FIELDS] &= ~(SLOT << 16);
                }
            }
        }
    }
}
