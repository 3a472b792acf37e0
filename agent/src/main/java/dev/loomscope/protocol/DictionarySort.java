package dev.loomscope.protocol;

/** What a dictionary entry names. Ids of one sort are never used again in a session. Id 0 is "unknown" in every sort. */
public final class DictionarySort {
    /** A class, by its binary name. */
    public static final int CLASS = 1;

    /** A pool: the binary name of its class, '@', its identity hash in hex. */
    public static final int POOL = 2;

    /** A thread, platform or carrier, by its thread id: its name. */
    public static final int THREAD = 3;

    /** A place in the code: {@code class.method(File.java:line)}. */
    public static final int SITE = 4;

    /** The kind of the tasks of a class, by the class's id: a label of {@link TaskKinds}; absent where it is its pool's. */
    public static final int TASK_KIND = 5;

    private DictionarySort() {}
}
