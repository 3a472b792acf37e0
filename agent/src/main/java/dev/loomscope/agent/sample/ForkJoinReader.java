package dev.loomscope.agent.sample;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;

import dev.loomscope.agent.sample.Facts.PoolFact;
import dev.loomscope.agent.sample.Facts.Worker;
import dev.loomscope.agent.sample.PoolBoard.WatchedPool;
import org.jspecify.annotations.Nullable;

/**
 * Reads a ForkJoinPool by its own methods, none of which takes a lock on JDK 17 or 25, and which are called past whatever a
 * subclass may have overridden.
 */
final class ForkJoinReader {
    private static final @Nullable Class<?> WORK_QUEUE = JdkDoors.type("java.util.concurrent.ForkJoinPool$WorkQueue");

    private final @Nullable MethodHandle size = JdkDoors.own(ForkJoinPool.class, "getPoolSize");
    private final @Nullable MethodHandle active = JdkDoors.own(ForkJoinPool.class, "getActiveThreadCount");
    private final @Nullable MethodHandle parallelism = JdkDoors.own(ForkJoinPool.class, "getParallelism");
    private final @Nullable MethodHandle forked = JdkDoors.own(ForkJoinPool.class, "getQueuedTaskCount");
    private final @Nullable MethodHandle submitted = JdkDoors.own(ForkJoinPool.class, "getQueuedSubmissionCount");
    /** From JDK 25 on. */
    private final @Nullable MethodHandle delayed = JdkDoors.own(ForkJoinPool.class, "getDelayedTaskCount");
    private final @Nullable MethodHandle shutdown = JdkDoors.own(ForkJoinPool.class, "isShutdown");
    private final @Nullable VarHandle queues = JdkDoors.field(ForkJoinPool.class, "queues");
    private final @Nullable VarHandle owner = JdkDoors.field(WORK_QUEUE, "owner");

    /** The pool's figures, or null where this JDK's pools look different. */
    @Nullable
    PoolFact read(WatchedPool watched, ForkJoinPool pool, boolean withWorkers) {
        if (size == null
                || active == null
                || parallelism == null
                || forked == null
                || submitted == null
                || shutdown == null) {
            return null;
        }
        try {
            int workers = (int) size.invokeExact(pool);
            long queue = (long) forked.invokeExact(pool) + (int) submitted.invokeExact(pool);
            int most = (int) parallelism.invokeExact(pool);
            return new PoolFact(
                    watched.slot(),
                    watched.id(),
                    watched.name(),
                    pool.getClass().getName(),
                    workers,
                    Math.min(workers, (int) active.invokeExact(pool)),
                    queue,
                    -1,
                    most,
                    most,
                    -1,
                    (boolean) shutdown.invokeExact(pool),
                    withWorkers ? workers(pool) : List.of(),
                    -1,
                    queue + (delayed == null ? 0 : (long) delayed.invokeExact(pool)),
                    null);
        } catch (Throwable e) {
            return null;
        }
    }

    private List<Worker> workers(ForkJoinPool pool) {
        List<Worker> workers = new ArrayList<>();
        if (queues == null || owner == null) {
            return workers;
        }
        Object[] present = (Object[]) queues.getOpaque(pool);
        for (int i = 0; present != null && i < present.length; i++) {
            Thread thread = present[i] == null ? null : (Thread) owner.get(present[i]);
            if (thread != null) {
                workers.add(new Worker(ThreadFacts.id(thread), ThreadFacts.name(thread)));
            }
        }
        return workers;
    }
}
