package dev.loomscope.protocol;

/** What a frame holds. A reader skips a type that it does not know, by the frame's length. */
public final class FrameType {
    /**
     * Who is watched, once, first in every stream. JSON: {@code uuid}, {@code pid}, {@code main}, {@code jdk},
     * {@code vendor}, {@code cpus}, {@code startWallMs} (start of the process), {@code epochWallMs} (wall clock at time 0
     * of the stream), {@code agentVersion}, {@code hooks} (array of {@code name}, {@code state}, {@code why}).
     */
    public static final int SESSION = 1;

    /** Events as they happened, see {@link EventsLayout}. */
    public static final int EVENTS = 2;

    /**
     * Everything that is live at the frame's last time, written as the events that led there, at their own times; see
     * {@link EventsLayout}. A task that a reader holds for live and that is not in here has ended unseen.
     */
    public static final int KEYFRAME = 3;

    /**
     * Periodic facts. JSON: {@code time}, {@code pools}, {@code stacks}, {@code process} (once a second: {@code heapUsed},
     * {@code heapCommitted}, {@code heapMax} in bytes, {@code cpu} (0 to 1, of all processors), {@code threads}, {@code classes},
     * {@code compileMs} ever, {@code gcs}: array of {@code name}, {@code cause}, {@code fromNs}, {@code toNs}, {@code pause}
     * (whether it stopped the application), {@code freedBytes}); each may be absent. The pool of the carriers of virtual
     * threads also has {@code parallelism}, {@code mounted} (virtual threads that are) and {@code compensating} (carriers beyond
     * its parallelism). The one behind a keyframe has all of them but the {@code gcs}, which are told once, with the {@code
     * workers} of pools; a stack's {@code frames} come once from keyframe to keyframe.
     */
    public static final int SAMPLE = 4;

    /**
     * Events that found no room. JSON: {@code category} ({@code task}, {@code virtual-thread}), {@code where} ({@code ring}: for
     * everybody; {@code client}: this reader was too slow, and a keyframe follows), {@code count}, {@code total} (of the stream,
     * or of this reader), {@code fromNs}, {@code toNs}. Behind a keyframe the totals of the stream are said again with a count
     * of 0 and the range of them all.
     */
    public static final int LOSS = 5;

    /** The watched side says good-bye. JSON: {@code reason} ({@code exit}, {@code detach}, {@code stop}). */
    public static final int END = 6;

    /** Where the keyframes of a file are, see {@link IndexLayout}. Only in files, and only as the last frame. */
    public static final int INDEX = 7;

    /** An answer to a control message. JSON: {@code command}, {@code ok}, {@code why}. */
    public static final int REPLY = 8;

    /**
     * An exception that ended a task, or that its future holds; of those of a class the first ones and some later ones. JSON:
     * {@code time}, {@code thread} (that it ended on), {@code task} (key; or the id of a thread that is a task), {@code isThread},
     * {@code class}, {@code message} (cut), {@code frames}.
     */
    public static final int FAILURE = 9;

    private FrameType() {}
}
