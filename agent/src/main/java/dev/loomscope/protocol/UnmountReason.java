package dev.loomscope.protocol;

/** Why a virtual thread left its carrier, as a number on the wire. */
public final class UnmountReason {
    /** Not known on this JDK. */
    public static final int UNKNOWN = 0;

    /** LockSupport.park and what is built on it; socket input and output too. */
    public static final int PARK = 1;

    /** As PARK or sleep, with a time limit. */
    public static final int TIMED_PARK = 2;

    /** Thread.yield: runnable at once. */
    public static final int YIELD = 3;

    /** Waits to enter a monitor (JDK 24+). */
    public static final int MONITOR = 4;

    /** Object.wait (JDK 24+). */
    public static final int WAIT = 5;

    /** Object.wait with a time limit (JDK 24+). */
    public static final int TIMED_WAIT = 6;

    /** Waits for a socket. */
    public static final int IO = 7;

    /** Thread.sleep. */
    public static final int SLEEP = 8;

    private UnmountReason() {}
}
