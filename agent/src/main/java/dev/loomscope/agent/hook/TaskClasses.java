package dev.loomscope.agent.hook;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountedCompleter;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RecursiveAction;
import java.util.concurrent.RecursiveTask;
import java.util.concurrent.ScheduledFuture;

import dev.loomscope.protocol.TaskKinds;
import org.jspecify.annotations.Nullable;

/** Which class a task really is: the JDK wraps what it is given, often more than once. */
public final class TaskClasses {
    private static final int DEPTH = 6;

    /** FutureTask.callable, or negative where it is not known. */
    private static long callable = -1;

    /** Classes of the JDK that wrap a task, from their identity hash on, and where each of them keeps it; a power of two. */
    private static @Nullable Class<?>[] wrappers = new Class<?>[1];

    private static long[] offsets = new long[1];

    private TaskClasses() {}

    /** Says where the JDK keeps what it wraps: the offsets of fields in FutureTask and in the other wrappers. */
    static void configure(long callableOffset, @Nullable Class<?>[] wrapperClasses, long[] wrapperOffsets) {
        callable = callableOffset;
        offsets = wrapperOffsets;
        wrappers = wrapperClasses;
    }

    /** The class of the innermost task; it is a wrapper's where that has let go of its task already. */
    @InLine
    static Class<?> of(Object task) {
        Object inner = inner(task);
        return inner == null ? task.getClass() : innermost(inner);
    }

    private static Class<?> innermost(Object task) {
        Object outer = task;
        for (int depth = 1; depth < DEPTH; depth++) {
            Object inner = inner(outer);
            if (inner == null) {
                break;
            }
            outer = inner;
        }
        return outer.getClass();
    }

    /** What a wrapper of the JDK holds; null where it is no wrapper, or an empty one. */
    @InLine
    static @Nullable Object inner(Object task) {
        if (task instanceof FutureTask<?>) {
            return callable < 0 ? null : Jdk.reference(task, callable);
        }
        @Nullable Class<?>[] known = wrappers;
        Class<?> type = task.getClass();
        int place = System.identityHashCode(type);
        Class<?> seen = known[place & known.length - 1];
        while (seen != null) {
            if (seen == type) {
                Object inner = Jdk.reference(task, offsets[place & known.length - 1]);
                if (inner != null) {
                    return inner;
                }
            }
            seen = known[++place & known.length - 1];
        }
        return null;
    }

    /** Whether a task is a wrapper that has let go of its task. */
    static boolean isEmptied(Object task) {
        if (inner(task) != null) {
            return false;
        }
        @Nullable Class<?>[] known = wrappers;
        int place = System.identityHashCode(task.getClass());
        Class<?> seen = known[place & known.length - 1];
        while (seen != null && seen != task.getClass()) {
            seen = known[++place & known.length - 1];
        }
        return seen != null || task instanceof FutureTask<?>;
    }

    /** The {@link TaskKinds} of a task that an executor runs with threads of its own. */
    static int kind(Object task) {
        return isStage(task) ? TaskKinds.COMPLETABLE_FUTURE : TaskKinds.EXECUTOR;
    }

    /** The {@link TaskKinds} of a task of a fork/join pool. */
    static int kindInForkJoin(Object task) {
        if (isPlain(task)) {
            return TaskKinds.FORK_JOIN;
        }
        if (task instanceof CompletableFuture.AsynchronousCompletionTask) {
            return TaskKinds.COMPLETABLE_FUTURE;
        }
        return task instanceof ScheduledFuture<?> ? TaskKinds.SCHEDULED : TaskKinds.FORK_JOIN;
    }

    /** Whether a task runs a stage of a CompletableFuture. */
    static boolean isStage(Object task) {
        return task instanceof ForkJoinTask<?>
                && !isPlain(task)
                && task instanceof CompletableFuture.AsynchronousCompletionTask;
    }

    /** Whether a task is one that a program writes for a fork/join pool. These classes are asked first, which costs least. */
    @InLine
    static boolean isPlain(Object task) {
        return task instanceof RecursiveTask<?>
                || task instanceof RecursiveAction
                || task instanceof CountedCompleter<?>;
    }
}
