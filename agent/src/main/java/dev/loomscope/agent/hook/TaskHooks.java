package dev.loomscope.agent.hook;

import java.util.ArrayList;

import dev.loomscope.protocol.EventKind;
import dev.loomscope.protocol.Outcome;
import dev.loomscope.protocol.TaskFamily;
import org.jspecify.annotations.Nullable;

/**
 * What happens to tasks of executors. Called with the objects that the JDK has in its hands, as plain objects, so that a call
 * needs no class of the target's.
 *
 * <p>Nothing of the application's is called: a task is known by its identity hash. The clock is read as near as can be to
 * what is measured: last in what precedes it, first in what follows.
 */
public final class TaskHooks {
    private static final int FAMILY = TaskFamily.POOL;

    /** Values of {@link RingLayout#CLOSED}. */
    private static final long OPEN = 1;

    private static final long ENDED = 2;

    private TaskHooks() {}

    /** A task is being handed to a pool. */
    public static void submitted(@Nullable Object pool, @Nullable Object task) {
        try {
            HookMemory memory = Rings.recording();
            if (memory != null && task != null && pool != null) {
                int slot = Ids.ofPool(memory, pool);
                if (slot >= 0) {
                    int type = type(memory, task);
                    boolean exact = Rings.exact(memory, FAMILY);
                    if (exact) {
                        Ids.site(memory, type);
                    } else {
                        Ids.firstSites(memory, type);
                    }
                    put(memory, EventKind.SUBMIT, slot, task, type);
                    if (exact) {
                        FutureHooks.completes(memory, FAMILY, task);
                    }
                }
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

    /** A worker of a pool is about to run a task. */
    public static void started(@Nullable Object task, @Nullable Object pool) {
        try {
            HookMemory memory = Rings.recording();
            if (memory == null || task == null || pool == null) {
                return;
            }
            Thread carrier = Jdk.carrier();
            boolean platform = carrier == Thread.currentThread();
            boolean exact = Rings.exact(memory, FAMILY);
            long id = Jdk.id(carrier);
            long[] ring = Rings.known(memory, id);
            long key = exact ? System.identityHashCode(task) : 0;
            if (platform && ring != null && isOpen(ring, key)) {
                return;
            }
            int slot = Ids.ofPool(memory, pool);
            int type = slot < 0 ? 0 : type(memory, task);
            long time = exact ? System.nanoTime() - memory.epoch() : Rings.UNTIMED;
            if (ring == null) {
                ring = Rings.of(memory, carrier, id, time);
            }
            if (slot < 0) {
                if (ring != null) {
                    ring[RingLayout.CLOSED] = ENDED;
                }
            } else if (ring == null) {
                without(memory, exact, EventKind.START, 0);
            } else if (!platform || !isOpen(ring, key)) {
                if (platform) {
                    ring[RingLayout.CLOSED] = OPEN;
                    ring[RingLayout.OPEN] = key;
                    ring[RingLayout.ORIGIN] = (long) slot << 16 | type;
                }
                FutureHooks.began(ring, task);
                if (exact) {
                    Rings.put(ring, FAMILY, time, EventKind.START, key << 32 | (long) slot << 16 | type);
                } else {
                    Counters.count(ring, FAMILY, EventKind.START, 0, slot, type);
                }
            }
        } catch (Throwable e) {
            // The application goes on; this event is missing.
        }
    }

    /** Whether the start of a task was told already; of a key that is 0 on either side only that one was is known. */
    private static boolean isOpen(long[] ring, long key) {
        if (ring[RingLayout.CLOSED] != OPEN) {
            return false;
        }
        long open = ring[RingLayout.OPEN];
        return open == key || open == 0 || key == 0;
    }

    private static void without(HookMemory memory, boolean exact, int kind, int outcome) {
        if (exact) {
            Rings.unserved(memory, FAMILY, kind, outcome);
        } else {
            Counters.countWithoutRing(memory, FAMILY, kind, outcome);
        }
    }

    /** As {@link #started}, told by the pool's beforeExecute; of a virtual worker only the other place tells. */
    public static void began(@Nullable Object task, @Nullable Object pool) {
        try {
            if (Rings.recording() != null && Jdk.carrier() == Thread.currentThread()) {
                started(task, pool);
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
            boolean exact = Rings.exact(memory, FAMILY);
            long time = exact ? System.nanoTime() - memory.epoch() : Rings.UNTIMED;
            Thread carrier = Jdk.carrier();
            long[] ring = Rings.of(memory, carrier, Jdk.id(carrier), time);
            if (ring == null) {
                without(memory, exact, EventKind.END, outcome(task, thrown));
                return;
            }
            if (carrier == Thread.currentThread()) {
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
            long stage = FutureHooks.outcome(ring, task);
            if (!exact) {
                countEnd(ring, stage < 0 ? outcome(task, thrown) : (int) (stage >>> 16));
            } else if (stage < 0) {
                Rings.put(ring, FAMILY, time, EventKind.END, end(memory, task, thrown));
            } else {
                long key = System.identityHashCode(task);
                Rings.put(ring, FAMILY, time, EventKind.END, key << 32 | stage);
            }
        } catch (Throwable e) {
            // The application goes on; this event is missing.
        }
    }

    /** Counts the end of the task that a ring's owner started last. */
    private static void countEnd(long[] ring, int outcome) {
        long origin = ring[RingLayout.ORIGIN];
        int pool = (int) (origin >>> 16);
        Counters.count(ring, FAMILY, EventKind.END, outcome, pool, (int) origin & 0xFFFF);
    }

    private static int outcome(Object task, @Nullable Throwable thrown) {
        return thrown == null ? Outcomes.of(task) : Outcome.FAILED;
    }

    private static long end(HookMemory memory, Object task, @Nullable Throwable thrown) {
        int outcome = outcome(task, thrown);
        Object failure = thrown;
        if (thrown == null && outcome == Outcome.FAILED) {
            failure = Outcomes.failure(task);
        }
        int type = failure == null ? 0 : Ids.ofClass(memory, failure.getClass());
        return (long) System.identityHashCode(task) << 32 | (long) outcome << 16 | type;
    }

    /** A future is cancelled; whether it was handed to a pool is not known here. */
    public static void cancelled(@Nullable Object future) {
        try {
            HookMemory memory = Rings.recording();
            if (memory != null && future != null) {
                if (Rings.exact(memory, FAMILY)) {
                    long word = (long) System.identityHashCode(future) << 32;
                    Rings.put(memory, FAMILY, System.nanoTime() - memory.epoch(), EventKind.CANCEL, word);
                } else {
                    Rings.count(memory, FAMILY, EventKind.CANCEL, 0, 0, 0);
                }
            }
        } catch (Throwable e) {
            // The application goes on; this event is missing.
        }
    }

    private static void about(int kind, @Nullable Object pool, @Nullable Object task) {
        try {
            HookMemory memory = Rings.recording();
            if (memory != null && task != null && pool != null) {
                int slot = Ids.ofPool(memory, pool);
                if (slot >= 0) {
                    put(memory, kind, slot, task, type(memory, task));
                }
            }
        } catch (Throwable e) {
            // The application goes on; this event is missing.
        }
    }

    private static void put(HookMemory memory, int kind, int pool, Object task, int type) {
        if (Rings.exact(memory, FAMILY)) {
            Rings.put(memory, FAMILY, System.nanoTime() - memory.epoch(), kind, word(pool, task, type));
        } else {
            Rings.count(memory, FAMILY, kind, 0, pool, type);
        }
    }

    private static int type(HookMemory memory, Object task) {
        return Ids.ofClass(memory, TaskClasses.of(task), TaskClasses.kind(task));
    }

    private static long word(int pool, Object task, int type) {
        return (long) System.identityHashCode(task) << 32 | (long) pool << 16 | type;
    }
}
