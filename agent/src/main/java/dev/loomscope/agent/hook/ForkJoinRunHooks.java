package dev.loomscope.agent.hook;

import java.util.concurrent.ForkJoinTask;

import dev.loomscope.protocol.EventKind;
import dev.loomscope.protocol.Outcome;
import dev.loomscope.protocol.TaskFamily;
import org.jspecify.annotations.Nullable;

/**
 * What happens to tasks of fork/join pools when one that came from a queue is run. A worker that waits for a task runs others
 * meanwhile: starts nest on a thread, and the ends come in reverse order. What an end needs of its start lies on the stack of the
 * code that runs the task, not here.
 */
public final class ForkJoinRunHooks {
    private static final int FAMILY = TaskFamily.FORK_JOIN;
    private static final int LAST_RUN = LastOrigin.FORK_JOIN_RUN;

    private ForkJoinRunHooks() {}

    /** As {@link #started(Object, Object)}, of the pool that the current thread works for. */
    public static @Nullable Object started(@Nullable Object task) {
        try {
            HookMemory memory = Rings.recording();
            if (memory == null || task == null) {
                return null;
            }
            Thread thread = Thread.currentThread();
            return ForkJoinHooks.isCarrier(thread) ? null : start(memory, task, ForkJoinHooks.pool(thread));
        } catch (Throwable e) {
            // The application goes on; this event is missing.
            return null;
        }
    }

    /**
     * A task that came from a queue of a pool is about to be run.
     *
     * @return for {@link #ended}: what tells how the task ended, which is itself or the future that it completes; null where it
     *     is done already and so does not run, or where this is not recorded
     */
    public static @Nullable Object started(@Nullable Object task, @Nullable Object pool) {
        try {
            HookMemory memory = Rings.recording();
            return memory == null || task == null ? null : start(memory, task, pool);
        } catch (Throwable e) {
            // The application goes on; this event is missing.
            return null;
        }
    }

    @InLine
    private static @Nullable Object start(HookMemory memory, Object task, @Nullable Object pool) {
        if (pool == null) {
            return null;
        }
        long[] ring = Rings.known(memory, Jdk.id(Jdk.carrier()));
        if (ring == null
                || Outcomes.isDone(task)
                || !LastOrigin.is(ring, LAST_RUN, task, ForkJoinHooks.taskClass(task), pool)) {
            return start(memory, ring, task, pool);
        }
        if (Rings.exact(memory, FAMILY)) {
            start(memory, ring, task);
        } else {
            LastOrigin.countStart(ring, LAST_RUN, FAMILY);
        }
        return TaskClasses.isPlain(task) ? task : told(ring, task, LastOrigin.classSlot(ring, LAST_RUN));
    }

    @OutOfLine
    private static @Nullable Object start(HookMemory memory, long @Nullable [] ring, Object task, Object pool) {
        int slot = Ids.ofPool(memory, pool);
        if (slot < 0) {
            return null;
        }
        boolean done = Outcomes.isDone(task);
        int type = TaskEvents.type(memory, FAMILY, task);
        TaskEvents.about(memory, FAMILY, done ? EventKind.REMOVE : EventKind.START, task, slot, type);
        if (done) {
            return null;
        }
        LastOrigin.keep(ring, LAST_RUN, task, ForkJoinHooks.taskClass(task), pool, slot, type);
        return TaskClasses.isPlain(task) ? task : told(ring, task, type);
    }

    /** Records the start of a task whose origin is that of the last one. */
    @OutOfLine
    private static void start(HookMemory memory, long[] ring, Object task) {
        long word = (long) System.identityHashCode(task) << 32 | LastOrigin.origin(ring, LAST_RUN);
        Rings.put(ring, FAMILY, System.nanoTime() - memory.epoch(), EventKind.START, word);
    }

    /** What will tell how a task ended that may be a stage; the ring remembers the class of such. */
    private static Object told(long @Nullable [] ring, Object task, int type) {
        Object future = FutureHooks.dependent(task);
        if (future == null) {
            return task;
        }
        if (ring != null) {
            ring[RingLayout.FORKED] = type;
        }
        return future;
    }

    /** As {@link #ended(Object, Object, Object)}, of the pool that the current thread works for. */
    public static void ended(@Nullable Object told, @Nullable Object task) {
        try {
            HookMemory memory = Rings.recording();
            if (told != null && memory != null && task != null) {
                end(memory, told, task, ForkJoinHooks.pool(Thread.currentThread()));
            }
        } catch (Throwable e) {
            // The application goes on; this event is missing.
        }
    }

    /**
     * A task was run.
     *
     * @param told what {@link #started} returned
     */
    public static void ended(@Nullable Object told, @Nullable Object task, @Nullable Object pool) {
        try {
            HookMemory memory = Rings.recording();
            if (told != null && memory != null && task != null) {
                end(memory, told, task, pool);
            }
        } catch (Throwable e) {
            // The application goes on; this event is missing.
        }
    }

    @InLine
    @SuppressWarnings("ReferenceEquality") // What a task says of equality is the application's.
    private static void end(HookMemory memory, Object told, Object task, @Nullable Object pool) {
        long[] ring = Rings.known(memory, Jdk.id(Jdk.carrier()));
        if (ring != null
                && pool != null
                && told == task
                && !Rings.exact(memory, FAMILY)
                && Outcomes.isNormal(task)
                && LastOrigin.is(ring, LAST_RUN, task, ForkJoinHooks.taskClass(task), pool)) {
            LastOrigin.countDone(ring, LAST_RUN, FAMILY);
        } else {
            end(memory, ring, told, task, pool);
        }
    }

    @OutOfLine
    private static void end(
            HookMemory memory, long @Nullable [] ring, Object told, Object task, @Nullable Object pool) {
        boolean exact = Rings.exact(memory, FAMILY);
        long time = exact ? System.nanoTime() - memory.epoch() : 0;
        int outcome = Outcomes.of(told);
        int slot = pool == null ? 0 : Ids.ofPool(memory, pool);
        int type = told instanceof ForkJoinTask<?> ? TaskEvents.type(memory, FAMILY, task) : forgetStage(ring);
        if (ring == null) {
            if (exact) {
                Rings.put(memory, FAMILY, time, EventKind.END, word(memory, told, task, type, outcome));
            } else {
                Rings.count(memory, FAMILY, EventKind.END, outcome, slot, type);
            }
        } else if (exact) {
            // Should this find no room, it is counted as what ORIGIN says; which belongs to a task around this one.
            long around = ring[RingLayout.ORIGIN];
            ring[RingLayout.ORIGIN] = (long) slot << 16 | type;
            Rings.put(ring, FAMILY, time, EventKind.END, word(memory, told, task, type, outcome));
            ring[RingLayout.ORIGIN] = around;
        } else {
            Counters.count(ring, FAMILY, EventKind.END, outcome, slot, type);
        }
    }

    private static long word(HookMemory memory, Object told, Object task, int taskSlot, int outcome) {
        Object failure = outcome == Outcome.FAILED ? Outcomes.failure(told) : null;
        int type = failure == null ? 0 : Ids.ofClass(memory, failure.getClass());
        Failures.ofTask(memory, failure, type, taskSlot, System.identityHashCode(task));
        return (long) System.identityHashCode(task) << 32 | (long) outcome << 16 | type;
    }

    /** The class slot of the stage that a thread started last: at its end it has let go of what tells. 0 is none. */
    private static int forgetStage(long @Nullable [] ring) {
        if (ring == null) {
            return 0;
        }
        int type = (int) ring[RingLayout.FORKED] & 0xFFFF;
        ring[RingLayout.FORKED] = 0;
        return type;
    }
}
