package dev.loomscope.agent.hook;

import java.util.concurrent.ForkJoinPool;

import dev.loomscope.protocol.EventKind;
import dev.loomscope.protocol.GroupKind;
import dev.loomscope.protocol.TaskFamily;
import dev.loomscope.protocol.TaskKinds;
import org.jspecify.annotations.Nullable;

/**
 * What holds tasks together: one call of invokeAll or invokeAny, an executor that starts a thread for each task, a
 * StructuredTaskScope. A call has no object of its own: it is known by its collection and its thread, and gets a number. What
 * is said of tasks that are counted only is not said.
 */
public final class GroupHooks {
    private static final long UNSIGNED = 0xFFFF_FFFFL;
    private static final int SPREAD = 0x9E3779B1;

    /** Number of the group that a call began, by {@link #call}. */
    private static final long[] CALLS = new long[1 << 12];

    /** Class slot of what a scope's thread will run, by thread id. */
    private static final long[] FORKS = new long[1 << 8];

    /** Class slot of the Runnable that a thread is forking, by its id. */
    private static final long[] RUNNABLES = new long[1 << 8];

    /** Where ExecutorCompletionService keeps the future that it gave out, or negative where that is not known. */
    private static long given = -1;

    private static @Nullable Class<?> queueing;
    private static @Nullable Class<?> virtual;

    private GroupHooks() {}

    static void configure(Class<?> queueingFuture, long futureOffset, Class<?> virtualThread) {
        virtual = virtualThread;
        given = futureOffset;
        queueing = queueingFuture;
        Marks.clear(CALLS);
        Marks.clear(FORKS);
        Marks.clear(RUNNABLES);
    }

    /** Whether a thread is a virtual one. */
    static boolean isVirtual(Object thread) {
        return thread.getClass() == virtual;
    }

    /** invokeAll begins to submit tasks. */
    public static void allBegan(@Nullable Object executor, @Nullable Object tasks) {
        began(executor, tasks, GroupKind.INVOKE_ALL);
    }

    /** invokeAny begins to submit tasks. */
    public static void anyBegan(@Nullable Object executor, @Nullable Object tasks) {
        began(executor, tasks, GroupKind.INVOKE_ANY);
    }

    private static void began(@Nullable Object executor, @Nullable Object tasks, int kind) {
        try {
            HookMemory memory = Rings.recording();
            int family = executor instanceof ForkJoinPool ? TaskFamily.FORK_JOIN : TaskFamily.POOL;
            if (memory != null && executor != null && tasks != null && memory.modes()[family] != 0) {
                long time = System.nanoTime() - memory.epoch();
                int call = call(tasks);
                int group = ((int) time ^ (int) (time >>> 32)) * SPREAD ^ call;
                group = group == 0 || group == Integer.MIN_VALUE ? 1 : group < 0 ? -group : group;
                if (Marks.put(CALLS, call, group)) {
                    int type = Ids.ofClass(memory, executor.getClass());
                    Rings.note(memory, family, time, EventKind.GROUP_BEGIN, group, kind, 0, type, 0);
                } else {
                    Jdk.add(memory.unserved(), family, 2);
                }
            }
        } catch (Throwable e) {
            // The application goes on; this note is missing.
        }
    }

    /** invokeAll or invokeAny is about to be left; it may be told twice. */
    public static void ended(@Nullable Object tasks) {
        try {
            HookMemory memory = Rings.recording();
            int group = memory == null || tasks == null ? -1 : Marks.take(CALLS, call(tasks));
            if (memory != null && group >= 0) {
                long time = System.nanoTime() - memory.epoch();
                Rings.note(memory, TaskFamily.POOL, time, EventKind.GROUP_END, group, 0, 0, 0, 0);
            }
        } catch (Throwable e) {
            // The application goes on; this note is missing.
        }
    }

    private static int call(Object tasks) {
        int call = System.identityHashCode(tasks) ^ (int) Jdk.id(Thread.currentThread()) * SPREAD;
        return call == 0 ? SPREAD : call;
    }

    /** An executor has started a thread for a task. */
    public static void member(@Nullable Object thread, @Nullable Object executor) {
        joined(thread, executor, GroupKind.EXECUTOR);
    }

    /** A scope's owner has started a thread for a subtask. */
    public static void forked(@Nullable Object thread, @Nullable Object scope) {
        joined(thread, scope, GroupKind.SCOPE);
    }

    private static void joined(@Nullable Object thread, @Nullable Object group, int kind) {
        try {
            HookMemory memory = Rings.recording();
            if (memory != null && thread != null && group != null) {
                int family = isVirtual(thread) ? TaskFamily.VIRTUAL_THREAD : TaskFamily.POOL;
                if (family == TaskFamily.POOL || memory.modes()[family] != 0) {
                    int type = Ids.ofClass(memory, group.getClass());
                    long key = System.identityHashCode(group) & UNSIGNED;
                    long time = System.nanoTime() - memory.epoch();
                    Rings.note(memory, family, time, EventKind.MEMBER, key, kind, Jdk.id((Thread) thread), type, 0);
                }
            }
        } catch (Throwable e) {
            // The application goes on; this note is missing.
        }
    }

    /** A Runnable is being forked, which the JDK will wrap in a Callable of its own. */
    public static void forkingRunnable(@Nullable Object task) {
        try {
            HookMemory memory = Rings.recording();
            if (memory != null && task != null) {
                int slot = Ids.ofClass(memory, TaskClasses.of(task), TaskKinds.STRUCTURED);
                Marks.leave(RUNNABLES, (int) Jdk.id(Thread.currentThread()), slot);
            }
        } catch (Throwable e) {
            // The application goes on; the class will be that of the JDK's wrapper.
        }
    }

    /** A scope is about to start a thread for a subtask. */
    public static void forking(@Nullable Object thread, @Nullable Object task, @Nullable Object scope) {
        try {
            HookMemory memory = Rings.recording();
            if (memory != null && thread != null && task != null && scope != null) {
                int slot = -1;
                // Of a class of the application's its loader might have to load what it is nested in.
                if (task.getClass().getModule() == Object.class.getModule()
                        && task.getClass().getNestHost() == scope.getClass()) {
                    slot = Marks.take(RUNNABLES, (int) Jdk.id(Thread.currentThread()));
                }
                if (slot < 0) {
                    slot = Ids.ofClass(memory, TaskClasses.of(task), TaskKinds.STRUCTURED);
                }
                Marks.leave(FORKS, (int) Jdk.id((Thread) thread), slot);
            }
        } catch (Throwable e) {
            // The application goes on; the thread will not be known for a subtask's.
        }
    }

    /** The class slot of the subtask that a thread is being started for; -1 where it is for none. */
    static int forkedClass(long thread) {
        return Marks.take(FORKS, (int) thread);
    }

    /** A completion service hands a task to its executor, behind the future that it gives out. */
    public static void queued(@Nullable Object task) {
        try {
            HookMemory memory = Rings.recording();
            if (memory != null && task != null && task.getClass() == queueing && given >= 0
                    && memory.modes()[TaskFamily.POOL] != 0) {
                Object future = Jdk.reference(task, given);
                if (future != null) {
                    long key = System.identityHashCode(future) & UNSIGNED;
                    long by = System.identityHashCode(task) & UNSIGNED;
                    long time = System.nanoTime() - memory.epoch();
                    Rings.note(memory, TaskFamily.POOL, time, EventKind.COMPLETES, key, by, 0, 0, 0);
                }
            }
        } catch (Throwable e) {
            // The application goes on; this note is missing.
        }
    }
}
