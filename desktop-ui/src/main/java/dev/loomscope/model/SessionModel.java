package dev.loomscope.model;

import dev.loomscope.protocol.BadInputException;
import dev.loomscope.protocol.Frame;
import java.util.List;

/**
 * One watched life of a JVM, as the frames of its stream tell it. Frames are applied by the session's thread; everything
 * else may be called by any thread at any time.
 */
public final class SessionModel {
    /** The memory a model takes at most unless told otherwise, in bytes. */
    public static final long DEFAULT_MEMORY = 1L << 30;

    private final Names names = new Names();
    private final TaskTable tasks = new TaskTable();
    private final LaneTable lanes = new LaneTable();
    private final StackLog stacks = new StackLog();

    public SessionModel() {
        this(DEFAULT_MEMORY);
    }

    /** @param memory bytes that history may take; the oldest goes first */
    public SessionModel(long memory) {
    }

    /**
     * Takes in one frame. Session thread only.
     *
     * @throws BadInputException when the frame does not fit its format; what it held up to there is kept
     */
    public void apply(Frame frame) throws BadInputException {
    }

    public SessionInfo info() {
        return SessionInfo.UNKNOWN;
    }

    /** The newest time that the stream has reached, in ns since the epoch. */
    public long now() {
        return 0;
    }

    /** The time from which on history is complete, in ns since the epoch; what was before may be forgotten. */
    public long oldest() {
        return 0;
    }

    /** Rises with every frame. */
    public long version() {
        return 0;
    }

    public Names names() {
        return names;
    }

    public TaskTable tasks() {
        return tasks;
    }

    public LaneTable lanes() {
        return lanes;
    }

    /** All pools in order of their names, the scheduler of virtual threads last. */
    public List<Pool> pools() {
        return List.of();
    }

    public StackLog stacks() {
        return stacks;
    }

    /** What was lost, oldest first. */
    public List<Loss> losses() {
        return List.of();
    }

    /** All tasks. */
    public Counts counts() {
        return counts(TaskKind.EXECUTOR);
    }

    public Counts counts(TaskKind kind) {
        return new Counts(0, 0, 0, 0, 0, 0, 0);
    }

    /** Number of runs on a thread, of all tasks. */
    public long polls() {
        return 0;
    }

    public long eventsReceived() {
        return 0;
    }

    public long eventsDropped() {
        return 0;
    }

    /** Tasks by their class, the most frequent first. */
    public List<SiteStats> siteStats() {
        return List.of();
    }

    /** Whether the stream said that it is over. */
    public boolean ended() {
        return false;
    }

    /** Why it is over: {@code exit}, {@code detach}, {@code stop}; empty while it is not. */
    public String endReason() {
        return "";
    }

    /** Bytes that history takes at present, about. */
    public long memory() {
        return 0;
    }
}
