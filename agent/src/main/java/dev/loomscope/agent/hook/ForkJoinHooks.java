package dev.loomscope.agent.hook;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.ForkJoinWorkerThread;

import dev.loomscope.protocol.EventKind;
import dev.loomscope.protocol.Outcome;
import dev.loomscope.protocol.TaskFamily;
import dev.loomscope.protocol.TaskKinds;
import org.jspecify.annotations.Nullable;

/**
 * What happens to tasks of fork/join pools. A task is what was pushed on a queue; one that its caller runs in place, as
 * {@code invoke} does with a task that nobody forked, is part of the task that runs already. So the hooks stand where a queue
 * takes a task and where one that came from a queue is run.
 *
 * <p>A worker that waits for a task runs others meanwhile: starts nest on a thread, and the ends come in reverse order. What
 * an end needs of its start lies on the stack of the code that runs the task, not here.
 *
 * <p>The scheduler of virtual threads is a fork/join pool too; its tasks are passed over, by the class of its threads and
 * its place in {@link Ids}.
 */
public final class ForkJoinHooks {
    private static final int FAMILY = TaskFamily.FORK_JOIN;

    /** ForkJoinWorkerThread.pool, or negative where it is not known. */
    private static long workerPool = -1;

    /** The class of the workers that carry virtual threads; a class of no thread where this JDK has none. */
    private static Class<?> carrier = Object.class;

    private ForkJoinHooks() {}

    /** Says where a worker keeps its pool, and which workers are the scheduler's of virtual threads. */
    static void configure(long workerPoolOffset, Class<?> carrierClass) {
        workerPool = workerPoolOffset;
        carrier = carrierClass;
    }

    /** A task is being put on a queue of a pool. */
    public static void pushed(@Nullable Object task, @Nullable Object pool) {
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
                    tell(memory, EventKind.SUBMIT, slot, task, type);
                    if (exact && !TaskClasses.isPlain(task)) {
                        FutureHooks.completes(memory, FAMILY, task);
                    }
                }
            }
        } catch (Throwable e) {
            // The application goes on; this event is missing.
        }
    }

    /** A pool refuses a task, which was said to be pushed before. */
    public static void rejected(@Nullable Object task, @Nullable Object pool) {
        about(EventKind.REJECT, task, pool);
    }

    /** A task from outside is to be put on some queue of a pool, or to be refused. */
    public static void offered(@Nullable Object task, @Nullable Object pool) {
        try {
            HookMemory memory = Rings.recording();
            if (memory != null && task != null && pool != null && Ids.ofPool(memory, pool) >= 0) {
                Thread thread = Jdk.carrier();
                long id = Jdk.id(thread);
                long[] ring = Rings.of(memory, thread, id, Rings.UNTIMED);
                if (ring != null) {
                    long key = Rings.exact(memory, FAMILY) ? System.identityHashCode(task) : 0;
                    ring[RingLayout.OFFERED] = key << 32 | type(memory, task);
                }
            }
        } catch (Throwable e) {
            // The application goes on; should the task be refused, that is missing.
        }
    }

    /** A pool refuses what was offered to it on this thread last, which was not pushed. */
    public static void refused(@Nullable Object pool) {
        try {
            HookMemory memory = Rings.recording();
            if (memory != null && pool != null) {
                int slot = Ids.ofPool(memory, pool);
                Thread thread = Jdk.carrier();
                long id = Jdk.id(thread);
                long time = System.nanoTime() - memory.epoch();
                long[] ring = Rings.of(memory, thread, id, time);
                if (ring != null && slot >= 0) {
                    long word = ring[RingLayout.OFFERED];
                    if (Rings.exact(memory, FAMILY)) {
                        Rings.put(ring, FAMILY, time, EventKind.SUBMIT, word | (long) slot << 16);
                        Rings.put(ring, FAMILY, time, EventKind.REJECT, word | (long) slot << 16);
                    } else {
                        Rings.count(memory, FAMILY, EventKind.SUBMIT, 0, slot, (int) word & 0xFFFF);
                        Rings.count(memory, FAMILY, EventKind.REJECT, 0, slot, (int) word & 0xFFFF);
                    }
                }
            }
        } catch (Throwable e) {
            // The application goes on; this event is missing.
        }
    }

    /** A task was taken off a queue by the application, which may do with it what it likes. */
    public static void taken(@Nullable Object task) {
        try {
            Object pool = Rings.recording() == null || task == null ? null : pool(Thread.currentThread());
            about(EventKind.REMOVE, task, pool);
        } catch (Throwable e) {
            // The application goes on; this event is missing.
        }
    }

    /** It was tried to take back a task that was forked. */
    public static void unforked(boolean done, @Nullable Object task) {
        try {
            if (done) {
                taken(task);
            }
        } catch (Throwable e) {
            // The application goes on; this event is missing.
        }
    }

    /** A task that its pool drops when it is shut down, and which will be cancelled. */
    public static void dropped(@Nullable Object task, @Nullable Object pool) {
        about(EventKind.REMOVE, task, pool);
    }

    /** A fork/join task is being cancelled, unless it is done. */
    public static void cancelled(@Nullable Object task) {
        try {
            HookMemory memory = Rings.recording();
            if (memory != null && task != null && !Outcomes.isDone(task)) {
                if (Rings.exact(memory, FAMILY)) {
                    long word = (long) System.identityHashCode(task) << 32;
                    Rings.put(memory, FAMILY, System.nanoTime() - memory.epoch(), EventKind.CANCEL, word);
                } else {
                    Rings.count(memory, FAMILY, EventKind.CANCEL, 0, 0, 0);
                }
            }
        } catch (Throwable e) {
            // The application goes on; this event is missing.
        }
    }

    /** As {@link #started(Object, Object)}, of the pool that the current thread works for. */
    public static @Nullable Object started(@Nullable Object task) {
        try {
            HookMemory memory = Rings.recording();
            if (memory == null || task == null) {
                return null;
            }
            Thread thread = Thread.currentThread();
            return thread.getClass() == carrier ? null : start(memory, task, pool(thread));
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

    private static @Nullable Object start(HookMemory memory, Object task, @Nullable Object pool) {
        int slot = pool == null ? -1 : Ids.ofPool(memory, pool);
        if (slot < 0) {
            return null;
        }
        boolean done = Outcomes.isDone(task);
        int kind = done ? EventKind.REMOVE : EventKind.START;
        int type = type(memory, task);
        tell(memory, kind, slot, task, type);
        if (done) {
            return null;
        }
        Object future = TaskClasses.isPlain(task) ? null : FutureHooks.dependent(task);
        if (future == null) {
            return task;
        }
        long[] ring = Rings.known(memory, Jdk.id(Jdk.carrier()));
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
                end(memory, told, task, pool(Thread.currentThread()));
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

    private static void end(HookMemory memory, Object told, Object task, @Nullable Object pool) {
        boolean exact = Rings.exact(memory, FAMILY);
        long time = exact ? System.nanoTime() - memory.epoch() : 0;
        int outcome = Outcomes.of(told);
        int slot = pool == null ? 0 : Ids.ofPool(memory, pool);
        long[] ring = Rings.known(memory, Jdk.id(Jdk.carrier()));
        int type = told instanceof ForkJoinTask<?> ? type(memory, task) : forgetStage(ring);
        if (ring == null) {
            if (exact) {
                Rings.put(memory, FAMILY, time, EventKind.END, word(memory, told, task, outcome));
            } else {
                Rings.count(memory, FAMILY, EventKind.END, outcome, slot, type);
            }
        } else if (exact) {
            // Should this find no room, it is counted as what ORIGIN says; which belongs to a task around this one.
            long around = ring[RingLayout.ORIGIN];
            ring[RingLayout.ORIGIN] = (long) slot << 16 | type;
            Rings.put(ring, FAMILY, time, EventKind.END, word(memory, told, task, outcome));
            ring[RingLayout.ORIGIN] = around;
        } else {
            Counters.count(ring, FAMILY, EventKind.END, outcome, slot, type);
        }
    }

    private static long word(HookMemory memory, Object told, Object task, int outcome) {
        Object failure = outcome == Outcome.FAILED ? Outcomes.failure(told) : null;
        int type = failure == null ? 0 : Ids.ofClass(memory, failure.getClass());
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

    private static void about(int kind, @Nullable Object task, @Nullable Object pool) {
        try {
            HookMemory memory = Rings.recording();
            if (memory != null && task != null && pool != null) {
                int slot = Ids.ofPool(memory, pool);
                if (slot >= 0) {
                    tell(memory, kind, slot, task, type(memory, task));
                }
            }
        } catch (Throwable e) {
            // The application goes on; this event is missing.
        }
    }

    /** The pool whose tasks a thread runs: a worker's own, and the common one for every other thread. */
    private static @Nullable Object pool(Thread thread) {
        return thread instanceof ForkJoinWorkerThread && workerPool >= 0
                ? Jdk.reference(thread, workerPool)
                : ForkJoinPool.commonPool();
    }

    private static int type(HookMemory memory, Object task) {
        return TaskClasses.isPlain(task)
                ? Ids.ofClass(memory, task.getClass(), TaskKinds.FORK_JOIN)
                : Ids.ofClass(memory, TaskClasses.of(task), TaskClasses.kindInForkJoin(task));
    }

    private static void tell(HookMemory memory, int kind, int pool, Object task, int type) {
        if (Rings.exact(memory, FAMILY)) {
            long word = (long) System.identityHashCode(task) << 32 | (long) pool << 16 | type;
            Rings.put(memory, FAMILY, System.nanoTime() - memory.epoch(), kind, word);
        } else {
            Rings.count(memory, FAMILY, kind, 0, pool, type);
        }
    }
}
