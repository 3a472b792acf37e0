package dev.loomscope.protocol;

/** What a thread waits for, as a number on the wire. */
public final class WaitKind {
    /** It does not wait. */
    public static final int NONE = 0;

    /** Parked; the object is its blocker, where it has one. */
    public static final int PARK = 1;

    /** Parked for a lock or another synchronizer of java.util.concurrent; the owner is known where it has one. */
    public static final int LOCK = 2;

    /** Blocked at the entry of a monitor; the object is the monitor. */
    public static final int MONITOR = 3;

    /** In Object.wait; the object is the monitor. */
    public static final int OBJECT_WAIT = 4;

    /** Thread.sleep. */
    public static final int SLEEP = 5;

    /**
     * Waits for a future; the object is the future, its key that of the task where the future is the task. Of a
     * CompletableFuture the key is 0: an AWAIT tells it.
     */
    public static final int FUTURE = 6;

    /** Waits for input or output. */
    public static final int IO = 7;

    /** Waits for an element or for room in a queue. */
    public static final int QUEUE = 8;

    private WaitKind() {}
}
