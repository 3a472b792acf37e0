package dev.loomscope.agent.stream;

import java.util.List;

import dev.loomscope.agent.hook.RingLayout;
import dev.loomscope.agent.sample.Facts;
import dev.loomscope.agent.sample.Facts.Adoption;
import dev.loomscope.agent.sample.Facts.PoolFact;
import dev.loomscope.agent.sample.Facts.StackFact;
import dev.loomscope.agent.sample.Facts.StateFact;
import dev.loomscope.agent.sample.Observations.FailureFact;
import dev.loomscope.agent.sample.Observations.ProcessFact;
import dev.loomscope.agent.sample.ThreadFacts;
import dev.loomscope.protocol.EventKind;
import dev.loomscope.protocol.EventsWriter;
import dev.loomscope.protocol.FrameType;
import dev.loomscope.protocol.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * Puts what a drain cycle yields into frames, in the order that readers rely on: events up to the cycle's time, then losses
 * and samples of that time, then, where it is its turn, a keyframe with all samples and loss totals behind it. Belongs to the
 * drain.
 */
final class StreamFrames {
    private static final long FLUSH_AFTER = 10_000_000;
    private static final int FLUSH_SIZE = 1 << 18;
    private static final long KEYFRAME_AFTER = 1_000_000_000;
    private static final long KEYFRAME_AT_LAST = 10_000_000_000L;
    private static final long KEYFRAME_BYTES = 4 << 20;
    private static final int LARGE_KEYFRAME = 1 << 16;
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
    private final SampleJson samples = new SampleJson();
    private final ThreadNotes threadNotes;

    private boolean written;
    private int tasks;
    private int virtuals;
    private long lastFlush;
    private long lastLoss;
    private long lastKeyframe;
    private long keyframeSize;
    private long bytesSince;
    private List<PoolFact> latestPools = List.of();
    private List<StackFact> latestStacks = List.of();
    private @Nullable ProcessFact latestProcess;
    private int samplesTaken;

    StreamFrames(
            FrameLog log,
            LiveTasks live,
            SlotNames classes,
            SlotNames pools,
            ThreadNames threadNames,
            List<Losses> losses,
            Waits waits,
            Modes modes) {
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

    /**
     * Between the drain's passes: takes up what was live when watching began, unless the rings say otherwise.
     *
     * @param ends how far each ring is read in this cycle
     */
    void adopt(List<Facts> facts, RingRows rows, long[][] rings, long[] ends) {
        for (Facts fact : facts) {
            Adoption adoption = fact.adoption();
            if (adoption == null) {
                continue;
            }
            for (Facts.AdoptedWorker worker : adoption.workers()) {
                adopt(worker, adoption.time(), rows, rings, ends);
            }
            adopt(adoption.virtualThreads(), adoption.time(), rows);
            threadNotes.adopt(adoption.threads(), adoption.time(), written);
            live.virtuals.adoptionDone();
        }
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

    private void adopt(List<Facts.AdoptedVirtualThread> threads, long time, RingRows rows) {
        if (written) {
            writer.beginRun(0);
        }
        for (Facts.AdoptedVirtualThread thread : threads) {
            if (!live.adoptVirtual(thread.id(), thread.state(), 0, thread.name(), time, 0)) {
                continue;
            }
            if (written) {
                writer.virtualAdopt(time, thread.id(), thread.state(), 0, thread.name());
            }
            Thread carrier = thread.carrier();
            int row = carrier == null ? -1 : rows.rowOf(carrier, ThreadFacts.id(carrier));
            if (row >= 0) {
                live.mounted(row, thread.id(), time, live.threads.id(row));
                if (written) {
                    beginRun(row);
                    writer.virtual(EventKind.MOUNT, time, thread.id());
                    writer.beginRun(0);
                }
            }
        }
    }

    private void adopt(Facts.AdoptedWorker worker, long time, RingRows rows, long[][] rings, long[] ends) {
        int row = rows.rowOf(worker.thread(), ThreadFacts.id(worker.thread()));
        if (row < 0) {
            return;
        }
        if (row < rings.length) {
            long[] ring = SharedArrays.ring(rings, row);
            if (ring != null && RingSlots.firstRun(ring, ring[RingLayout.TAIL], ends[row]) <= time) {
                return;
            }
        }
        if (live.adopt(row, 0, worker.poolSlot(), 0, time) && written) {
            beginRun(row);
            writer.task(EventKind.ADOPT, time, 0, pools.define(worker.poolSlot(), writer), 0);
        }
    }

    /** All events up to a time are written; what the sampler saw before it is handed over. */
    void endCycle(long cut, List<Facts> facts) {
        for (Facts fact : facts) {
            take(fact);
        }
        if (!written) {
            return;
        }
        boolean sampled = false;
        for (Facts fact : facts) {
            sampled |= isSample(fact) || !fact.observed().failures().isEmpty();
        }
        boolean keyframeDue = isKeyframeDue(cut);
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

    private void take(Facts fact) {
        List<PoolFact> seen = fact.pools();
        if (seen != null) {
            latestPools = seen;
            if (++samplesTaken % 10 == 0) {
                emptyQueues(seen, fact.time());
            }
        }
        if (fact.stacks() != null) {
            latestStacks = fact.stacks();
        }
        for (long thread : fact.released()) {
            int row = live.open.adoptedRow(thread);
            if (row >= 0) {
                int key = live.threads.key(row);
                live.threads.close(row);
                if (written) {
                    beginRun(row);
                    writer.end(fact.time(), key, Outcome.UNKNOWN, 0);
                }
            }
        }
        for (StateFact state : fact.states()) {
            boolean still = live.open.sawState(state.row(), state.openSince(), state.state(), fact.time());
            if (still && written) {
                beginRun(state.row());
                writer.workerState(fact.time(), state.state());
            }
        }
        fact.observed().waits().forEach(wait -> waits.take(wait, writer, written));
        fact.observed().pins().forEach(pin -> waits.take(pin, writer, written));
        ProcessFact process = fact.observed().process();
        latestProcess = process == null ? latestProcess : process.withoutGcs();
        for (Facts.SiteFact seenAt : fact.sites()) {
            int site = sites.add(seenAt.classSlot(), seenAt.site());
            if (site != 0 && written) {
                writer.beginRun(0);
                sites.write(writer, fact.time(), classes.define(seenAt.classSlot(), writer), site);
            }
        }
    }

    private void emptyQueues(List<PoolFact> seen, long time) {
        long[] empty = new long[pools.slots()];
        for (PoolFact pool : seen) {
            if (pool.queue() == 0 && pool.slot() < empty.length) {
                empty[pool.slot()] = time;
            }
        }
        live.queuesWereEmpty(empty);
    }

    private boolean isKeyframeDue(long cut) {
        long age = cut - lastKeyframe;
        if (log.wantsKeyframe()) {
            return keyframeSize < LARGE_KEYFRAME || age >= LOSS_AFTER;
        }
        boolean worth = keyframeSize < LARGE_KEYFRAME ? bytesSince > 0 : bytesSince >= keyframeSize / 2;
        return (age >= KEYFRAME_AFTER && worth) || age >= KEYFRAME_AT_LAST || bytesSince >= KEYFRAME_BYTES;
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
            bytesSince += payload.length;
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
        lastKeyframe = cut;
        keyframeSize = payload.length;
        bytesSince = 0;
        samples.beginKeyframe();
        append(FrameType.SAMPLE, cut, samples.write(cut, latestPools, stillTrue(latestStacks), latestProcess, true));
        for (Losses loss : losses) {
            if (loss.total() > 0) {
                append(FrameType.LOSS, cut, loss.restatement());
            }
        }
    }

    private List<StackFact> stillTrue(List<StackFact> stacks) {
        return stacks.stream().filter(this::isStillTrue).toList();
    }

    private boolean isStillTrue(StackFact stack) {
        int row = stack.row();
        if (row < 0) {
            long last = live.virtuals.lastTime(stack.thread());
            return last >= 0 && last <= stack.since();
        }
        long since = stack.virtual() ? live.threads.mountedSince(row) : live.threads.openSince(row);
        return since == stack.since();
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
