package dev.loomscope.agent.stream;

import java.util.List;

import dev.loomscope.agent.hook.RingLayout;
import dev.loomscope.agent.sample.Facts;
import dev.loomscope.agent.sample.Facts.Adoption;
import dev.loomscope.agent.sample.ThreadFacts;
import dev.loomscope.protocol.EventKind;
import dev.loomscope.protocol.Outcome;

/** Takes up, and writes, the workers and virtual threads that were inside a task when watching began. Belongs to the drain. */
final class AdoptedNotes {
    private final LiveTasks live;
    private final SlotNames pools;
    private final SlotNames classes;
    private final StreamFrames frames;

    AdoptedNotes(LiveTasks live, SlotNames pools, SlotNames classes, StreamFrames frames) {
        this.live = live;
        this.pools = pools;
        this.classes = classes;
        this.frames = frames;
    }

    /**
     * Between the drain's passes: takes up what was live, unless the rings say otherwise.
     *
     * @param ends how far each ring is read in this cycle
     */
    void adopt(Adoption adoption, RingRows rows, long[][] rings, long[] ends) {
        for (Facts.AdoptedWorker worker : adoption.workers()) {
            adopt(worker, adoption.time(), rows, rings, ends);
        }
        adopt(adoption.virtualThreads(), adoption.time(), rows);
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
        if (live.adopt(row, 0, worker.poolSlot(), 0, time) && frames.isWritten()) {
            frames.beginRun(row);
            int pool = pools.define(worker.poolSlot(), frames.writer());
            frames.writer().task(EventKind.ADOPT, time, 0, pool, 0);
        }
    }

    /** The adopted task that the thread of a row is inside of, if it still is, is over; how it ended was not seen. */
    void end(int row, long time) {
        // Its end, or another start, may have been recorded, and closed it.
        if (live.open.isOpen(row) && live.open.isAdopted(row)) {
            int key = live.threads.key(row);
            live.threads.close(row);
            if (frames.isWritten()) {
                frames.beginRun(row);
                frames.writer().end(time, key, Outcome.UNKNOWN, 0);
            }
        }
    }

    private void adopt(List<Facts.AdoptedVirtualThread> threads, long time, RingRows rows) {
        boolean written = frames.isWritten();
        if (written) {
            frames.writer().beginRun(0);
        }
        for (Facts.AdoptedVirtualThread thread : threads) {
            if (!live.carriers.adopt(thread.id(), thread.state(), thread.classSlot(), thread.name(), time, 0)) {
                continue;
            }
            if (written) {
                int taskClass = classes.define(thread.classSlot(), frames.writer());
                frames.writer().virtualAdopt(time, thread.id(), thread.state(), taskClass, thread.name());
            }
            Thread carrier = thread.carrier();
            int row = carrier == null ? -1 : rows.rowOf(carrier, ThreadFacts.id(carrier));
            if (row >= 0) {
                live.carriers.mounted(row, thread.id(), time, live.threads.id(row));
                if (written) {
                    frames.beginRun(row);
                    frames.writer().virtual(EventKind.MOUNT, time, thread.id());
                    frames.writer().beginRun(0);
                }
            }
        }
    }
}
