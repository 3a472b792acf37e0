package dev.loomscope.agent.sample;

import java.lang.invoke.VarHandle;

import org.jspecify.annotations.Nullable;

/** The state that a virtual thread keeps in its own field, which is finer than {@link Thread.State}, and read without its lock. */
final class VirtualStates {
    private static final int SUSPENDED = 1 << 8;

    private final @Nullable Class<?> type = JdkDoors.type("java.lang.VirtualThread");
    private final @Nullable VarHandle state = JdkDoors.field(type, "state");
    private int @Nullable [] numbers;

    /** How a virtual thread waits. */
    enum Wait {
        NONE,
        PARKED,
        BLOCKED,
        OBJECT_WAIT,
        PINNED
    }

    private static final String[] NAMES = {"PARKED", "TIMED_PARKED", "BLOCKED", "WAIT", "TIMED_WAIT", "PINNED",
            "TIMED_PINNED"};
    private static final Wait[] WAITS = {Wait.PARKED, Wait.PARKED, Wait.BLOCKED, Wait.OBJECT_WAIT, Wait.OBJECT_WAIT,
            Wait.PINNED, Wait.PINNED};

    Wait of(Thread thread) {
        if (state == null || thread.getClass() != type) {
            return Wait.NONE;
        }
        int now = (int) state.getVolatile(thread) & ~SUSPENDED;
        int[] known = numbers();
        for (int i = 0; i < known.length; i++) {
            if (known[i] == now) {
                return WAITS[i];
            }
        }
        return Wait.NONE;
    }

    /** Read when the first virtual thread is met: to read them before would initialise the class. */
    private int[] numbers() {
        int @Nullable [] read = numbers;
        if (read != null) {
            return read;
        }
        int[] known = new int[NAMES.length];
        for (int i = 0; i < NAMES.length; i++) {
            VarHandle constant = JdkDoors.field(type, NAMES[i]);
            known[i] = constant == null ? -1 : (int) constant.get();
        }
        numbers = known;
        return known;
    }
}
