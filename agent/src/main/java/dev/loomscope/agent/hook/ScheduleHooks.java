package dev.loomscope.agent.hook;

import dev.loomscope.protocol.EventKind;
import dev.loomscope.protocol.TaskFamily;
import org.jspecify.annotations.Nullable;

/** When the tasks of a ScheduledThreadPoolExecutor are due: a note behind each submission. */
public final class ScheduleHooks {
    /** The class that has the fields; an application may put tasks of its own in its place. */
    private static @Nullable Class<?> scheduled;

    /** Offsets of its time and period, or negative where they are not known. */
    private static long time = -1;

    private static long period = -1;

    /** Key of the periodic task that a thread has put back into its queue, by thread id. */
    private static final long[] REQUEUED = new long[1 << 8];

    private ScheduleHooks() {}

    static void configure(Class<?> scheduledClass, long timeOffset, long periodOffset) {
        Marks.clear(REQUEUED);
        time = timeOffset;
        period = periodOffset;
        scheduled = scheduledClass;
    }

    /** A task is being handed to a pool, for a time. */
    public static void submitted(@Nullable Object pool, @Nullable Object task) {
        try {
            TaskHooks.submitted(pool, task);
            HookMemory memory = Rings.recording();
            if (memory != null
                    && pool != null
                    && task != null
                    && task.getClass() == scheduled
                    && time >= 0
                    && period >= 0
                    && memory.modes()[TaskFamily.POOL] != 0
                    && Ids.ofPool(memory, pool) >= 0) {
                long now = System.nanoTime();
                long delay = Jdk.number(task, time) - now;
                due(
                        memory, TaskFamily.POOL, now - memory.epoch(), System.identityHashCode(task), delay,
                        Jdk.number(task, period));
            }
        } catch (Throwable e) {
            // The application goes on; this note is missing.
        }
    }

    /** A periodic task has run, and is being handed to its pool for its next run. */
    public static void requeued(@Nullable Object pool, @Nullable Object task) {
        try {
            if (task != null && Rings.recording() != null) {
                Marks.leave(REQUEUED, (int) Jdk.id(Thread.currentThread()), System.identityHashCode(task));
            }
            submitted(pool, task);
        } catch (Throwable e) {
            // The application goes on; this event is missing.
        }
    }

    /**
     * Whether the run that is ending on this thread has put its task back: then it returned, whatever another worker has made of
     * the task since.
     */
    static boolean wasRequeued(Object task) {
        return task.getClass() == scheduled
                && Marks.take(REQUEUED, (int) Jdk.id(Thread.currentThread())) == System.identityHashCode(task);
    }

    /** Of the task that was submitted last: when it is due, and what comes between its runs. */
    static void due(HookMemory memory, int family, long time, int key, long delay, long period) {
        long subject = key & 0xFFFF_FFFFL;
        Rings.note(memory, family, time, EventKind.DUE, subject, delay, period, 0, 0);
    }
}
