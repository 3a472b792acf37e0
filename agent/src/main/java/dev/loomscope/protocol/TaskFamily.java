package dev.loomscope.protocol;

/** Tasks that are recorded or counted together, as a number on the wire. */
public final class TaskFamily {
    /** Tasks of executors with threads of their own, and hand-started threads. */
    public static final int POOL = 0;

    /** Tasks of fork/join pools. */
    public static final int FORK_JOIN = 1;

    /** Virtual threads. */
    public static final int VIRTUAL_THREAD = 2;

    /** Number of families. */
    public static final int COUNT = 3;

    private TaskFamily() {}
}
