package dev.loomscope.protocol;

/** Kinds of tasks by their number in the agent and their label in the stream. */
public final class TaskKinds {
    public static final int EXECUTOR = 0;
    public static final int SCHEDULED = 1;
    public static final int VIRTUAL_THREAD = 2;
    public static final int FORK_JOIN = 3;
    public static final int COMPLETABLE_FUTURE = 4;
    public static final int STRUCTURED = 5;
    public static final int THREAD = 6;

    /** None: what a worker of a pool runs, or a thread by which the JDK serves itself. */
    public static final int WORKER = 7;

    private static final String[] LABELS = {"executor", "scheduled", "virtual-thread", "fork-join",
            "completable-future",
            "structured", "thread", "worker"};

    private TaskKinds() {}

    /** The label of a kind. */
    public static String label(int kind) {
        return LABELS[kind];
    }
}
