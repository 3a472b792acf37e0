package dev.loomscope.agent.hook;

import dev.loomscope.protocol.EventKind;
import dev.loomscope.protocol.TaskFamily;
import org.jspecify.annotations.Nullable;

/**
 * What is told in the same way of tasks of thread pools and of fork/join pools. That a task is handed over as the one before was,
 * which is what most calls tell, stands apart from the rest, so that the compiler can copy it into the application's code.
 */
final class TaskEvents {
    private TaskEvents() {}

    /**
     * A task is being handed to a pool.
     *
     * @param note where {@link LastOrigin} keeps the family's submissions
     * @param taskClass the class that the task really is
     */
    @InLine
    static void submitted(
            HookMemory memory, int family, int note, Object task, Class<?> taskClass, Object pool) {
        long[] ring = Rings.known(memory, Jdk.id(Jdk.carrier()));
        if (ring == null || Nesting.isUsed() || !LastOrigin.is(ring, note, task, taskClass, pool)) {
            submit(memory, ring, family, note, task, taskClass, pool);
        } else if (Rings.exact(memory, family)) {
            LastOrigin.site(memory, ring, note);
            submit(memory, ring, family, task, LastOrigin.origin(ring, note));
        } else {
            LastOrigin.countSubmit(ring, note, family);
        }
    }

    @OutOfLine
    private static void submit(
            HookMemory memory,
            long @Nullable [] ring,
            int family,
            int note,
            Object task,
            Class<?> taskClass,
            Object pool) {
        int slot = Ids.ofPool(memory, pool);
        if (slot < 0 || DelayHooks.isScheduled(task)) {
            return;
        }
        ExecutorHooks.handsOn(memory, task);
        int type = type(memory, family, task);
        boolean exact = Rings.exact(memory, family);
        if (exact) {
            Ids.site(memory, type);
        } else {
            Ids.firstSites(memory, type);
            Rings.count(memory, family, EventKind.SUBMIT, 0, slot, type);
        }
        LastOrigin.keep(ring, note, task, taskClass, pool, slot, type);
        if (exact) {
            // Last, as who is asked for a span may move a virtual thread to another carrier, and so to another ring.
            submit(memory, ring, family, task, (long) slot << 16 | type);
        }
    }

    @OutOfLine
    private static void submit(HookMemory memory, long @Nullable [] ring, int family, Object task, long origin) {
        long word = (long) System.identityHashCode(task) << 32 | origin;
        long time = System.nanoTime() - memory.epoch();
        Rings.put(memory, ring, family, time, EventKind.SUBMIT, word);
        TraceHooks.submitted(memory, family, time);
        FutureHooks.completes(memory, family, task, time);
    }

    /** Something else is told of a task of a pool. */
    @OutOfLine
    static void about(HookMemory memory, int family, int kind, Object task, Object pool) {
        int slot = Ids.ofPool(memory, pool);
        if (slot >= 0) {
            about(memory, family, kind, task, slot, type(memory, family, task));
        }
    }

    /** As above, where it is known by which slots its pool and class go. */
    static void about(HookMemory memory, int family, int kind, Object task, int poolSlot, int classSlot) {
        if (Rings.exact(memory, family)) {
            long word = (long) System.identityHashCode(task) << 32 | (long) poolSlot << 16 | classSlot;
            Rings.put(memory, family, System.nanoTime() - memory.epoch(), kind, word);
        } else {
            Rings.count(memory, family, kind, 0, poolSlot, classSlot);
        }
    }

    /** A task is cancelled; which pool it was handed to, if any, is not known. */
    static void cancelled(HookMemory memory, int family, Object task) {
        about(memory, family, EventKind.CANCEL, task, 0, 0);
    }

    /** The slot of a task's class. */
    static int type(HookMemory memory, int family, Object task) {
        int kind = family == TaskFamily.FORK_JOIN ? TaskClasses.kindInForkJoin(task) : TaskClasses.kind(task);
        return Ids.ofClass(memory, TaskClasses.of(task), kind);
    }
}
