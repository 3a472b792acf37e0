package dev.loomscope.agent.sample;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

import dev.loomscope.agent.Stacks;
import dev.loomscope.protocol.Shortened;
import org.jspecify.annotations.Nullable;

/** What a thread says of itself, without what a subclass of the application's may say instead, and of bounded length. */
public final class ThreadFacts {
    /** The longest name that is passed on; longer ones are cut. */
    private static final int LONGEST_NAME = 256;

    private static final @Nullable VarHandle ID = JdkDoors.field(Thread.class, "tid");
    private static final @Nullable MethodHandle STATE = JdkDoors.own(Thread.class, "getState");
    private static final @Nullable MethodHandle STACK = JdkDoors.own(Thread.class, "getStackTrace");

    private ThreadFacts() {}

    /** The thread's own id, even where {@code getId} is overridden; first asked for when the JDK's packages are open. */
    @SuppressWarnings("deprecation")
    public static long id(Thread thread) {
        return ID == null ? thread.getId() : (long) ID.get(thread);
    }

    /** The thread's name. */
    public static String name(Thread thread) {
        return cut(thread.getName());
    }

    /** The thread's own state, even where {@code getState} is overridden. */
    static Thread.State state(Thread thread) {
        try {
            return STATE == null ? thread.getState() : (Thread.State) STATE.invokeExact(thread);
        } catch (Throwable e) {
            throw unchecked(e);
        }
    }

    /** The thread's own stack, even where {@code getStackTrace} is overridden; to be asked for by {@link Stacks} alone. */
    public static StackTraceElement[] stack(Thread thread) {
        try {
            return STACK == null ? thread.getStackTrace() : (StackTraceElement[]) STACK.invokeExact(thread);
        } catch (Throwable e) {
            throw unchecked(e);
        }
    }

    private static RuntimeException unchecked(Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        return thrown instanceof RuntimeException exception ? exception : new IllegalStateException(thrown);
    }

    static String cut(String name) {
        return Shortened.text(name, LONGEST_NAME);
    }
}
