package dev.loomscope.protocol;

/**
 * What happened. Each event stands in the run of the thread it happened on (for a mounted virtual thread: its carrier) and
 * has a time; the other fields by kind are listed here, in their order on the wire.
 *
 * <p>A <em>task key</em> is the identity hash of the Runnable as the executor sees it: not unique, so a reader joins it in
 * order of time and together with the pool. A virtual thread is named by its thread id, which is unique.
 */
public final class EventKind {
    /** A task was handed to a pool: task key, pool, class. */
    public static final int SUBMIT = 1;

    /** A worker began to run a task: task key, pool, class. */
    public static final int START = 2;

    /** A worker ended a task: task key, {@link Outcome}, and where it failed the exception's class. */
    public static final int END = 3;

    /** As {@link #END}, of the task that this run started last; a reader gives it out as END with its key. */
    static final int END_OPEN = 4;

    /** A pool refused a task (its SUBMIT came before): task key, pool, class. */
    public static final int REJECT = 5;

    /** A task was taken out of a pool's queue and will not run: task key, pool, class. */
    public static final int REMOVE = 6;

    /** A future was cancelled, whether or not it runs: task key. */
    public static final int CANCEL = 7;

    /** The run's thread was already inside an unknown task of a pool when watching began: task key (any), pool, class. */
    public static final int ADOPT = 8;

    /** A virtual thread was started, by what runs on this run's thread: thread id, class of its task, name. */
    public static final int VIRTUAL_START = 10;

    /** A virtual thread was mounted on this run's thread: thread id. */
    public static final int MOUNT = 11;

    /** A virtual thread left this run's thread: thread id, {@link UnmountReason}. */
    public static final int UNMOUNT = 12;

    /** A virtual thread became runnable again, by what runs on this run's thread: thread id. */
    public static final int WAKE = 13;

    /** A virtual thread ended on this run's thread: thread id, {@link Outcome}. */
    public static final int VIRTUAL_END = 14;

    /** A virtual thread was already live when watching began: thread id, {@link AdoptedState}, class, name. */
    public static final int VIRTUAL_ADOPT = 15;

    /** Sampled: the state of the run's thread while it runs a task changed before this time: {@link WorkerState}. */
    public static final int WORKER_STATE = 20;

    /** Sampled: tasks of a class are submitted at a site: class, site. */
    public static final int CLASS_SITE = 21;

    /**
     * Only in a keyframe, and only where not all that is live found room in it: number of tasks of pools, number of virtual
     * threads that are live and not listed. Of a sort that has such, a reader must not take what is absent for ended.
     */
    public static final int UNLISTED = 22;

    /** As {@link #END_OPEN}, with {@link Outcome#COMPLETED}, which is what most tasks do. */
    static final int END_COMPLETED = 9;

    /** Set in the kind's byte: it happened before the event before in the run, and the difference is to be subtracted. */
    static final int EARLIER = 0x20;

    /** Set in the kind's byte: pool and class are those of the event before in the run, and are not written. */
    static final int SAME_ORIGIN = 0x40;

    /** Kinds from here on carry a length behind their time, so that a reader can step over what it does not know. */
    static final int SKIPPABLE = 0x80;

    private EventKind() {}

    /** Whether the kind names a task by key, with its pool and class. */
    static boolean hasOrigin(int kind) {
        return kind == SUBMIT || kind == START || kind == REJECT || kind == REMOVE || kind == ADOPT;
    }
}
