package dev.loomscope.protocol;

/** Why a virtual thread waits without leaving its carrier, as a number on the wire. */
public final class PinReason {
    /** Not known on this JDK. */
    public static final int UNKNOWN = 0;

    /** A native frame is on its stack. */
    public static final int NATIVE = 1;

    /** It holds a monitor (before JDK 24). */
    public static final int MONITOR = 2;

    /** It is where the JDK does not let it leave, as while a class is loaded. */
    public static final int CRITICAL_SECTION = 3;

    /** Sampled: it was seen blocked or waiting while it was mounted. */
    public static final int SEEN = 4;

    private PinReason() {}
}
