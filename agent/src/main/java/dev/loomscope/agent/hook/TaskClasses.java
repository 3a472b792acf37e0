package dev.loomscope.agent.hook;

import java.util.concurrent.FutureTask;

import org.jspecify.annotations.Nullable;

/** Which class a task really is: the JDK wraps what it is given, often more than once. */
public final class TaskClasses {
    private static final int DEPTH = 6;

    /** FutureTask.callable, or negative where it is not known. */
    private static long callable = -1;

    /** Classes of the JDK that wrap a task, and where each of them keeps it. */
    private static Class<?>[] wrappers = new Class<?>[0];

    private static long[] offsets = new long[0];

    private TaskClasses() {}

    /** Says where the JDK keeps what it wraps: the offsets of fields in FutureTask and in the other wrappers. */
    static void configure(long callableOffset, Class<?>[] wrapperClasses, long[] wrapperOffsets) {
        callable = callableOffset;
        offsets = wrapperOffsets;
        wrappers = wrapperClasses;
    }

    /** The class of the innermost task; it is a wrapper's where that has let go of its task already. */
    static Class<?> of(Object task) {
        Object outer = task;
        for (int depth = 0; depth < DEPTH; depth++) {
            Object inner = inner(outer);
            if (inner == null) {
                break;
            }
            outer = inner;
        }
        return outer.getClass();
    }

    /** What a wrapper of the JDK holds; null where it is no wrapper, or an empty one. */
    static @Nullable Object inner(Object task) {
        if (task instanceof FutureTask<?>) {
            return callable < 0 ? null : Jdk.reference(task, callable);
        }
        Class<?>[] known = wrappers;
        Class<?> type = task.getClass();
        for (int i = 0; i < known.length; i++) {
            if (known[i] == type) {
                return Jdk.reference(task, offsets[i]);
            }
        }
        return null;
    }
}
