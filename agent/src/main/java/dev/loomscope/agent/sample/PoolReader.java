package dev.loomscope.agent.sample;

import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.AbstractQueuedSynchronizer;

import dev.loomscope.agent.sample.Facts.PoolFact;
import dev.loomscope.agent.sample.Facts.Worker;
import dev.loomscope.agent.sample.PoolBoard.WatchedPool;
import org.jspecify.annotations.Nullable;

/**
 * Reads a ThreadPoolExecutor without its lock and without any method that a subclass may have overridden. Its set of workers is
 * a plain HashSet that changes meanwhile: going through it may fail, is then tried again, and given up after three times.
 */
final class PoolReader {
    private static final int TRIES = 3;
    private static final int COUNT_MASK = (1 << 29) - 1;

    private static final @Nullable Class<?> WORKER = JdkDoors.type("java.util.concurrent.ThreadPoolExecutor$Worker");

    private final @Nullable VarHandle ctl = JdkDoors.field(ThreadPoolExecutor.class, "ctl");
    private final @Nullable VarHandle workers = JdkDoors.field(ThreadPoolExecutor.class, "workers");
    private final @Nullable VarHandle completed = JdkDoors.field(ThreadPoolExecutor.class, "completedTaskCount");
    private final @Nullable VarHandle core = JdkDoors.field(ThreadPoolExecutor.class, "corePoolSize");
    private final @Nullable VarHandle max = JdkDoors.field(ThreadPoolExecutor.class, "maximumPoolSize");
    private final @Nullable VarHandle queue = JdkDoors.field(ThreadPoolExecutor.class, "workQueue");
    private final @Nullable VarHandle workerThread = JdkDoors.field(WORKER, "thread");
    private final @Nullable VarHandle workerCompleted = JdkDoors.field(WORKER, "completedTasks");
    private final @Nullable VarHandle workerPool = JdkDoors.field(WORKER, "this$0");
    private final @Nullable VarHandle lockState = JdkDoors.field(AbstractQueuedSynchronizer.class, "state");
    private final Queues queues = new Queues();
    private final QueueContents contents = new QueueContents();

    /**
     * A worker that is inside a task.
     *
     * @param tasks tasks it has completed: the same number and still inside means the same task
     */
    record Busy(Thread thread, Object worker, long tasks) {}

    /**
     * The pool's figures, or null where this JDK's pools look different.
     *
     * @param withQueue whether it is asked which tasks are queued
     */
    @Nullable
    PoolFact read(WatchedPool watched, ThreadPoolExecutor pool, boolean withWorkers, boolean withQueue) {
        if (ctl == null
                || core == null
                || max == null
                || queue == null
                || completed == null) {
            return null;
        }
        int control = ((AtomicInteger) ctl.get(pool)).get();
        Object waiting = queue.get(pool);
        long done = (long) completed.getOpaque(pool);
        int active = 0;
        List<Worker> names = new ArrayList<>();
        for (Object worker : workers(pool)) {
            done += workerCompleted == null ? 0 : (long) workerCompleted.getOpaque(worker);
            active += isLocked(worker) ? 1 : 0;
            Thread thread = thread(worker);
            if (withWorkers && thread != null) {
                names.add(new Worker(ThreadFacts.id(thread), ThreadFacts.name(thread)));
            }
        }
        return new PoolFact(
                watched.slot(),
                watched.id(),
                watched.name(),
                pool.getClass().getName(),
                control & COUNT_MASK,
                active,
                queues.waiting(waiting),
                done,
                (int) max.getOpaque(pool),
                (int) core.getOpaque(pool),
                queues.capacity(waiting),
                control >= 0,
                names,
                -1,
                queues.size(waiting),
                withQueue ? contents.of(waiting) : null);
    }

    /** Workers of the pool that are inside a task now. */
    List<Busy> busy(ThreadPoolExecutor pool) {
        List<Busy> busy = new ArrayList<>();
        for (Object worker : workers(pool)) {
            Thread thread = thread(worker);
            if (thread != null && workerCompleted != null && isLocked(worker)) {
                busy.add(new Busy(thread, worker, (long) workerCompleted.getOpaque(worker)));
            }
        }
        return busy;
    }

    /** Whether a worker is inside the task that comes after so many. */
    boolean isInside(Object worker, long tasks) {
        return workerCompleted != null && isLocked(worker) && (long) workerCompleted.getOpaque(worker) == tasks;
    }

    /** The pool that a thread's Runnable works for, wrapped or not, or null where it is no worker. */
    @Nullable
    ThreadPoolExecutor poolOf(@Nullable Object runnable) {
        Object worker = WORKER == null ? null : WrappedWorkers.worker(runnable, WORKER);
        return worker == null || workerPool == null ? null : (ThreadPoolExecutor) workerPool.get(worker);
    }

    private List<Object> workers(ThreadPoolExecutor pool) {
        for (int i = 0; workers != null && i < TRIES; i++) {
            try {
                List<Object> present = new ArrayList<>((Set<?>) workers.get(pool));
                // A worker that left on the way leaves a place without one.
                present.removeIf(Objects::isNull);
                return present;
            } catch (RuntimeException e) {
                // It changed on the way.
            }
        }
        return List.of();
    }

    private @Nullable Thread thread(Object worker) {
        return workerThread == null ? null : (Thread) workerThread.get(worker);
    }

    private boolean isLocked(Object worker) {
        return lockState != null && (int) lockState.getOpaque(worker) == 1;
    }
}
