package dev.loomscope.agent.hook;

import java.util.ArrayList;

import dev.loomscope.protocol.EventKind;
import dev.loomscope.protocol.TaskFamily;
import org.jspecify.annotations.Nullable;

/**
 * What happens to tasks of executors outside of their workers. Called with the objects that the JDK has in its hands, as plain
 * objects, so that a call needs no class of the target's.
 *
 * <p>Nothing of the application's is called: a task is known by its identity hash. The clock is read as near as can be to
 * what is measured: last in what precedes it, first in what follows.
 */
public final class TaskHooks {
    private static final int FAMILY = TaskFamily.POOL;
    private static final int LAST_SUBMIT = LastOrigin.POOL_SUBMIT;

    private TaskHooks() {}

    /** A task is being handed to a pool. */
    public static void submitted(@Nullable Object pool, @Nullable Object task) {
        try {
            HookMemory memory = Rings.recording();
            if (memory == null || task == null || pool == null) {
                return;
            }
            long[] ring = Rings.known(memory, Jdk.id(Jdk.carrier()));
            boolean exact = Rings.exact(memory, FAMILY);
            if (ring == null
                    || Nesting.isUsed()
                    || !LastOrigin.is(ring, LAST_SUBMIT, task, TaskClasses.of(task), pool)) {
                submit(memory, ring, pool, task, exact);
            } else if (exact) {
                LastOrigin.site(memory, ring, LAST_SUBMIT);
                submit(memory, ring, task, LastOrigin.origin(ring, LAST_SUBMIT));
            } else {
                LastOrigin.countSubmit(ring, LAST_SUBMIT, FAMILY);
            }
        } catch (Throwable e) {
            // The application goes on; this event is missing.
        }
    }

    @OutOfLine
    private static void submit(HookMemory memory, long @Nullable [] ring, Object pool, Object task, boolean exact) {
        int slot = Ids.ofPool(memory, pool);
        if (slot < 0) {
            return;
        }
        ExecutorHooks.handsOn(memory, task);
        int type = type(memory, task);
        if (exact) {
            Ids.site(memory, type);
            submit(memory, ring, task, (long) slot << 16 | type);
        } else {
            Ids.firstSites(memory, type);
            Rings.count(memory, FAMILY, EventKind.SUBMIT, 0, slot, type);
        }
        LastOrigin.keep(ring, LAST_SUBMIT, task, TaskClasses.of(task), pool, slot, type);
    }

    @OutOfLine
    private static void submit(HookMemory memory, long @Nullable [] ring, Object task, long origin) {
        long word = (long) System.identityHashCode(task) << 32 | origin;
        long time = System.nanoTime() - memory.epoch();
        Rings.put(memory, ring, FAMILY, time, EventKind.SUBMIT, word);
        TraceHooks.submitted(memory, FAMILY, time);
        FutureHooks.completes(memory, FAMILY, task, time);
    }

    /** A pool refuses a task. */
    public static void rejected(@Nullable Object pool, @Nullable Object task) {
        about(EventKind.REJECT, pool, task);
    }

    /** A task was taken out of a pool's queue, or there was none. */
    public static void removed(@Nullable Object task, @Nullable Object pool) {
        about(EventKind.REMOVE, pool, task);
    }

    /** It was tried to take a task out of a pool's queue. */
    public static void removed(boolean done, @Nullable Object task, @Nullable Object pool) {
        if (done) {
            about(EventKind.REMOVE, pool, task);
        }
    }

    /** All tasks in a list were taken out of a pool's queue. */
    public static void drained(@Nullable Object tasks, @Nullable Object pool) {
        try {
            if (tasks != null && tasks.getClass() == ArrayList.class) {
                ArrayList<?> list = (ArrayList<?>) tasks;
                for (int i = 0; i < list.size(); i++) {
                    about(EventKind.REMOVE, pool, list.get(i));
                }
            }
        } catch (Throwable e) {
            // The application goes on; these events are missing.
        }
    }

    /** A future is cancelled; whether it was handed to a pool is not known here. */
    public static void cancelled(@Nullable Object future) {
        try {
            HookMemory memory = Rings.recording();
            if (memory != null && future != null) {
                if (Rings.exact(memory, FAMILY)) {
                    long word = (long) System.identityHashCode(future) << 32;
                    Rings.put(memory, FAMILY, System.nanoTime() - memory.epoch(), EventKind.CANCEL, word);
                } else {
                    Rings.count(memory, FAMILY, EventKind.CANCEL, 0, 0, 0);
                }
            }
        } catch (Throwable e) {
            // The application goes on; this event is missing.
        }
    }

    @OutOfLine
    private static void about(int kind, @Nullable Object pool, @Nullable Object task) {
        try {
            HookMemory memory = Rings.recording();
            if (memory != null && task != null && pool != null) {
                int slot = Ids.ofPool(memory, pool);
                if (slot >= 0) {
                    put(memory, kind, slot, task, type(memory, task));
                }
            }
        } catch (Throwable e) {
            // The application goes on; this event is missing.
        }
    }

    private static void put(HookMemory memory, int kind, int pool, Object task, int type) {
        if (Rings.exact(memory, FAMILY)) {
            Rings.put(memory, FAMILY, System.nanoTime() - memory.epoch(), kind, word(pool, task, type));
        } else {
            Rings.count(memory, FAMILY, kind, 0, pool, type);
        }
    }

    private static int type(HookMemory memory, Object task) {
        return Ids.ofClass(memory, TaskClasses.of(task), TaskClasses.kind(task));
    }

    private static long word(int pool, Object task, int type) {
        return (long) System.identityHashCode(task) << 32 | (long) pool << 16 | type;
    }
}
