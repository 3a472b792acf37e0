package dev.loomscope.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

import dev.loomscope.protocol.BadInputException;
import dev.loomscope.protocol.Frame;
import dev.loomscope.protocol.FrameLayout;
import dev.loomscope.protocol.FrameType;

/**
 * One watched life of a JVM, as the frames of its stream tell it. Frames are applied by the session's thread; everything
 * else may be called by any thread at any time.
 *
 * <p>A frame says up to which time the stream is complete. Events up to there are merged in order of time and applied; what
 * a frame holds beyond waits for the next one, so that a start is not seen before its submit only because another thread's
 * events were collected first. A keyframe, and the end, let everything through.
 */
public final class SessionModel {
    /** The memory a model takes at most unless told otherwise, in bytes. */
    public static final long DEFAULT_MEMORY = 1L << 30;

    private final Names names = new Names();
    private final Retention retention;
    private final TaskTable tasks;
    private final LaneTable lanes;
    private final Pools pools;
    private final Ledger ledger;
    private final StackLog stacks = new StackLog();
    private final Intake intake;
    private final SampleIntake samples;
    private final TaskRows rows;
    private final TaskFacts facts;
    private final Waits waits;
    private final WaitBook waitBook;
    private final Losses losses = new Losses();
    private final ProcessSeries process = new ProcessSeries();

    /** Up to here the stream is complete. */
    private long complete;
    /** The newest time at which the stream said anything about tasks. */
    private long heard;
    private volatile SessionInfo info = SessionInfo.UNKNOWN;
    private volatile long now;
    private final AtomicLong version = new AtomicLong();
    private volatile String endReason = "";
    private volatile boolean ended;

    public SessionModel() {
        this(DEFAULT_MEMORY);
    }

    /** History may take {@code memory} bytes; the oldest goes first. */
    public SessionModel(long memory) {
        retention = new Retention(memory);
        rows = new TaskRows(retention);
        tasks = new TaskTable(names, rows);
        lanes = new LaneTable(names, this::now, retention);
        pools = new Pools(names, retention);
        ledger = new Ledger(rows, names);
        facts = new TaskFacts(retention);
        waits = new Waits(retention);
        waitBook = new WaitBook(names);
        intake = new Intake(rows, ledger, names, lanes, pools, facts, waits, waitBook);
        samples = new SampleIntake(new SampleReader(names, pools, lanes, tasks, rows, intake.virtualThreads(), stacks),
                pools, process, waitBook);
    }

    /**
     * Nothing before a time will be told here. Session thread only, before the first frame.
     *
     * @param origin what is before it another model will know that is being read, down to this time
     * @param ids tasks get ids above it, so that those of other models are told from them
     */
    public void begin(long time, long origin, long ids) {
        retention.begin(time, origin);
        tasks.idsBefore(ids);
    }

    /** As {@link #apply(Frame, long)}, with all its events. Session thread only. */
    public void apply(Frame frame) throws BadInputException {
        apply(frame, Long.MAX_VALUE);
    }

    /**
     * Takes in one frame, and of its events those up to a time; the others wait for {@link #advance} or a later frame.
     * Session thread only.
     *
     * @param until in ns since the epoch
     * @throws BadInputException when the frame does not fit its format; what it held up to there is kept
     */
    public void apply(Frame frame, long until) throws BadInputException {
        if (frame.lastTime() > FrameLayout.LATEST_TIME) {
            throw new BadInputException("damaged: a frame has lastTime=" + frame.lastTime());
        }
        complete = Math.max(complete, frame.lastTime());
        long reached = Math.min(complete, until);
        try {
            switch (frame.type()) {
                case FrameType.SESSION -> session(frame);
                case FrameType.EVENTS -> intake.events(frame, reached);
                case FrameType.KEYFRAME -> {
                    samples.restated();
                    intake.keyframe(frame, heard);
                }
                case FrameType.SAMPLE -> {
                    intake.drain(reached);
                    samples.take(frame);
                }
                case FrameType.LOSS -> losses.take(SampleReader.parse(frame));
                case FrameType.FAILURE -> intake.failure(SampleReader.parse(frame), frame.lastTime());
                case FrameType.END -> end(frame);
                default -> {
                }
            }
        } finally {
            settle(reached, frame.type() != FrameType.SESSION);
        }
    }

    /** Lets time go on to {@code until}, in ns since the epoch, as far as the frames taken in go. Session thread only. */
    public void advance(long until) throws BadInputException {
        long reached = Math.min(complete, until);
        try {
            intake.drain(reached);
        } finally {
            settle(reached, true);
        }
    }

    private void session(Frame frame) throws BadInputException {
        info = info.next(SessionInfo.of(frame));
        pools.cpus(info.cpus());
    }

    private void end(Frame frame) throws BadInputException {
        intake.drain(Long.MAX_VALUE);
        endReason = SampleReader.parse(frame).path("reason").asText("");
        ended = true;
    }

    private void settle(long reached, boolean told) {
        long present = Math.max(now, Math.max(reached, intake.applied()));
        if (told) {
            heard = present;
        }
        intake.settle(present);
        pools.settle(lanes.settle());
        retention.enforce();
        facts.forget(rows);
        waits.forget(rows);
        now = present;
        version.incrementAndGet();
    }

    public SessionInfo info() {
        return info;
    }

    /** The newest time reached, in ns since the epoch. */
    public long now() {
        return now;
    }

    /** The time from which on history is complete, in ns since the epoch. */
    public long oldest() {
        return Math.max(0, retention.oldest());
    }

    /** As {@link #oldest}, but for history that another model is about to bring. */
    public long origin() {
        return Math.max(0, retention.origin());
    }

    /** Rises with every frame. */
    public long version() {
        return version.get();
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

    /** In order of their names, the scheduler of virtual threads last. */
    public List<Pool> pools() {
        return pools.list();
    }

    /** A pool by its id. */
    public Optional<Pool> pool(int id) {
        return pools().stream().filter(pool -> pool.id() == id).findFirst();
    }

    public StackLog stacks() {
        return stacks;
    }

    /** What was lost, oldest first. */
    public List<Loss> losses() {
        return losses.all();
    }

    /** Events that were lost, by category. */
    public Map<String, Long> lossesByCategory() {
        return losses.byCategory();
    }

    /** The stretches in which tasks were counted and not followed, oldest first. */
    public List<CountedStretch> countedStretches() {
        return intake.countedStretches();
    }

    /** How many of the submitted tasks of a kind were counted only. */
    public long countedOnly(TaskKind kind) {
        return ledger.counted(kind);
    }

    /** How many of {@link #polls} were counted only. */
    public long countedPolls() {
        return ledger.countedPolls();
    }

    /** How often virtual threads left their carriers for a reason while that was counted only. */
    public long countedUnmounts(LeaveReason reason) {
        return waitBook.unmounts(reason);
    }

    /** For how long virtual threads were off their carriers and not runnable, where that was counted only. */
    public CountedWaits countedParks() {
        return waitBook.parked();
    }

    /** What is known of some tasks only. */
    public TaskFacts facts() {
        return facts;
    }

    /** What threads and tasks wait for. */
    public Waits waits() {
        return waits;
    }

    /** The process over time. */
    public ProcessSeries process() {
        return process;
    }

    /** All tasks. */
    public Counts counts() {
        return ledger.counts();
    }

    public Counts counts(TaskKind kind) {
        return ledger.counts(kind);
    }

    /** Number of runs on a thread, of all tasks. */
    public long polls() {
        return ledger.polls();
    }

    public long eventsReceived() {
        return intake.received();
    }

    public long eventsDropped() {
        return losses.total();
    }

    /** Tasks by their class, the most frequent first. */
    public List<SiteStats> siteStats() {
        return ledger.siteStats(waitBook);
    }

    /** Whether the stream said that it is over. */
    public boolean ended() {
        return ended;
    }

    /** Why it is over: {@code exit}, {@code detach}, {@code stop}; empty while it is not. */
    public String endReason() {
        return endReason;
    }

    /** Bytes that history takes at present, about. */
    public long memory() {
        return retention.taken();
    }
}
