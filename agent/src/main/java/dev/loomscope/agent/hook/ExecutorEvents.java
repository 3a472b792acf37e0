package dev.loomscope.agent.hook;

import dev.loomscope.protocol.EventKind;
import dev.loomscope.protocol.Outcome;
import dev.loomscope.protocol.TaskFamily;
import org.jspecify.annotations.Nullable;

/** What hooks of executors of the application record or count, about tasks as {@link Handed} knows them. */
final class ExecutorEvents {
    private static final int FAMILY = TaskFamily.POOL;

    private ExecutorEvents() {}

    static void put(HookMemory memory, long time, int kind, int key, int pool, int classSlot) {
        if (Rings.exact(memory, FAMILY)) {
            Rings.put(memory, FAMILY, time, kind, (long) key << 32 | (long) pool << 16 | classSlot);
        } else {
            Rings.count(memory, FAMILY, kind, 0, pool, classSlot);
        }
    }

    static void about(HookMemory memory, int kind, long value, long info) {
        long time = System.nanoTime() - memory.epoch();
        put(memory, time, kind, (int) (value >>> 32), Handed.pool(value), Handed.classSlot(info));
    }

    /** The SUBMIT of a task that was held back; it has its own time, and the thread of who tells. */
    static void publishHeld(HookMemory memory, long value, long info, long now) {
        if (Handed.isHeld(info)) {
            long time = Handed.time(info, now);
            put(memory, time < now ? time : now, EventKind.SUBMIT, (int) (value >>> 32), Handed.pool(value),
                    Handed.classSlot(info));
        }
    }

    /** @param origin pool slot 16 | class slot 16 of the task */
    static void end(HookMemory memory, int key, long origin, @Nullable Object task, @Nullable Object thrown) {
        int outcome = Outcome.UNKNOWN;
        Object failure = thrown;
        if (thrown != null) {
            outcome = Outcome.FAILED;
        } else if (task != null) {
            outcome = Outcomes.of(task);
            failure = outcome == Outcome.FAILED ? Outcomes.failure(task) : null;
        }
        if (Rings.exact(memory, FAMILY)) {
            long time = System.nanoTime() - memory.epoch();
            int type = failure == null ? 0 : Ids.ofClass(memory, failure.getClass());
            Failures.ofTask(memory, failure, type, (int) origin & 0xFFFF, key);
            Rings.put(memory, FAMILY, time, EventKind.END, (long) key << 32 | (long) outcome << 16 | type);
        } else {
            int pool = (int) (origin >>> 16) & 0xFFFF;
            Rings.count(memory, FAMILY, EventKind.END, outcome, pool, (int) origin & 0xFFFF);
        }
    }

    /** The events of a task that is not followed any more. */
    static void lost(HookMemory memory, long info) {
        if (Handed.isHeld(info)) {
            Rings.unserved(memory, FAMILY, EventKind.SUBMIT, 0);
        }
        Rings.unserved(memory, FAMILY, EventKind.START, 0);
        Rings.unserved(memory, FAMILY, EventKind.END, Outcome.UNKNOWN);
    }
}
