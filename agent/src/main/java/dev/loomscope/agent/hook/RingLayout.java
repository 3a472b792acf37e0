package dev.loomscope.agent.hook;

/**
 * A ring: the events of one platform thread (for virtual threads: of their carrier) on their way to the drain. One array of
 * longs, so that both sides reach it through JDK types alone.
 *
 * <pre>
 *   index   0 .. 4     unused: keeps the array's length apart from the producer's line
 *           5 STAGE    the owner's own note: key of the future that the stage completes which it started last, or 0
 *           6 STAGE_END the owner's own note: how that stage ended, as an END has it, beside a bit; or 0
 *           7 FORKED   the owner's own note: class slot of the stage that it started last in a fork/join pool
 *           8 HEAD     slots written so far, stored with release by the owner thread
 *           9 LIMIT    the owner's own note: it may write without a look at TAIL while HEAD &lt; LIMIT
 *          10 OWNER    thread id of the owner
 *          11 .. 13    LOST + family: events that found no room, ever; written by the owner
 *          14 CLOSED   the owner's own note: 1 inside a task, 2 its END was written, 0 not known
 *          15 OPEN     the owner's own note: key of the task that it started last
 *          16 LOST_AT  time of the last event that found no room, in ns
 *          17 ORIGIN   the owner's own note: pool slot 16 | class slot 16 of the task that it started last
 *          18 .. 20    COUNTED + family: what was counted instead of recorded, ever; written by the owner
 *          21 WHY      the owner's own note: {@link dev.loomscope.protocol.UnmountReason} of the next unmount, 0 not known
 *          22 HELD     the owner's own note: {@link dev.loomscope.protocol.PinReason} of the next PINNED
 *          23 OFFERED  the owner's own note: task key 32 | class slot 32 of what it offered to a fork/join pool last
 *          24 TAIL     slots read so far, stored with release by the drain
 *          32 .. 63    ORIGINS: the owner's own notes, as {@link LastOrigin} has them
 *          64 .. 191   COUNTS: 64 entries of two longs, a key and how often that happened, ever; written by the owner
 *         192 .. 383   OVERFLOW + {@link Counters#index}: what found no entry, ever; written by the owner
 *         384 ..       slots of two longs, a power of two of them; slot n stands at 384 + 2 * (n &amp; mask)
 *
 *   key    family 16 | pool slot 16 | class slot 16 | outcome 8 | kind 8, from the highest bit down; 0 is a free entry
 *
 *   slot    word 0 = time in ns since the epoch, shifted left by 8 | kind
 *           word 1 = by kind, from the highest bit down, with the bits of each field:
 *             SUBMIT START REJECT REMOVE   task key 32 | pool slot 16 | class slot 16
 *             END                          task key 32 | outcome 16   | class slot of the exception 16
 *             CANCEL                       task key 32 | 0
 *             VIRTUAL_START                thread id 48 | class slot 16, then TEXT slots where it has a name
 *             NAME                         thread id 48 | 0, then TEXT slots
 *             MOUNT WAKE                   thread id 48 | 0
 *             UNMOUNT VIRTUAL_END          thread id 48 | reason or outcome 16
 *             notes                        subject 64, then, where other fields are not 0, one or two MORE slots
 *             MORE                         word 0 = pool slot 16 | class slot 16 | kind 8, word 1 = value; the second
 *                                          one: word 1 = other
 *             TEXT                         word 0 = length of the whole name &lt;&lt; 8 | TEXT
 *                                          word 1 = eight Latin-1 characters, first one lowest; 0 pads
 * </pre>
 *
 * <p>Single producer, single consumer, lossy. Invariant: the owner writes the slots, then stores HEAD with release; the drain
 * loads HEAD with acquire, copies the slots, then stores TAIL with release. When HEAD reaches LIMIT the owner reads TAIL
 * anew; where three quarters are full it closes the window that is open, and where there is no room the event is counted as lost
 * and the owner goes on. Events of several slots are
 * published by one store, so that the drain never sees half of one.
 *
 * <p>Each call of a hook is either published or counted, never both and never neither: what is published and what is counted
 * add up to what happened. What finds no room is counted besides being lost. The owner alone writes entries, a key
 * once and then its count, and COUNTED last, each with release; counts only grow while the ring has its owner. An entry stands
 * within PROBES places from where its key points to.
 *
 * <p>Kinds are those of {@link dev.loomscope.protocol.EventKind}; pool and class slots are those of {@link HookMemory}.
 */
public final class RingLayout {
    public static final int STAGE = 5;
    public static final int STAGE_END = 6;
    public static final int FORKED = 7;
    public static final int HEAD = 8;
    public static final int LIMIT = 9;
    public static final int OWNER = 10;
    public static final int LOST = 11;
    public static final int CLOSED = 14;
    public static final int OPEN = 15;
    public static final int LOST_AT = 16;
    public static final int ORIGIN = 17;
    public static final int COUNTED = 18;
    public static final int WHY = 21;
    public static final int HELD = 22;
    public static final int OFFERED = 23;
    public static final int TAIL = 24;
    public static final int ORIGINS = 32;
    public static final int COUNTS = 64;
    public static final int OVERFLOW = 192;
    public static final int SLOTS = 384;

    /** Entries of COUNTS. */
    public static final int ENTRIES = 64;

    /** How far from its place an entry may stand. */
    static final int PROBES = 8;

    /** Kind of an event that stays in the agent: a thread's id, as of VIRTUAL_START, and its name behind it. */
    public static final int NAME = 61;

    /** Kind of a slot that carries further fields of the note before it. */
    public static final int MORE = 62;

    /** Kind of a slot that carries a piece of the name of the event before it. */
    public static final int TEXT = 63;

    /** The longest name that is carried, in characters; longer ones are cut. */
    public static final int MAX_NAME = 40;

    private RingLayout() {}
}
