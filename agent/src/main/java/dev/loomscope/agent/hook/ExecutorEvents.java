package dev.loomscope.agent.hook;

import dev.loomscope.protocol.EventKind;
import dev.loomscope.protocol.Outcome;
import dev.loomscope.protocol.TaskFamily;
import org.jspecify.annotations.Nullable;

/** What hooks of executors of the application write, about tasks as {@link Handed} knows them. */
final class ExecutorEvents {
    private static final int FAMILY = TaskFamily.POOL;

    private ExecutorEvents() {}

    static void put(HookMemory memory, long time, int kind, int key, int middle, int low) {
        Rings.put(memory, FAMILY, time, kind, (long) key << 32 | (long) middle << 16 | low);
    }

    static void about(HookMemory memory, int kind, long value, long info) {
        long time = System.nanoTime() - memory.epoch();
        put(memory, time, kind, (int) (value >>> 32), Handed.pool(value), Handed.classSlot(info));
    }

    /** The SUBMIT of a task that was held back; it has its own time, and the thread of who tells. */
    static void publishHeld(HookMemory memory, long value, long info, long now) {
        if (Handed.isHeld(info)) {
            long time = Handed.time(info);
            put(memory, time < now ? time : now, EventKind.SUBMIT, (int) (value >>> 32), Handed.pool(value),
                    Handed.classSlot(info));
        }
    }

    static void end(HookMemory memory, int key, @Nullable Object task, @Nullable Object thrown) {
        long time = System.nanoTime() - memory.epoch();
        int outcome = Outcome.UNKNOWN;
        Object failure = thrown;
        if (thrown != null) {
            outcome = Outcome.FAILED;
        } else if (task != null) {
            outcome = Outcomes.of(task);
            failure = outcome == Outcome.FAILED ? Outcomes.failure(task) : null;
        }
        put(memory, time, EventKind.END, key, outcome, failure == null ? 0 : Ids.ofClass(memory, failure.getClass()));
    }

    static void lost(HookMemory memory, long info) {
        Jdk.add(memory.unserved(), FAMILY, Handed.isHeld(info) ? 3 : 2);
    }
}
