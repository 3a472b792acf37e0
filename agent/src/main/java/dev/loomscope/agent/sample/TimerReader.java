package dev.loomscope.agent.sample;

import java.lang.invoke.VarHandle;
import java.util.List;

import dev.loomscope.agent.sample.Facts.PoolFact;
import dev.loomscope.agent.sample.Facts.Worker;
import dev.loomscope.agent.sample.PoolBoard.WatchedPool;
import org.jspecify.annotations.Nullable;

/** Reads a java.util.Timer, which is known by its thread, without its lock; whether that runs a task is for the tasks to tell. */
final class TimerReader {
    private static final @Nullable Class<?> THREAD = JdkDoors.type("java.util.TimerThread");

    private final @Nullable VarHandle queue = JdkDoors.field(THREAD, "queue");
    private final @Nullable VarHandle open = JdkDoors.field(THREAD, "newTasksMayBeScheduled");
    private final @Nullable VarHandle size = JdkDoors.field(JdkDoors.type("java.util.TaskQueue"), "size");
    private final DueTasks due = new DueTasks();

    /** Whether a thread is a Timer's. */
    static boolean isTimer(Object thread) {
        return thread.getClass() == THREAD;
    }

    /** The Timer's figures, or null where this JDK's Timers look different. */
    @Nullable
    PoolFact read(WatchedPool watched, Thread timer, boolean withWorkers) {
        Object tasks = queue == null ? null : queue.getOpaque(timer);
        if (open == null || size == null || tasks == null) {
            return null;
        }
        return new PoolFact(
                watched.slot(),
                watched.id(),
                watched.name(),
                timer.getClass().getName(),
                timer.isAlive() ? 1 : 0,
                0,
                due.inTimer(tasks),
                -1,
                1,
                1,
                -1,
                !(boolean) open.getOpaque(timer),
                withWorkers ? List.of(new Worker(ThreadFacts.id(timer), ThreadFacts.name(timer))) : List.of(),
                -1,
                (int) size.getOpaque(tasks),
                null);
    }
}
