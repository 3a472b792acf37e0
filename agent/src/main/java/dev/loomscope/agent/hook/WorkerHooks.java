package dev.loomscope.agent.hook;

import dev.loomscope.protocol.EventKind;
import dev.loomscope.protocol.Outcome;
import dev.loomscope.protocol.TaskFamily;
import org.jspecify.annotations.Nullable;

/**
 * What a worker of an executor does with a task. What each task costs most often, that it is only counted and of the same origin
 * as the one before, stands apart from the rest, so that the compiler can copy it into the worker's own code.
 */
public final class WorkerHooks {
    private static final int FAMILY = TaskFamily.POOL;
    private static final int LAST_RUN = LastOrigin.POOL_RUN;

    /** Values of {@link RingLayout#CLOSED}. */
    private static final long OPEN = 1;

    private static final long ENDED = 2;

    private WorkerHooks() {}

    /**
     * A worker of a pool is about to run a task.
     *
     * @return for {@link #ran}: the future that the task completes where it is a stage, otherwise null
     */
    public static @Nullable Object started(@Nullable Object task, @Nullable Object pool) {
        try {
            HookMemory memory = Rings.recording();
            if (memory == null || task == null || pool == null) {
                return null;
            }
            Object future = FutureHooks.dependent(task);
            start(memory, task, pool, 0);
            return future;
        } catch (Throwable e) {
            // The application goes on; this event is missing.
            return null;
        }
    }

    /**
     * A worker has run a task, and nothing was thrown.
     *
     * @param future what {@link #started} returned
     */
    public static void ran(@Nullable Object future, @Nullable Object task, @Nullable Object pool) {
        try {
            HookMemory memory = future == null ? null : Rings.recording();
            long[] ring = memory == null ? null : Rings.known(memory, Jdk.id(Jdk.carrier()));
            if (memory != null && ring != null && future != null && task != null) {
                FutureHooks.completed(memory, ring, future, System.identityHashCode(task));
            }
        } catch (Throwable e) {
            // The application goes on; the stage will seem to have completed.
        }
    }

    /** @param stage what the ring is to know of the future that the task completes, as {@link RingLayout#STAGE} has it */
    @InLine
    private static void start(HookMemory memory, Object task, Object pool, long stage) {
        Thread carrier = Jdk.carrier();
        boolean platform = carrier == Thread.currentThread();
        long[] ring = Rings.known(memory, Jdk.id(carrier));
        if (ring == null
                || Rings.exact(memory, FAMILY)
                || (platform && ring[RingLayout.CLOSED] == OPEN)
                || !LastOrigin.is(ring, LAST_RUN, task, TaskClasses.of(task), pool)) {
            start(memory, ring, task, pool, platform, stage);
            return;
        }
        if (platform) {
            open(ring, 0, LastOrigin.origin(ring, LAST_RUN));
        }
        ring[RingLayout.STAGE] = stage;
        ring[RingLayout.STAGE_END] = 0;
        LastOrigin.countStart(ring, LAST_RUN, FAMILY);
    }

    @OutOfLine
    private static void start(
            HookMemory memory, long @Nullable [] known, Object task, Object pool, boolean platform, long stage) {
        boolean exact = Rings.exact(memory, FAMILY);
        long key = exact ? System.identityHashCode(task) : 0;
        if (platform && known != null && isOpen(known, key)) {
            return;
        }
        Class<?> taskClass = TaskClasses.of(task);
        boolean last = known != null && LastOrigin.is(known, LAST_RUN, task, taskClass, pool);
        long origin = known != null && last ? LastOrigin.origin(known, LAST_RUN)
                : origin(memory, task, taskClass, pool);
        long time = exact ? System.nanoTime() - memory.epoch() : Rings.UNTIMED;
        Thread carrier = Jdk.carrier();
        long[] ring = known == null ? Rings.of(memory, carrier, Jdk.id(carrier), time) : known;
        if (origin < 0) {
            if (ring != null) {
                ring[RingLayout.CLOSED] = ENDED;
            }
        } else if (ring == null) {
            without(memory, exact, EventKind.START, 0);
        } else {
            if (platform) {
                open(ring, key, origin);
            }
            ring[RingLayout.STAGE] = stage;
            ring[RingLayout.STAGE_END] = 0;
            int slot = (int) (origin >>> 16);
            int type = (int) origin & 0xFFFF;
            if (exact) {
                Rings.put(ring, FAMILY, time, EventKind.START, key << 32 | origin);
            } else {
                Counters.count(ring, FAMILY, EventKind.START, 0, slot, type);
            }
            if (!last) {
                LastOrigin.keep(ring, LAST_RUN, task, taskClass, pool, slot, type);
            }
        }
    }

    /** Slots of pool and class as in the word of an event; negative where the pool is passed over. */
    private static long origin(HookMemory memory, Object task, Class<?> taskClass, Object pool) {
        int slot = Ids.ofPool(memory, pool);
        return slot < 0 ? -1 : (long) slot << 16 | Ids.ofClass(memory, taskClass, TaskClasses.kind(task));
    }

    @InLine
    private static void open(long[] ring, long key, long origin) {
        ring[RingLayout.CLOSED] = OPEN;
        ring[RingLayout.OPEN] = key;
        ring[RingLayout.ORIGIN] = origin;
    }

    /** Whether the start of a task was told already; of a key that is 0 on either side only that one was is known. */
    private static boolean isOpen(long[] ring, long key) {
        long open = ring[RingLayout.OPEN];
        return ring[RingLayout.CLOSED] == OPEN && (open == key || open == 0 || key == 0);
    }

    private static void without(HookMemory memory, boolean exact, int kind, int outcome) {
        if (exact) {
            Jdk.add(memory.unserved(), FAMILY, 1);
        }
        Counters.countWithoutRing(memory, FAMILY, kind, outcome);
    }

    /** As {@link #started}, told by the pool's beforeExecute; of a virtual worker only the other place tells. */
    public static void began(@Nullable Object task, @Nullable Object pool) {
        try {
            HookMemory memory = Rings.recording();
            if (memory != null
                    && task != null
                    && pool != null
                    && Jdk.carrier() == Thread.currentThread()) {
                start(memory, task, pool, FutureHooks.key(task));
            }
        } catch (Throwable e) {
            // The application goes on; this event is missing.
        }
    }

    /** As {@link #ended}, told by the pool's afterExecute; of a virtual worker only the other place tells. */
    public static void finished(@Nullable Object task, @Nullable Throwable thrown) {
        try {
            HookMemory memory = Rings.recording();
            if (memory != null && Jdk.carrier() == Thread.currentThread()) {
                long[] ring = ownRing(memory);
                if (ring == null || ring[RingLayout.CLOSED] != ENDED) {
                    ended(task, thrown);
                }
            }
        } catch (Throwable e) {
            // The application goes on; this event is missing.
        }
    }

    /** A worker looks for its next task, or leaves: what it ran before is over, though nobody may have said how. */
    public static void free() {
        try {
            HookMemory memory = Rings.recording();
            long[] ring = memory == null ? null : ownRing(memory);
            if (memory != null && ring != null && ring[RingLayout.CLOSED] == OPEN) {
                ring[RingLayout.CLOSED] = ENDED;
                if (Rings.exact(memory, FAMILY)) {
                    long word = ring[RingLayout.OPEN] << 32 | (long) Outcome.UNKNOWN << 16;
                    Rings.put(ring, FAMILY, System.nanoTime() - memory.epoch(), EventKind.END, word);
                } else {
                    countEnd(ring, Outcome.UNKNOWN);
                }
            }
        } catch (Throwable e) {
            // The application goes on; this event is missing.
        }
    }

    /** The ring of the thread that calls, unless it is a virtual one; null also where it is not to be had at once. */
    private static long @Nullable [] ownRing(HookMemory memory) {
        Thread carrier = Jdk.carrier();
        return carrier == Thread.currentThread() ? Rings.known(memory, Jdk.id(carrier)) : null;
    }

    /**
     * A worker has run a task.
     *
     * @param thrown what ended it, where that was not caught on the way
     */
    public static void ended(@Nullable Object task, @Nullable Throwable thrown) {
        try {
            HookMemory memory = Rings.recording();
            if (memory == null || task == null) {
                return;
            }
            Thread carrier = Jdk.carrier();
            boolean platform = carrier == Thread.currentThread();
            long[] ring = Rings.known(memory, Jdk.id(carrier));
            if (ring == null
                    || thrown != null
                    || !platform
                    || ring[RingLayout.CLOSED] != OPEN
                    || Rings.exact(memory, FAMILY)) {
                end(memory, ring, task, thrown, platform);
                return;
            }
            ring[RingLayout.CLOSED] = ENDED;
            long stage = FutureHooks.takeOutcome(ring);
            countEnd(ring, stage < 0 ? Outcomes.of(task) : (int) (stage >>> 16));
        } catch (Throwable e) {
            // The application goes on; this event is missing.
        }
    }

    @OutOfLine
    private static void end(
            HookMemory memory,
            long @Nullable [] known,
            Object task,
            @Nullable Throwable thrown,
            boolean platform) {
        boolean exact = Rings.exact(memory, FAMILY);
        long time = exact ? System.nanoTime() - memory.epoch() : Rings.UNTIMED;
        Thread carrier = Jdk.carrier();
        long[] ring = known == null ? Rings.of(memory, carrier, Jdk.id(carrier), time) : known;
        if (ring == null) {
            without(memory, exact, EventKind.END, outcome(task, thrown));
            return;
        }
        if (platform) {
            // A pool's afterExecute that throws is called once more, for its own exception.
            if (ring[RingLayout.CLOSED] == ENDED) {
                return;
            }
            if (ring[RingLayout.CLOSED] != OPEN) {
                ring[RingLayout.ORIGIN] = 0;
            }
            ring[RingLayout.CLOSED] = ENDED;
        } else {
            ring[RingLayout.ORIGIN] = 0;
        }
        long stage = FutureHooks.takeOutcome(ring);
        if (!exact) {
            countEnd(ring, stage < 0 ? outcome(task, thrown) : (int) (stage >>> 16));
        } else if (stage < 0) {
            Rings.put(ring, FAMILY, time, EventKind.END, end(memory, ring, task, thrown));
        } else {
            Rings.put(ring, FAMILY, time, EventKind.END, (long) System.identityHashCode(task) << 32 | stage);
        }
    }

    /** Counts the end of the task that a ring's owner started last. */
    @InLine
    private static void countEnd(long[] ring, int outcome) {
        long origin = ring[RingLayout.ORIGIN];
        if (outcome == Outcome.COMPLETED && origin != 0 && origin == LastOrigin.origin(ring, LAST_RUN)) {
            LastOrigin.countDone(ring, LAST_RUN, FAMILY);
        } else {
            int pool = (int) (origin >>> 16);
            Counters.count(ring, FAMILY, EventKind.END, outcome, pool, (int) origin & 0xFFFF);
        }
    }

    private static int outcome(Object task, @Nullable Throwable thrown) {
        return thrown == null ? Outcomes.of(task) : Outcome.FAILED;
    }

    private static long end(HookMemory memory, long[] ring, Object task, @Nullable Throwable thrown) {
        int outcome = outcome(task, thrown);
        Object failure = thrown;
        if (thrown == null && outcome == Outcome.FAILED) {
            failure = Outcomes.failure(task);
        }
        int type = failure == null ? 0 : Ids.ofClass(memory, failure.getClass());
        if (failure != null) {
            Failures.ofTask(memory, failure, type, (int) ring[RingLayout.ORIGIN] & 0xFFFF,
                    System.identityHashCode(task));
        }
        return (long) System.identityHashCode(task) << 32 | (long) outcome << 16 | type;
    }
}
