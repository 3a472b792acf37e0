package dev.loomscope.protocol;

/** What a thread inside a task was seen doing, as a number on the wire. */
public final class WorkerState {
    /** Runs or could run. */
    public static final int RUNNING = 0;

    /** Waits to enter a monitor. */
    public static final int BLOCKED = 1;

    /** Parked, or in Object.wait. */
    public static final int WAITING = 2;

    /** Sleeps, or waits with a time limit. */
    public static final int TIMED_WAITING = 3;

    private WorkerState() {}
}
