package dev.loomscope.agent.sample;

import java.lang.invoke.VarHandle;
import java.util.concurrent.FutureTask;

import org.jspecify.annotations.Nullable;

/**
 * Counts the tasks that are due and were not taken yet in the queues of ScheduledThreadPoolExecutors and Timers: heaps by time, of
 * which no more is looked at than what is due. Their locks are not taken, so what is moved meanwhile may be missed or counted
 * twice, which is good enough for a sample. Nothing of the application's is called: of its own kinds of scheduled tasks none is
 * counted.
 */
final class DueTasks {
    /** More are not counted. */
    private static final int MOST = 1 << 16;

    private static final String SCHEDULED = "java.util.concurrent.ScheduledThreadPoolExecutor";
    private static final String TIMER_TASK = "java.util.TimerTask";

    private final @Nullable Class<?> task = JdkDoors.type(SCHEDULED + "$ScheduledFutureTask");
    private final @Nullable VarHandle heap = JdkDoors.field(JdkDoors.type(SCHEDULED + "$DelayedWorkQueue"), "queue");
    private final @Nullable VarHandle time = JdkDoors.field(task, "time");
    private final @Nullable VarHandle state = JdkDoors.field(FutureTask.class, "state");
    private final @Nullable VarHandle timerHeap = JdkDoors.field(JdkDoors.type("java.util.TaskQueue"), "queue");
    private final @Nullable VarHandle timerTime = JdkDoors.field(JdkDoors.type(TIMER_TASK), "nextExecutionTime");
    private final @Nullable VarHandle timerState = JdkDoors.field(JdkDoors.type(TIMER_TASK), "state");
    private final int timerScheduled = constant(JdkDoors.field(JdkDoors.type(TIMER_TASK), "SCHEDULED"));

    /** What is known of an element of a heap. */
    private enum Sight {
        /** It waits for somebody to take it. */
        DUE,
        /** It waits for nobody, and what is behind it may be due. */
        OTHER,
        /** It is to run later, and so is what is behind it. */
        LATER
    }

    @FunctionalInterface
    private interface Look {
        Sight at(Object element);
    }

    private static int constant(@Nullable VarHandle field) {
        return field == null ? -1 : (int) field.get();
    }

    /** Tasks due in the queue of a ScheduledThreadPoolExecutor; -1 where that cannot be seen. */
    long inPool(Object queue) {
        if (heap == null || time == null) {
            return -1;
        }
        long now = System.nanoTime();
        Object[] tasks = (Object[]) heap.getOpaque(queue);
        return tasks == null ? -1 : count(tasks, 0, element -> inPool(element, now));
    }

    private Sight inPool(Object element, long now) {
        if (element.getClass() != task || time == null) {
            return Sight.OTHER;
        }
        if ((long) time.getOpaque(element) - now > 0) {
            return Sight.LATER;
        }
        return state == null || (int) state.getOpaque(element) == 0 ? Sight.DUE : Sight.OTHER;
    }

    /** Tasks due in the queue of a Timer; -1 where that cannot be seen. */
    long inTimer(Object queue) {
        if (timerHeap == null || timerTime == null || timerState == null) {
            return -1;
        }
        long now = System.currentTimeMillis();
        Object[] tasks = (Object[]) timerHeap.getOpaque(queue);
        return tasks == null ? -1 : count(tasks, 1, element -> inTimer(element, now));
    }

    private Sight inTimer(Object element, long now) {
        if (timerTime == null || timerState == null || (long) timerTime.getOpaque(element) > now) {
            return Sight.LATER;
        }
        return (int) timerState.getOpaque(element) == timerScheduled ? Sight.DUE : Sight.OTHER;
    }

    /** @param root where the heap's first element stands; behind the last one stands null */
    private static long count(Object[] heap, int root, Look look) {
        // Of each level of the heap one element waits to be looked at.
        int[] open = new int[Integer.SIZE];
        int depth = 0;
        long due = 0;
        int looks = 0;
        open[depth++] = 0;
        while (depth > 0 && looks++ < MOST) {
            int at = open[--depth];
            Object element = at < heap.length - root ? heap[at + root] : null;
            Sight sight = element == null ? Sight.LATER : look.at(element);
            if (sight != Sight.LATER) {
                due += sight == Sight.DUE ? 1 : 0;
                open[depth++] = 2 * at + 2;
                open[depth++] = 2 * at + 1;
            }
        }
        return due;
    }
}
