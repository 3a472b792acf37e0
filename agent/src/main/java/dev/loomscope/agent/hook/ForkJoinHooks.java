package dev.loomscope.agent.hook;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;

import dev.loomscope.protocol.EventKind;
import dev.loomscope.protocol.TaskFamily;
import org.jspecify.annotations.Nullable;

/**
 * What happens to tasks of fork/join pools until they are run. A task is what was pushed on a queue; one that its caller runs in
 * place, as {@code invoke} does with a task that nobody forked, is part of the task that runs already. So the hooks stand where a
 * queue takes a task and, in {@link ForkJoinRunHooks}, where one that came from a queue is run.
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
                TaskEvents.submitted(memory, FAMILY, LastOrigin.FORK_JOIN_SUBMIT, task, taskClass(task), pool);
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
                    ring[RingLayout.OFFERED] = key << 32 | TaskEvents.type(memory, FAMILY, task);
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
                TaskEvents.cancelled(memory, FAMILY, task);
            }
        } catch (Throwable e) {
            // The application goes on; this event is missing.
        }
    }

    private static void about(int kind, @Nullable Object task, @Nullable Object pool) {
        try {
            HookMemory memory = Rings.recording();
            if (memory != null && task != null && pool != null) {
                TaskEvents.about(memory, FAMILY, kind, task, pool);
            }
        } catch (Throwable e) {
            // The application goes on; this event is missing.
        }
    }

    /** Whether a thread carries virtual threads. */
    static boolean isCarrier(Thread thread) {
        return thread.getClass() == carrier;
    }

    /** The pool whose tasks a thread runs: a worker's own, and the common one for every other thread. */
    static @Nullable Object pool(Thread thread) {
        return thread instanceof ForkJoinWorkerThread && workerPool >= 0
                ? Jdk.reference(thread, workerPool)
                : ForkJoinPool.commonPool();
    }

    /** The class that a task really is; of most it is their own. */
    @InLine
    static Class<?> taskClass(Object task) {
        return TaskClasses.isPlain(task) ? task.getClass() : TaskClasses.of(task);
    }
}
