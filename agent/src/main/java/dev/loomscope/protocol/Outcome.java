package dev.loomscope.protocol;

/** How a task ended, as a number on the wire. */
public final class Outcome {
    /** It returned. */
    public static final int COMPLETED = 0;

    /** An exception ended it, or its future holds one. */
    public static final int FAILED = 1;

    /** Its future was cancelled. */
    public static final int CANCELLED = 2;

    /** It ended in a way the agent could not see. */
    public static final int UNKNOWN = 3;

    private Outcome() {}
}
