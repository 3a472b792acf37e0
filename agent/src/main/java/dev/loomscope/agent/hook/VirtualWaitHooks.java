package dev.loomscope.agent.hook;

import java.util.function.Consumer;

import dev.loomscope.protocol.EventKind;
import dev.loomscope.protocol.PinReason;
import dev.loomscope.protocol.TaskFamily;
import dev.loomscope.protocol.UnmountReason;
import org.jspecify.annotations.Nullable;

/**
 * What virtual threads wait for, as far as the JDK's code says it. Where it is about to park them for a socket or a sleep, that
 * is noted in the ring of the carrier, and taken by the unmount that follows. Nothing comes between the two: a thread stays on
 * its carrier up to there. Where it does not unmount, the note is taken away behind the call.
 */
public final class VirtualWaitHooks {
    private static final int FAMILY = TaskFamily.VIRTUAL_THREAD;

    /** Offset of Enum.ordinal, or negative where it is not known. */
    private static long ordinal = -1;

    /** {@link PinReason} by the ordinal of the JDK's. */
    private static byte[] reasons = new byte[0];

    /** The agent's thread that looks at suspended virtual threads, and what it does with them. */
    private static @Nullable Thread looking;

    private static @Nullable Consumer<Object> look;

    private VirtualWaitHooks() {}

    static void configure(long ordinalOffset, byte[] reasonByOrdinal) {
        ordinal = ordinalOffset;
        reasons = reasonByOrdinal;
    }

    /** Names the one thread on which {@link #suspended} does something; where it is to do nothing any more, with null. */
    static void look(@Nullable Thread thread, @Nullable Consumer<Object> with) {
        if (with == null && thread != null && looking != thread) {
            return;
        }
        looking = null;
        look = with;
        looking = with == null ? null : thread;
    }

    /** The virtual thread that executes this is about to park for a sleep. */
    public static void sleeps() {
        why(UnmountReason.SLEEP);
    }

    /** The virtual thread that executes this is about to park until a socket is ready. */
    public static void polls() {
        why(UnmountReason.IO);
    }

    /** It goes on. */
    public static void goesOn() {
        why(0);
    }

    private static void why(long reason) {
        try {
            HookMemory memory = Rings.recording();
            long[] ring = memory == null ? null : ring(memory);
            if (ring != null) {
                ring[RingLayout.WHY] = reason;
            }
        } catch (Throwable e) {
            // The application goes on; the reason is what the state says.
        }
    }

    /** The reason of an unmount from the carrier that executes this, as noted before, or else as its state says. */
    static int reason(HookMemory memory, int byState) {
        long[] ring = ring(memory);
        if (ring == null || ring[RingLayout.WHY] == 0) {
            return byState;
        }
        int noted = (int) ring[RingLayout.WHY];
        ring[RingLayout.WHY] = 0;
        return byState == UnmountReason.PARK || byState == UnmountReason.TIMED_PARK ? noted : byState;
    }

    /** The virtual thread that executes this cannot leave its carrier. */
    public static void held(@Nullable Object reason) {
        try {
            HookMemory memory = Rings.recording();
            long[] ring = memory == null ? null : ring(memory);
            if (ring != null && reason != null && ordinal >= 0) {
                byte[] known = reasons;
                int number = Jdk.integer(reason, ordinal);
                ring[RingLayout.HELD] = number >= 0 && number < known.length ? known[number] : PinReason.UNKNOWN;
            }
        } catch (Throwable e) {
            // The application goes on; the reason is not known.
        }
    }

    /** A virtual thread begins to wait on its carrier. */
    public static void pinned(@Nullable Object thread) {
        try {
            HookMemory memory = Rings.recording();
            if (memory != null && thread != null) {
                long[] ring = ring(memory);
                long reason = PinReason.UNKNOWN;
                if (ring != null) {
                    reason = ring[RingLayout.HELD];
                    ring[RingLayout.HELD] = PinReason.UNKNOWN;
                }
                note(memory, EventKind.PINNED, thread, reason);
            }
        } catch (Throwable e) {
            // The application goes on; this event is missing.
        }
    }

    /** A virtual thread has waited on its carrier, and goes on. */
    public static void unpinned(@Nullable Object thread) {
        try {
            HookMemory memory = Rings.recording();
            if (memory != null && thread != null) {
                note(memory, EventKind.UNPINNED, thread, 0);
            }
        } catch (Throwable e) {
            // The application goes on; this event is missing.
        }
    }

    /** The thread that executes this keeps an unmounted virtual thread from going on, to take its stack. */
    public static void suspended(@Nullable Object thread) {
        try {
            Thread only = looking;
            Consumer<Object> with = look;
            if (only != null && with != null && thread != null && only == Thread.currentThread()) {
                with.accept(thread);
            }
        } catch (Throwable e) {
            // The agent has not seen it.
        }
    }

    private static void note(HookMemory memory, int kind, Object thread, long value) {
        long time = System.nanoTime() - memory.epoch();
        Rings.note(memory, FAMILY, time, kind, Jdk.id((Thread) thread), value, 0, 0, 0);
    }

    /** The ring of the carrier that executes this; null where it has none. */
    private static long @Nullable [] ring(HookMemory memory) {
        return RingPlaces.present(memory, Jdk.id(Jdk.carrier()));
    }
}
