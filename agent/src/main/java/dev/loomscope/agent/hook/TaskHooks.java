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

    private TaskHooks() {}

    /** A task is being handed to a pool. */
    public static void submitted(@Nullable Object pool, @Nullable Object task) {
        try {
            HookMemory memory = Rings.recording();
            if (memory != null && task != null && pool != null) {
                TaskEvents.submitted(memory, FAMILY, LastOrigin.POOL_SUBMIT, task, TaskClasses.of(task), pool);
            }
        } catch (Throwable e) {
            // The application goes on; this event is missing.
        }
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
                TaskEvents.cancelled(memory, FAMILY, future);
            }
        } catch (Throwable e) {
            // The application goes on; this event is missing.
        }
    }

    private static void about(int kind, @Nullable Object pool, @Nullable Object task) {
        try {
            HookMemory memory = Rings.recording();
            if (memory != null && task != null && pool != null) {
                TaskEvents.about(memory, FAMILY, kind, task, pool);
            }
        } catch (Throwable e) {
            // The application goes on; this event is missing.
        }
    }
}
