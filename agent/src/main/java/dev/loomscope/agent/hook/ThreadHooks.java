package dev.loomscope.agent.hook;

import java.util.concurrent.ForkJoinWorkerThread;

import dev.loomscope.protocol.EventKind;
import dev.loomscope.protocol.Outcome;
import dev.loomscope.protocol.TaskFamily;
import dev.loomscope.protocol.TaskKinds;
import org.jspecify.annotations.Nullable;

/**
 * Platform threads that are started by hand, or by an executor that starts one for each task: such a thread is a task. No
 * tasks are the workers of pools, the threads of Timers, and those by which the JDK or the agent serves itself: what they run
 * is a class of the JDK, or they are in the topmost group. Who was taken for a task at the start stands in
 * {@link HookMemory#threads} until its end, so that whatever it has become by then, both are told or neither.
 */
public final class ThreadHooks {
    private static final int FAMILY = TaskFamily.POOL;

    /** Class slot of the exception that is ending a thread, by thread id. */
    private static final long[] FAILED = new long[1 << 8];

    /** Threads that a pool is about to start, by thread id. */
    private static final long[] WORKERS = new long[1 << 8];

    /** Offsets of Thread.target, or of Thread.holder and in it of task, or negative; so with the group. */
    private static long target = -1;

    private static long holder = -1;
    private static long heldTask = -1;
    private static long group = -1;
    private static long heldGroup = -1;
    private static long parent = -1;
    private static long loader = -1;

    /** What the JDK's own classes are loaded by, besides the loader that is null. */
    private static @Nullable Object platform;

    /** What the JDK's executors have the threads run that they start for a task each. */
    private static Class<?>[] perTask = new Class<?>[0];

    private ThreadHooks() {}

    /**
     * Says where the JDK keeps what it knows of a thread.
     *
     * @param offsets of Thread.target, .holder, FieldHolder.task, Thread.group, FieldHolder.group, ThreadGroup.parent,
     *     Class.classLoader
     * @param perTaskClasses what runs in a thread that was started for one task
     */
    static void configure(long[] offsets, Object platformLoader, Class<?>[] perTaskClasses) {
        perTask = perTaskClasses;
        target = offsets[0];
        holder = offsets[1];
        heldTask = offsets[2];
        group = offsets[3];
        heldGroup = offsets[4];
        parent = offsets[5];
        loader = offsets[6];
        platform = platformLoader;
        Marks.clear(FAILED);
        Marks.clear(WORKERS);
    }

    /** A pool is about to start a thread as its worker. */
    public static void worker(@Nullable Object thread) {
        try {
            if (thread != null && Rings.recording() != null) {
                long id = Jdk.id((Thread) thread);
                if (GroupHooks.isVirtual(thread)) {
                    VirtualThreadHooks.worker(id);
                } else {
                    Marks.leave(WORKERS, (int) id, 0);
                }
            }
        } catch (Throwable e) {
            // The application goes on; the worker may seem to be a task.
        }
    }

    /** A platform thread is being started. */
    public static void starting(@Nullable Object thread) {
        try {
            HookMemory memory = Rings.recording();
            if (memory != null && thread != null) {
                Thread starting = (Thread) thread;
                long id = Jdk.id(starting);
                int forked = GroupHooks.forkedClass(id);
                Object body = body(starting);
                if (Marks.take(WORKERS, (int) id) < 0 && (forked >= 0 || isTask(starting, body))) {
                    int type = forked >= 0
                            ? forked
                            : Ids.ofClass(memory, TaskClasses.of(body == null ? thread : body), TaskKinds.THREAD);
                    started(memory, starting, id, type);
                }
            }
        } catch (Throwable e) {
            // The application goes on; this thread is missing.
        }
    }

    private static void started(HookMemory memory, Thread starting, long id, int type) {
        if (!Marks.put(memory.threads(), (int) id, 0)) {
            Jdk.add(memory.unserved(), FAMILY, 2);
            return;
        }
        Ids.site(memory, type);
        String name = starting.getName();
        long time = System.nanoTime() - memory.epoch();
        if (name != null && !name.isEmpty()) {
            Rings.put(memory, FAMILY, time, RingLayout.NAME, id << 16, name);
        }
        Rings.note(memory, FAMILY, time, EventKind.THREAD_START, id, 0, 0, type, 0);
    }

    /** A thread could not be started, unless what was thrown says that it had been before. */
    public static void notStarted(@Nullable Object thrown, @Nullable Object thread) {
        try {
            HookMemory memory = Rings.recording();
            if (memory != null && thread != null && thrown != null
                    && !(thrown instanceof IllegalThreadStateException)) {
                long id = Jdk.id((Thread) thread);
                if (Marks.take(memory.threads(), (int) id) >= 0) {
                    int type = Ids.ofClass(memory, thrown.getClass());
                    note(memory, id, Outcome.FAILED, type, System.nanoTime() - memory.epoch());
                }
            }
        } catch (Throwable e) {
            // The application goes on; the thread will seem to live.
        }
    }

    /** An exception that nobody caught is ending a thread. */
    public static void failed(@Nullable Object thread, @Nullable Object thrown) {
        try {
            HookMemory memory = Rings.recording();
            if (memory != null && thread != null && thrown != null) {
                Thread ending = (Thread) thread;
                int id = (int) Jdk.id(ending);
                TimerHooks.died(memory, ending, thrown);
                if (Marks.has(memory.threads(), id)) {
                    int type = Ids.ofClass(memory, thrown.getClass());
                    Marks.leave(FAILED, id, type);
                    Failures.ofThread(memory, thrown, type, Jdk.id(ending));
                }
            }
        } catch (Throwable e) {
            // The application goes on; the thread will seem to have completed.
        }
    }

    /** A thread is ending, and this is the last that it does. */
    public static void exited(@Nullable Object thread) {
        try {
            HookMemory memory = Rings.recording();
            if (memory != null && thread != null) {
                Thread ending = (Thread) thread;
                long id = Jdk.id(ending);
                if (Marks.take(memory.threads(), (int) id) >= 0) {
                    int failure = Marks.take(FAILED, (int) id);
                    if (failure >= 0) {
                        ended(memory, id, Outcome.FAILED, failure);
                    } else {
                        returned(memory, id, body(ending));
                    }
                }
            }
        } catch (Throwable e) {
            // The application goes on; this thread will seem to live.
        }
    }

    /** What a thread ran has returned; where it was a future, that holds how it ended. */
    private static void returned(HookMemory memory, long id, @Nullable Object body) {
        int outcome = body == null ? Outcome.COMPLETED : Outcomes.of(body);
        Object failure = body == null || outcome != Outcome.FAILED ? null : Outcomes.failure(body);
        int type = failure == null ? 0 : Ids.ofClass(memory, failure.getClass());
        if (failure != null) {
            Failures.ofThread(memory, failure, type, id);
        }
        ended(memory, id, outcome, type);
    }

    private static void ended(HookMemory memory, long id, int outcome, int failure) {
        long time = System.nanoTime() - memory.epoch();
        if (!ThreadEnds.put(memory.ends(), id, outcome, failure, time)) {
            note(memory, id, outcome, failure, time);
        }
    }

    private static void note(HookMemory memory, long id, int outcome, int failure, long time) {
        Rings.note(memory, FAMILY, time, EventKind.THREAD_END, id, outcome, 0, failure, 0);
    }

    /** Whether a thread is a task; of one that a pool starts as its worker only the pool can tell. */
    private static boolean isTask(Thread thread, @Nullable Object body) {
        Class<?> own = thread.getClass();
        if (thread instanceof ForkJoinWorkerThread
                || (own != Thread.class && !isApplications(own))
                || isTop(groupOf(thread))) {
            return false;
        }
        if (body == null) {
            return true;
        }
        Class<?>[] known = perTask;
        for (int i = 0; i < known.length; i++) {
            if (known[i] == body.getClass()) {
                return true;
            }
        }
        return isApplications(TaskClasses.of(body));
    }

    @SuppressWarnings("ReferenceEquality") // What a loader may say of equality is the application's.
    private static boolean isApplications(Class<?> type) {
        if (loader < 0) {
            return true;
        }
        Object loadedBy = Jdk.reference(type, loader);
        return loadedBy != null && loadedBy != platform;
    }

    private static boolean isTop(@Nullable Object threadGroup) {
        return threadGroup == null || (parent >= 0 && Jdk.reference(threadGroup, parent) == null);
    }

    private static @Nullable Object body(Thread thread) {
        return field(thread, target, heldTask);
    }

    private static @Nullable Object groupOf(Thread thread) {
        return field(thread, group, heldGroup);
    }

    private static @Nullable Object field(Thread thread, long own, long held) {
        if (own >= 0) {
            return Jdk.reference(thread, own);
        }
        Object fields = holder < 0 || held < 0 ? null : Jdk.reference(thread, holder);
        return fields == null ? null : Jdk.reference(fields, held);
    }
}
