package dev.loomscope.agent.sample;

import java.lang.invoke.VarHandle;

import dev.loomscope.protocol.WaitKind;
import org.jspecify.annotations.Nullable;

/** How a platform thread waits, as the JVM notes it in the thread: finer than {@link Thread.State}, and as cheap. */
final class ThreadStatus {
    private static final int SLEEPING = 0x40;
    private static final int IN_OBJECT_WAIT = 0x100;
    private static final int PARKED = 0x200;
    private static final int BLOCKED_ON_MONITOR = 0x400;

    private static final @Nullable VarHandle HOLDER = JdkDoors.field(Thread.class, "holder");
    private static final @Nullable VarHandle STATUS = status();

    private ThreadStatus() {}

    private static @Nullable VarHandle status() {
        VarHandle own = JdkDoors.field(Thread.class, "threadStatus");
        return own != null ? own : JdkDoors.field(JdkDoors.type("java.lang.Thread$FieldHolder"), "threadStatus");
    }

    /** NONE, PARK, MONITOR, OBJECT_WAIT or SLEEP of {@link WaitKind}. */
    static int wait(Thread thread) {
        if (STATUS == null) {
            return byState(ThreadFacts.state(thread));
        }
        Object keeper = HOLDER == null ? thread : HOLDER.get(thread);
        int status = (int) STATUS.getOpaque(keeper);
        if ((status & BLOCKED_ON_MONITOR) != 0) {
            return WaitKind.MONITOR;
        }
        if ((status & PARKED) != 0) {
            return WaitKind.PARK;
        }
        if ((status & IN_OBJECT_WAIT) != 0) {
            return WaitKind.OBJECT_WAIT;
        }
        return (status & SLEEPING) != 0 ? WaitKind.SLEEP : WaitKind.NONE;
    }

    private static int byState(Thread.State state) {
        return switch (state) {
            case BLOCKED -> WaitKind.MONITOR;
            case WAITING, TIMED_WAITING -> WaitKind.PARK;
            default -> WaitKind.NONE;
        };
    }
}
