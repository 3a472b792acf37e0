package dev.loomscope.protocol;

/** What holds tasks together, as a number on the wire. */
public final class GroupKind {
    /** One call of ExecutorService.invokeAll. */
    public static final int INVOKE_ALL = 1;

    /** One call of ExecutorService.invokeAny. */
    public static final int INVOKE_ANY = 2;

    /** A StructuredTaskScope. */
    public static final int SCOPE = 3;

    /** An executor that starts a thread for each task. */
    public static final int EXECUTOR = 4;

    private GroupKind() {}
}
