package dev.loomscope.agent.hook;

import dev.loomscope.protocol.EventKind;
import dev.loomscope.protocol.TaskFamily;
import org.jspecify.annotations.Nullable;

/**
 * What happens to tasks that a fork/join pool is to run at a later time, as from JDK 25 on. They are submitted when they are handed
 * over, not when they are due and pushed on a queue. What the JDK schedules so to end a wait of its own is none.
 */
public final class DelayHooks {
    private static final int FAMILY = TaskFamily.FORK_JOIN;

    /** The class of such tasks; a class of no task where this JDK has none. */
    private static Class<?> scheduled = Void.class;

    /** Offsets of its fields, all of them known or the first negative. */
    private static long when = -1;

    private static long period;
    private static long immediate;
    private static long pool;

    private DelayHooks() {}

    /** @param offsets of ScheduledForkJoinTask.when, .nextDelay, .isImmediate and .pool */
    static void configure(Class<?> scheduledClass, long[] offsets) {
        boolean known = true;
        for (int i = 0; i < offsets.length; i++) {
            known &= offsets[i] >= 0;
        }
        period = offsets[1];
        immediate = offsets[2];
        pool = offsets[3];
        when = known ? offsets[0] : -1;
        scheduled = scheduledClass;
    }

    /** Whether a task was submitted before it is pushed. */
    static boolean isScheduled(Object task) {
        return when >= 0 && task.getClass() == scheduled;
    }

    /** A task is being handed to a pool, for a time. */
    public static void submitted(@Nullable Object task, @Nullable Object executor) {
        try {
            HookMemory memory = Rings.recording();
            if (memory != null && task != null && executor != null && isTask(task)) {
                submit(memory, task, executor);
            }
        } catch (Throwable e) {
            // The application goes on; this event is missing.
        }
    }

    /** A pool refuses a task that was to run at a later time. */
    public static void refused(@Nullable Object task, @Nullable Object executor) {
        try {
            HookMemory memory = Rings.recording();
            if (memory != null && task != null && executor != null && isTask(task)) {
                submit(memory, task, executor);
                TaskEvents.about(memory, FAMILY, EventKind.REJECT, task, executor);
            }
        } catch (Throwable e) {
            // The application goes on; these events are missing.
        }
    }

    /** A periodic task has run, and is being handed over for its next run. */
    public static void requeued(@Nullable Object task) {
        try {
            HookMemory memory = Rings.recording();
            Object executor = memory == null || task == null || !isScheduled(task) ? null : Jdk.reference(task, pool);
            if (memory != null && task != null && executor != null) {
                submit(memory, task, executor);
            }
        } catch (Throwable e) {
            // The application goes on; this event is missing.
        }
    }

    /** A task is being cancelled: one that is not due yet will never be pushed. */
    public static void cancelling(@Nullable Object task) {
        try {
            HookMemory memory = Rings.recording();
            if (memory != null && task != null && isScheduled(task) && delay(task, System.nanoTime()) > 0) {
                drop(memory, task);
            }
        } catch (Throwable e) {
            // The application goes on; this event is missing.
        }
    }

    /** A task is dropped that was not pushed, as its pool ends. */
    public static void dropping(@Nullable Object task) {
        try {
            HookMemory memory = Rings.recording();
            if (memory != null && task != null && isScheduled(task)) {
                drop(memory, task);
            }
        } catch (Throwable e) {
            // The application goes on; this event is missing.
        }
    }

    /** An executor is given a task that it will hand on at a later time, from a thread that says nothing of who gave it. */
    public static void handing(@Nullable Object task) {
        try {
            HookMemory memory = Rings.recording();
            if (memory != null && task != null) {
                site(memory, TaskEvents.type(memory, FAMILY, task));
            }
        } catch (Throwable e) {
            // The application goes on; the site is missing.
        }
    }

    private static boolean isTask(Object task) {
        return isScheduled(task) && !Jdk.flag(task, immediate);
    }

    private static void submit(HookMemory memory, Object task, Object executor) {
        int slot = Ids.ofPool(memory, executor);
        if (slot < 0) {
            return;
        }
        int type = TaskEvents.type(memory, FAMILY, task);
        site(memory, type);
        TaskEvents.about(memory, FAMILY, EventKind.SUBMIT, task, slot, type);
        if (Rings.exact(memory, FAMILY)) {
            long now = System.nanoTime();
            long time = now - memory.epoch();
            TraceHooks.submitted(memory, FAMILY, time);
            ScheduleHooks.due(
                    memory, FAMILY, time, System.identityHashCode(task), delay(task, now), Jdk.number(task, period));
        }
    }

    private static void site(HookMemory memory, int type) {
        if (Rings.exact(memory, FAMILY)) {
            Ids.site(memory, type);
        } else {
            Ids.firstSites(memory, type);
        }
    }

    private static void drop(HookMemory memory, Object task) {
        Object executor = Jdk.reference(task, pool);
        if (executor != null && !Jdk.flag(task, immediate) && !Outcomes.isDone(task)) {
            TaskEvents.about(memory, FAMILY, EventKind.REMOVE, task, executor);
        }
    }

    /** How long before a task is due. The JDK counts from the least number on, or, where its clock is below 0, from elsewhere. */
    private static long delay(Object task, long now) {
        return now <= 0 ? 0 : Jdk.number(task, when) - (Long.MIN_VALUE + now);
    }
}
