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

    // Notes. Each has the same fields, of which those that are not named here are 0: subject, value, other, class, pool.

    /** Of the scheduled task whose SUBMIT stands before: task key, value delay in ns, other period (below 0: between runs). */
    public static final int DUE = 0x80;

    /**
     * What this thread submits until {@link #GROUP_END} belongs to a group: group key, value {@link GroupKind}, class; in
     * keyframes too.
     */
    public static final int GROUP_BEGIN = 0x81;

    /** Ends what {@link #GROUP_BEGIN} began on this thread: group key. */
    public static final int GROUP_END = 0x82;

    /**
     * The thread whose start stands before belongs to a group: group key, value {@link GroupKind}, other id of that thread, class
     * of the group. The owner of a scope is what runs on this thread. Keyframes have it behind the starts of threads that live.
     */
    public static final int MEMBER = 0x83;

    /** What runs on this thread begins to wait for a future: future key, class; key 0: it waits no more. */
    public static final int AWAIT = 0x84;

    /** A task will complete a future that is not the task itself: future key, value task key. */
    public static final int COMPLETES = 0x85;

    /** Somebody asked a future that holds an exception or was cancelled: future key. */
    public static final int ASKED = 0x86;

    /** A virtual thread begins to wait without leaving its carrier: thread id, value {@link PinReason}. */
    public static final int PINNED = 0x87;

    /** A virtual thread that was pinned goes on: thread id. */
    public static final int UNPINNED = 0x88;

    /** A platform thread was started, by what runs on this run's thread: thread id, class of what it runs. */
    public static final int THREAD_START = 0x89;

    /** A platform thread ended: thread id, value {@link Outcome}, class of the exception. */
    public static final int THREAD_END = 0x8A;

    /** A platform thread was live when watching began: thread id, class of what it runs. */
    public static final int THREAD_ADOPT = 0x8B;

    /**
     * Sampled: what runs on this thread, or a virtual thread, was seen waiting: virtual thread's id or 0, value
     * key of what it waits for << 8 | {@link WaitKind}, other id of the thread that owns it (0 unknown), class of what it waits
     * for. It holds until the next WAIT of the same, or until it goes on; kind NONE says that it waits no more.
     */
    public static final int WAIT = 0x8C;

    /** What was current in OpenTelemetry at the SUBMIT or start before: span id, value and other the trace id's halves. */
    public static final int TRACE = 0x8D;

    /**
     * Since the COUNT before, things happened that were counted only: how many, value
     * doubt << 16 | outcome << 8 | kind, other for how long before this note they had happened all together in ns, class, pool.
     * The outcome of an UNMOUNT is its {@link UnmountReason}. Of each of them the time is known but for the doubt, in
     * microseconds: counters are read now and then, and what grew between two readings is taken for the middle.
     */
    public static final int COUNT = 0x8E;

    /** From here on another mode holds: {@link TaskFamily}, value 1 exact, 0 counted. */
    public static final int MODE = 0x8F;

    private static final int LAST_NOTE = MODE;

    /**
     * As {@link #COMPLETES}, of a task or future that the run named last, by a SUBMIT or as what a COMPLETES is about: nothing but
     * the future's key; or of another one, whose key stands behind it. A reader gives it out as COMPLETES.
     */
    static final int COMPLETES_SHORT = COMPLETES | SAME_ORIGIN;

    /**
     * As {@link #MEMBER}, of the virtual thread that the run named last; all else is as in the MEMBER before in the run. A reader
     * gives it out as MEMBER.
     */
    static final int MEMBER_SHORT = MEMBER | SAME_ORIGIN;

    private EventKind() {}

    /** Whether the kind is a note. */
    public static boolean isNote(int kind) {
        return kind >= SKIPPABLE && kind <= LAST_NOTE;
    }

    /** Whether the kind names a task by key, with its pool and class. */
    static boolean hasOrigin(int kind) {
        return kind == SUBMIT || kind == START || kind == REJECT || kind == REMOVE || kind == ADOPT;
    }
}
