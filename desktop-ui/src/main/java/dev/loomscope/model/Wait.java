package dev.loomscope.model;

import dev.loomscope.protocol.WaitKind;

/**
 * What a thread waits for, or waited for.
 *
 * @param thread id of the thread that waits, platform or virtual
 * @param row of the task that it runs, below 0 where it runs none that is known
 * @param key of what it waits for: identity hash; 0 where unknown
 * @param owner id of the thread that owns it; 0 where unknown or none does
 * @param waitedClass id of the class of what it waits for in {@link Names#className}
 * @param future row of the task that will complete the future it waits for; below 0 where unknown
 * @param exact whether begin and end were told, not sampled
 * @param from in ns since the epoch; of a sampled one when it was first seen
 * @param to below 0 while it lasts
 */
public record Wait(
        Kind kind, long thread, int row, long key, long owner, int waitedClass, int future, boolean exact, long from,
        long to) {

    /** What sort of thing is waited for. */
    public enum Kind {
        PARK("parked"),
        LOCK("waits for a lock"),
        MONITOR("waits for a monitor"),
        OBJECT_WAIT("waits to be notified"),
        SLEEP("sleeps"),
        FUTURE("waits for a future"),
        IO("waits for input or output"),
        QUEUE("waits at a queue");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /** What the thread does, in words that follow a subject. */
        public String words() {
            return words;
        }

        static Kind of(int kind) {
            return switch (kind) {
                case WaitKind.LOCK -> LOCK;
                case WaitKind.MONITOR -> MONITOR;
                case WaitKind.OBJECT_WAIT -> OBJECT_WAIT;
                case WaitKind.SLEEP -> SLEEP;
                case WaitKind.FUTURE -> FUTURE;
                case WaitKind.IO -> IO;
                case WaitKind.QUEUE -> QUEUE;
                default -> PARK;
            };
        }
    }

    /** Whether somebody holds what it waits for, and has to let go of it. */
    public boolean isForLock() {
        return kind == Kind.LOCK || kind == Kind.MONITOR;
    }

    Wait ended(long time) {
        return new Wait(kind, thread, row, key, owner, waitedClass, future, exact, from, Math.max(from, time));
    }

    boolean sameAs(Wait other) {
        return kind == other.kind && key == other.key && owner == other.owner && row == other.row
                && future == other.future;
    }
}
