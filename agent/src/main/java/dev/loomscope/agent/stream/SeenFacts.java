package dev.loomscope.agent.stream;

import java.util.List;

import dev.loomscope.agent.sample.Facts;
import dev.loomscope.agent.sample.Facts.PoolFact;
import dev.loomscope.agent.sample.Facts.StackFact;
import dev.loomscope.agent.sample.Facts.StateFact;
import dev.loomscope.agent.sample.Observations.ProcessFact;
import dev.loomscope.protocol.EventsWriter;
import org.jspecify.annotations.Nullable;

/**
 * Takes what the sampler saw: what it says of tasks goes to what is live and into the stream as events, and the latest of the
 * rest is kept for the next keyframe. Belongs to the drain.
 */
final class SeenFacts {
    /** Samples of pools between two looks at how much queues hold. */
    private static final int QUEUES_EVERY = 10;

    private final LiveTasks live;
    private final LostTasks lost;
    private final SlotNames classes;
    private final Waits waits;
    private final Sites sites;
    private final StreamFrames frames;
    private final LatestPools pools = new LatestPools();
    private List<StackFact> stacks = List.of();
    private @Nullable ProcessFact process;
    private int samples;

    SeenFacts(LiveTasks live, LostTasks lost, SlotNames classes, Waits waits, Sites sites, StreamFrames frames) {
        this.live = live;
        this.lost = lost;
        this.classes = classes;
        this.waits = waits;
        this.sites = sites;
        this.frames = frames;
    }

    void take(Facts fact) {
        List<PoolFact> seen = fact.pools();
        if (seen != null) {
            pools.take(seen);
            lost.lookInside(seen, fact.time());
            if (++samples % QUEUES_EVERY == 0) {
                lost.look(seen, fact.time());
            }
        }
        if (fact.stacks() != null) {
            stacks = fact.stacks();
        }
        boolean written = frames.isWritten();
        EventsWriter writer = frames.writer();
        for (long thread : fact.released()) {
            int row = live.open.adoptedRow(thread);
            if (row >= 0) {
                frames.endAdopted(row, fact.time());
            }
        }
        for (StateFact state : fact.states()) {
            boolean still = live.open.sawState(state.row(), state.openSince(), state.state(), fact.time());
            if (still && written) {
                frames.beginRun(state.row());
                writer.workerState(fact.time(), state.state());
            }
        }
        fact.observed().waits().forEach(wait -> waits.take(wait, writer, written));
        fact.observed().pins().forEach(pin -> waits.take(pin, writer, written));
        ProcessFact latest = fact.observed().process();
        process = latest == null ? process : latest.withoutGcs();
        for (Facts.SiteFact site : fact.sites()) {
            int id = sites.add(site.classSlot(), site.site());
            if (id != 0 && written) {
                writer.beginRun(0);
                sites.write(writer, fact.time(), classes.define(site.classSlot(), writer), id);
            }
        }
    }

    /** Pools as they were seen last. */
    List<PoolFact> pools() {
        return pools.facts();
    }

    /** Stacks as they were seen last, of those who have not gone on since. */
    List<StackFact> stacks() {
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

    /** The process as it was seen last. */
    @Nullable
    ProcessFact process() {
        return process;
    }
}
