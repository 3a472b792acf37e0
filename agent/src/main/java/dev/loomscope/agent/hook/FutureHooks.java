package dev.loomscope.agent.hook;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.ForkJoinWorkerThread;

import dev.loomscope.protocol.EventKind;
import dev.loomscope.protocol.Outcome;
import dev.loomscope.protocol.TaskFamily;
import org.jspecify.annotations.Nullable;

/**
 * Futures: what completes them, who waits for them, and whether anybody asked one that holds an exception. The key of a future
 * is its identity hash, as that of a task; a FutureTask and a fork/join task are their own futures.
 *
 * <p>A stage of a CompletableFuture completes a future that is not itself. What completes a future may be a future again, whose
 * stage runs as part of whatever completes that one: so the links form chains, and one future may have several.
 *
 * <p>What a stage without an executor says is of the family of the thread that makes it, which may have nothing to do with
 * fork/join: where one family is only counted, the futures of the other are followed all the same.
 */
public final class FutureHooks {
    /** Set in {@link RingLayout#STAGE_END} beside an outcome and a class. */
    private static final long KNOWN = 1L << 32;

    private static Class<?> asyncRun = Object.class;
    private static Class<?> asyncSupply = Object.class;
    private static Class<?> uni = Object.class;
    private static Class<?> both = Object.class;
    private static Class<?> anyOf = Object.class;

    /** Offsets of the future that each of these completes; of {@link #both} of the completion that it stands for. */
    private static long asyncRunFuture = -1;

    private static long asyncSupplyFuture = -1;
    private static long uniFuture = -1;
    private static long bothOf = -1;
    private static long anyOfFuture = -1;

    /** UniCompletion.src and UniCompletion.executor. */
    private static long uniSource = -1;

    private static long uniExecutor = -1;

    private FutureHooks() {}

    /**
     * Says where the JDK's completions keep their futures.
     *
     * @param types AsyncRun, AsyncSupply, UniCompletion, CoCompletion, AnyOf
     * @param offsets of the future in each of them, in CoCompletion of the completion it stands for, then of src and executor in
     *     UniCompletion
     */
    static void configure(Class<?>[] types, long[] offsets) {
        asyncRun = types[0];
        asyncSupply = types[1];
        uni = types[2];
        both = types[3];
        anyOf = types[4];
        asyncRunFuture = offsets[0];
        asyncSupplyFuture = offsets[1];
        uniFuture = offsets[2];
        bothOf = offsets[3];
        anyOfFuture = offsets[4];
        uniSource = offsets[5];
        uniExecutor = offsets[6];
    }

    /** The future that a stage will complete; null where it is no stage, or has let go of it. */
    static @Nullable Object dependent(Object task) {
        if (!(task instanceof ForkJoinTask<?>)) {
            return null;
        }
        Class<?> type = task.getClass();
        if (type == asyncSupply) {
            return of(task, asyncSupplyFuture);
        }
        if (type == asyncRun) {
            return of(task, asyncRunFuture);
        }
        if (type == anyOf) {
            return of(task, anyOfFuture);
        }
        if (type == both) {
            Object base = of(task, bothOf);
            return base == null ? null : of(base, uniFuture);
        }
        return isUni(type) ? of(task, uniFuture) : null;
    }

    private static @Nullable Object of(Object holder, long offset) {
        return offset < 0 ? null : Jdk.reference(holder, offset);
    }

    private static boolean isUni(Class<?> type) {
        Class<?> parent = type.getSuperclass();
        return parent == uni || (parent != null && parent.getSuperclass() == uni);
    }

    /**
     * A task was submitted: where it is a stage, says which future it completes.
     *
     * @param time of the submission
     */
    static void completes(HookMemory memory, int family, Object task, long time) {
        if (TaskClasses.isStage(task)) {
            Object future = dependent(task);
            if (future != null) {
                completes(memory, family, future, task, time);
            }
        }
    }

    private static void completes(HookMemory memory, int family, Object future, Object by, long time) {
        long key = System.identityHashCode(future);
        Rings.note(memory, family, time, EventKind.COMPLETES, key, System.identityHashCode(by), 0, 0, 0);
    }

    /** A completion is left with a future that is not complete yet, and which will so complete another. */
    public static void linked(@Nullable Object completion, @Nullable Object source) {
        try {
            HookMemory memory = Rings.recording();
            if (memory != null && completion != null && source != null) {
                int family = family(completion);
                Object future = Rings.exact(memory, family) ? dependent(completion) : null;
                if (future != null) {
                    completes(memory, family, future, source, System.nanoTime() - memory.epoch());
                }
            }
        } catch (Throwable e) {
            // The application goes on; this event is missing.
        }
    }

    /** Of the executor that is to run a completion; without one it runs as part of whatever completes its source. */
    private static int family(Object completion) {
        Object stage = completion.getClass() == both ? of(completion, bothOf) : completion;
        Object executor = stage == null || !isUni(stage.getClass()) ? null : of(stage, uniExecutor);
        if (executor == null) {
            return family();
        }
        return executor instanceof ForkJoinPool ? TaskFamily.FORK_JOIN : TaskFamily.POOL;
    }

    /** Of what runs on this thread: what it does with futures belongs to that. */
    private static int family() {
        return Thread.currentThread() instanceof ForkJoinWorkerThread ? TaskFamily.FORK_JOIN : TaskFamily.POOL;
    }

    /** A future was made of another one, which may hold an exception already: then that went on. */
    public static void passedOn(@Nullable Object future, @Nullable Object source) {
        try {
            HookMemory memory = Rings.recording();
            if (memory != null && future != null && source != null && Outcomes.isExceptional(source)) {
                completes(memory, family(), future, source, System.nanoTime() - memory.epoch());
            }
        } catch (Throwable e) {
            // The application goes on; this event is missing.
        }
    }

    /** What runs on this thread begins to wait for a future. */
    public static void awaiting(@Nullable Object future) {
        try {
            HookMemory memory = Rings.recording();
            if (memory != null && future != null) {
                Class<?> type = future instanceof CompletableFuture<?> ? future.getClass() : TaskClasses.of(future);
                int slot = Ids.ofClass(memory, type);
                long time = System.nanoTime() - memory.epoch();
                Rings.note(memory, family(), time, EventKind.AWAIT, System.identityHashCode(future), 0, 0, slot, 0);
            }
        } catch (Throwable e) {
            // The application goes on; this event is missing.
        }
    }

    /** What runs on this thread waits for a future no more. */
    public static void awaited() {
        try {
            HookMemory memory = Rings.recording();
            if (memory != null) {
                Rings.note(memory, family(), System.nanoTime() - memory.epoch(), EventKind.AWAIT, 0, 0, 0, 0, 0);
            }
        } catch (Throwable e) {
            // The application goes on; this event is missing.
        }
    }

    /** A fork/join task notes what it is blocked by: the task that it waits for, or null when it goes on. */
    public static void blocked(@Nullable Object future) {
        try {
            if (future == null) {
                awaited();
            } else {
                awaiting(future);
            }
        } catch (Throwable e) {
            // The application goes on; this event is missing.
        }
    }

    /** Somebody asks a future for its result, or its exception. */
    public static void asked(@Nullable Object future) {
        try {
            HookMemory memory = Rings.recording();
            if (memory != null && future != null && Outcomes.isExceptional(future)) {
                long time = System.nanoTime() - memory.epoch();
                Rings.note(memory, family(), time, EventKind.ASKED, System.identityHashCode(future), 0, 0, 0, 0);
            }
        } catch (Throwable e) {
            // The application goes on; this event is missing.
        }
    }

    /** A stage is made that takes a future's exception, at once unless an executor is to run it. */
    public static void asked(@Nullable Object future, @Nullable Object executor) {
        try {
            if (executor == null) {
                asked(future);
            }
        } catch (Throwable e) {
            // The application goes on; this event is missing.
        }
    }

    /** A stage that takes its source's exception is fired; where an executor is still to run it, it will be once more. */
    public static void delivered(@Nullable Object completion) {
        try {
            if (completion != null && Rings.recording() != null && of(completion, uniExecutor) == null) {
                asked(of(completion, uniSource));
            }
        } catch (Throwable e) {
            // The application goes on; this event is missing.
        }
    }

    /** The key of the future that a task completes where it is a stage, otherwise 0. */
    static long key(Object task) {
        Object future = dependent(task);
        return future == null ? 0 : System.identityHashCode(future);
    }

    /**
     * A worker's stage has completed a future: the ring remembers how, for the stage's end.
     *
     * @param key of the stage
     */
    static void completed(HookMemory memory, long[] ring, Object future, int key) {
        int outcome = Outcomes.of(future);
        Object failure = outcome == Outcome.FAILED ? Outcomes.failure(future) : null;
        int type = failure == null ? 0 : Ids.ofClass(memory, failure.getClass());
        if (failure != null && Rings.exact(memory, TaskFamily.POOL)) {
            Failures.ofTask(memory, failure, type, (int) ring[RingLayout.ORIGIN] & 0xFFFF, key);
        }
        ring[RingLayout.STAGE_END] = KNOWN | (long) outcome << 16 | type;
    }

    /**
     * How a worker's stage ended, as an END has it behind its key: outcome and class of the exception; negative where the task is
     * no stage, or none whose future is known to be complete.
     */
    @InLine
    static long takeOutcome(long[] ring) {
        long known = ring[RingLayout.STAGE_END];
        if (known == 0) {
            return -1;
        }
        ring[RingLayout.STAGE_END] = 0;
        return known & KNOWN - 1;
    }

    /**
     * A stage has completed its future, and is about to fire what depends on that. Of use where the worker is older than the
     * hooks: only then the ring has the future's key.
     */
    public static void fired(@Nullable Object future) {
        try {
            HookMemory memory = Rings.recording();
            if (memory != null && future != null) {
                long[] ring = Rings.known(memory, Jdk.id(Jdk.carrier()));
                if (ring != null
                        && ring[RingLayout.STAGE] != 0
                        && ring[RingLayout.STAGE] == System.identityHashCode(future)) {
                    completed(memory, ring, future, (int) ring[RingLayout.OPEN]);
                }
            }
        } catch (Throwable e) {
            // The application goes on; the stage will seem to have completed.
        }
    }
}
