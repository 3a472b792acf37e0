package dev.loomscope.model;

import java.util.Arrays;

import dev.loomscope.protocol.GroupKind;

/** Tasks that belong together: one call of invokeAll, a scope with its subtasks. Written by the session's thread, read by any. */
public final class TaskGroup {
    private static final int MOST_ROWS = 1 << 14;

    private final long key;
    private final Kind kind;
    private final int ofClass;
    private final int opener;
    private final long begun;
    private volatile int[] rows = new int[8];
    private volatile int known;
    private volatile int count;
    private volatile long ended = -1;

    /** What holds the tasks together. */
    public enum Kind {
        INVOKE_ALL("invokeAll"),
        INVOKE_ANY("invokeAny"),
        SCOPE("task scope"),
        EXECUTOR("executor with a thread for each task");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }

        static Kind of(long kind) {
            return switch ((int) kind) {
                case GroupKind.INVOKE_ANY -> INVOKE_ANY;
                case GroupKind.SCOPE -> SCOPE;
                case GroupKind.EXECUTOR -> EXECUTOR;
                default -> INVOKE_ALL;
            };
        }
    }

    TaskGroup(long key, Kind kind, int ofClass, int opener, long begun) {
        this.key = key;
        this.kind = kind;
        this.ofClass = ofClass;
        this.opener = opener;
        this.begun = begun;
    }

    /** Identity hash of the scope or executor, or a number that the agent made for the call. */
    public long key() {
        return key;
    }

    public Kind kind() {
        return kind;
    }

    /** Id of the class of the scope or executor in {@link Names#className}; 0 where unknown. */
    public int ofClass() {
        return ofClass;
    }

    /** Row of the task that began it, below 0 where it is none that is known. */
    public int opener() {
        return opener;
    }

    /** When its first fact was seen, in ns since the epoch. */
    public long begun() {
        return begun;
    }

    /** When the call was over, below 0 where it is not or nobody says. */
    public long ended() {
        return ended;
    }

    /** Tasks there are in it. */
    public int size() {
        return count;
    }

    /** Rows of its tasks in the order in which they came; of a large group the first ones. */
    public int[] rows() {
        int filled = known;
        return Arrays.copyOf(rows, filled);
    }

    /** Session thread. */
    void add(int row) {
        int at = known;
        if (at < MOST_ROWS) {
            if (at == rows.length) {
                rows = Arrays.copyOf(rows, at * 2);
            }
            rows[at] = row;
            known = at + 1;
        }
        int all = count + 1;
        count = all;
    }

    /** Session thread. */
    void end(long time) {
        ended = time;
    }
}
