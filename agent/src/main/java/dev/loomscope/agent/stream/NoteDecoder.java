package dev.loomscope.agent.stream;

import dev.loomscope.agent.hook.Rings;
import dev.loomscope.protocol.EventKind;
import dev.loomscope.protocol.EventsWriter;

/** Reads notes out of the slots of rings, in the second pass of a cycle. Belongs to the drain. */
final class NoteDecoder {
    private final LiveTasks live;
    private final SlotNames classes;
    private final SlotNames pools;
    private final Waits waits;

    NoteDecoder(LiveTasks live, SlotNames classes, SlotNames pools, Waits waits) {
        this.live = live;
        this.classes = classes;
        this.pools = pools;
        this.waits = waits;
    }

    /** Takes in the note in a slot of the ring of a row. */
    void note(long[] ring, int row, long n, long end) {
        int at = Rings.at(ring, n);
        long time = RingSlots.time(ring[at]);
        long subject = ring[at + 1];
        switch (RingSlots.kind(ring[at])) {
            case EventKind.DUE -> live.queued.delayed(
                    (int) subject, RingSlots.noteValue(ring, n, end), RingSlots.noteOther(ring, n, end));
            case EventKind.THREAD_END -> live.started.ended(subject);
            case EventKind.GROUP_BEGIN -> live.openGroups.begun(
                    row, subject, RingSlots.noteValue(ring, n, end), type(ring, n, end), time);
            case EventKind.GROUP_END -> live.openGroups.ended(row, subject);
            case EventKind.MEMBER -> live.members.joined(
                    RingSlots.noteOther(ring, n, end), subject, RingSlots.noteValue(ring, n, end), type(ring, n, end));
            case EventKind.PINNED -> waits.pinned(row, subject, RingSlots.noteValue(ring, n, end), time);
            case EventKind.UNPINNED -> waits.unpinned(subject);
            default -> {
                // It changes nothing of what is live.
            }
        }
    }

    private static int type(long[] ring, long n, long end) {
        return RingSlots.classSlot(RingSlots.origin(ring, n, end));
    }

    /** Writes the note in a slot. */
    void write(long[] ring, long n, long end, EventsWriter writer) {
        int at = Rings.at(ring, n);
        int kind = RingSlots.kind(ring[at]);
        long time = RingSlots.time(ring[at]);
        long subject = ring[at + 1];
        long value = RingSlots.noteValue(ring, n, end);
        if (kind == EventKind.COMPLETES) {
            writer.completes(time, (int) subject, (int) value);
            return;
        }
        long other = RingSlots.noteOther(ring, n, end);
        long origin = RingSlots.origin(ring, n, end);
        int taskClass = classes.define(RingSlots.classSlot(origin), writer);
        if (kind == EventKind.MEMBER) {
            writer.member(time, subject, value, other, taskClass);
        } else {
            int pool = pools.define(RingSlots.poolSlot(origin), writer);
            writer.note(kind, time, subject, value, other, taskClass, pool);
        }
    }
}
