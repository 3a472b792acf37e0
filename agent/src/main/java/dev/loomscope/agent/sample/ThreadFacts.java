package dev.loomscope.agent.sample;

import java.lang.invoke.VarHandle;

import dev.loomscope.protocol.Shortened;
import org.jspecify.annotations.Nullable;

/** What a thread says of itself, without what a subclass of the application's may say instead, and of bounded length. */
public final class ThreadFacts {
    /** The longest name that is passed on; longer ones are cut. */
    private static final int LONGEST_NAME = 256;

    private static final @Nullable VarHandle ID = JdkDoors.field(Thread.class, "tid");

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

    static String cut(String name) {
        return Shortened.text(name, LONGEST_NAME);
    }
}
