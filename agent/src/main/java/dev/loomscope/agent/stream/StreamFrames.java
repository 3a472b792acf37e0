package dev.loomscope.agent.stream;

import java.util.List;

import dev.loomscope.agent.sample.Facts;
import dev.loomscope.agent.sample.Facts.Adoption;
import dev.loomscope.agent.sample.Observations.FailureFact;
import dev.loomscope.agent.sample.Observations.ProcessFact;
import dev.loomscope.agent.sample.PoolBoard;
import dev.loomscope.protocol.EventsWriter;
import dev.loomscope.protocol.FrameType;

/**
 * Puts what a drain cycle yields into frames, in the order that readers rely on: events up to the cycle's time, then losses
 * and samples of that time, then, where it is its turn, a keyframe with all samples and loss totals behind it. Belongs to the
 * drain.
 */
final class StreamFrames {
    private static final long FLUSH_AFTER = 10_000_000;
    private static final int FLUSH_SIZE = 1 << 18;
    private static final long LOSS_AFTER = 100_000_000;

    private final FrameLog log;
    private final LiveTasks live;
    private final SlotNames classes;
    private final SlotNames pools;
    private final ThreadNames threadNames;
    private final List<Losses> losses;
    private final Modes modes;
    private final Sites sites;
    private final Waits waits;
    private final EventsWriter writer = new EventsWriter();
    private final Keyframe keyframe;
    private final KeyframePace pace = new KeyframePace();
    private final SampleJson samples = new SampleJson();
    private final ThreadNotes threadNotes;
    private final AdoptedNotes adopted;
    private final SeenFacts seen;

    private boolean written;
    private int tasks;
    private int virtuals;
    private long lastFlush;
    private long lastLoss;

    StreamFrames(
            FrameLog log,
            LiveTasks live,
            SlotNames classes,
            SlotNames pools,
            ThreadNames threadNames,
            List<Losses> losses,
            Waits waits,
            Modes modes,
            PoolBoard board) {
        this.waits = waits;
        this.modes = modes;
        this.log = log;
        this.live = live;
        this.classes = classes;
        this.pools = pools;
        this.threadNames = threadNames;
        this.losses = losses;
        sites = new Sites();
        threadNotes = new ThreadNotes(live.started, classes, threadNames, writer);
        adopted = new AdoptedNotes(live, pools, classes, this);
        seen = new SeenFacts(live, new LostTasks(live, pools, board), classes, waits, sites, this);
        keyframe = new Keyframe(live, classes, pools, threadNames, sites, waits, modes);
    }

    /** Events go here. */
    EventsWriter writer() {
        return writer;
    }

    /** Whether anybody will read what this cycle yields. */
    boolean isWritten() {
        return written;
    }

    /** Before the first cycle: who reads from the start begins with a keyframe of nothing, and misses no event behind it. */
    void beginStream() {
        beginCycle();
        if (written) {
            writeKeyframe(0);
        }
    }

    void beginCycle() {
        boolean before = written;
        written = log.isRead();
        if (written && !before) {
            beginPayload();
        }
    }

    /** From a time on a family is in the mode that the stream is told of. */
    void writeMode(int family, long time) {
        if (written) {
            writer.beginRun(0);
            modes.write(family, time, writer);
        }
    }

    /** The events that follow happened on the thread of a row. */
    void beginRun(int row) {
        if (written) {
            threadNames.define(row, writer);
            writer.beginRun(live.threads.id(row));
        }
    }

    /** So many events were read. */
    void count(int taskEvents, int virtualEvents) {
        if (written) {
            tasks += taskEvents;
            virtuals += virtualEvents;
        }
    }

    /** Events of tasks that wait for the next frame. */
    int pendingTasks() {
        return tasks;
    }

    /** Events of virtual threads that wait for the next frame. */
    int pendingVirtuals() {
        return virtuals;
    }

    /** Leaves out what waits for the next frame. Takes no memory. */
    void abandon() {
        tasks = 0;
        virtuals = 0;
        beginPayload();
    }

    /** Between the drain's passes: takes up what was live when watching began, see {@link AdoptedNotes#adopt}. */
    void adopt(List<Facts> facts, RingRows rows, long[][] rings, long[] ends) {
        for (Facts fact : facts) {
            Adoption adoption = fact.adoption();
            if (adoption != null) {
                adopted.adopt(adoption, rows, rings, ends);
                threadNotes.adopt(adoption.threads(), adoption.time(), written);
                live.carriers.adoptionDone();
            }
        }
    }

    /** The adopted task that the thread of a row is inside of, if it still is, is over. */
    void endAdopted(int row, long time) {
        adopted.end(row, time);
    }

    /** After the second pass: the threads that ended, as tasks. */
    void endThreads(EndedThreads ended) {
        threadNotes.end(ended, written);
        count(ended.count(), 0);
        ended.clear();
    }

    /** After the second pass: the threads that ended, and whose end the hooks could not tell. */
    void endUntold(long time, long[] marks) {
        threadNotes.endUntold(time, marks, written);
    }

    /** All events up to a time are written; what the sampler saw before it is handed over. */
    void endCycle(long cut, List<Facts> facts) {
        for (Facts fact : facts) {
            seen.take(fact);
        }
        if (!written) {
            return;
        }
        boolean sampled = false;
        for (Facts fact : facts) {
            sampled |= isSample(fact) || !fact.observed().failures().isEmpty();
        }
        boolean keyframeDue = pace.isDue(cut, log.wantsKeyframe());
        boolean flush = sampled || keyframeDue || cut - lastFlush >= FLUSH_AFTER || writer.size() >= FLUSH_SIZE;
        if (flush) {
            flush(cut);
        }
        if (cut - lastLoss >= LOSS_AFTER) {
            writeLosses(cut);
        }
        for (Facts fact : facts) {
            for (FailureFact failure : fact.observed().failures()) {
                append(FrameType.FAILURE, cut, ObservedJson.failure(fact.time(), failure));
            }
            if (isSample(fact)) {
                ProcessFact process = fact.observed().process();
                append(FrameType.SAMPLE, cut, samples.write(fact.time(), fact.pools(), fact.stacks(), process, false));
            }
        }
        if (keyframeDue) {
            writeKeyframe(cut);
        }
    }

    private static boolean isSample(Facts fact) {
        return fact.pools() != null || fact.stacks() != null || fact.observed().process() != null;
    }

    private void flush(long cut) {
        lastFlush = cut;
        if (writer.isEmpty()) {
            return;
        }
        boolean events = writer.events() > 0;
        long first = writer.firstTime();
        byte[] payload = writer.finish();
        beginPayload();
        if (events) {
            log.append(FrameType.EVENTS, first, cut, payload, tasks, virtuals);
            pace.wrote(payload.length);
        }
        tasks = 0;
        virtuals = 0;
    }

    private void beginPayload() {
        writer.clear();
        classes.beginPayload();
        pools.beginPayload();
        threadNames.beginPayload();
        waits.beginPayload();
    }

    private void writeLosses(long cut) {
        for (Losses loss : losses) {
            if (loss.isPending()) {
                lastLoss = cut;
                append(FrameType.LOSS, cut, loss.takePending());
            }
        }
    }

    private void writeKeyframe(long cut) {
        beginPayload();
        byte[] payload = keyframe.write(cut);
        beginPayload();
        append(FrameType.KEYFRAME, cut, payload);
        pace.wroteKeyframe(cut, payload.length);
        samples.beginKeyframe();
        append(
                FrameType.SAMPLE, cut,
                samples.write(cut, seen.pools(), seen.stacks(), seen.process(), true));
        for (Losses loss : losses) {
            if (loss.total() > 0) {
                append(FrameType.LOSS, cut, loss.restatement());
            }
        }
    }

    /** The last frames: what is pending, and the good-bye. */
    void end(long now, String reason) {
        if (written) {
            flush(now);
            writeLosses(now);
            append(FrameType.END, now, new JsonWriter().string("reason", reason).bytes());
        }
    }

    private void append(int type, long cut, byte[] payload) {
        log.append(type, cut, cut, payload, 0, 0);
    }

    /** Class slots were freed. */
    void forgetClasses(boolean[] freed) {
        sites.forgetClasses(freed);
    }
}
