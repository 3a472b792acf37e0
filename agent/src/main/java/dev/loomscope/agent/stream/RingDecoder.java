package dev.loomscope.agent.stream;

import java.util.Arrays;

import dev.loomscope.agent.hook.RingLayout;
import dev.loomscope.agent.hook.Rings;
import dev.loomscope.protocol.DictionarySort;
import dev.loomscope.protocol.EventKind;
import dev.loomscope.protocol.EventsWriter;
import dev.loomscope.protocol.TaskFamily;

/**
 * The second pass over the slots of a ring in a cycle: notes what {@link RingScan} did not, and writes the events. Belongs to the
 * drain.
 */
final class RingDecoder {
    private final LiveTasks live;
    private final SlotNames classes;
    private final LongRunners runners;
    private final Origin origin;
    private final LatestTask latest;
    private final NoteDecoder notes;
    private final long[] recorded = new long[TaskFamily.COUNT];

    /** Of the ring that is read. */
    private long starts;

    private long ends;
    private long lastStart;
    private long came;
    private long left;

    /** By family, what was asked for already. */
    private final long[] taken = new long[TaskFamily.COUNT];

    /** @param origin is used by nobody else while a ring is read */
    RingDecoder(LiveTasks live, SlotNames classes, LongRunners runners, Origin origin, NoteDecoder notes) {
        this.live = live;
        this.classes = classes;
        this.runners = runners;
        this.origin = origin;
        this.notes = notes;
        latest = new LatestTask(live);
    }

    /** Events of tasks read since this was asked last. */
    int takeTaskEvents() {
        return take(TaskFamily.POOL) + take(TaskFamily.FORK_JOIN);
    }

    /** Events of virtual threads read since this was asked last. */
    int takeVirtualEvents() {
        return take(TaskFamily.VIRTUAL_THREAD);
    }

    private int take(int family) {
        int count = (int) (recorded[family] - taken[family]);
        taken[family] = recorded[family];
        return count;
    }

    /** Events read since {@link #beginCycle}, by family; what names no pool is of the family of what stands before it. */
    long[] recorded() {
        return recorded;
    }

    /** Nothing was read yet. */
    void beginCycle() {
        Arrays.fill(recorded, 0);
        Arrays.fill(taken, 0);
    }

    /** Reads a ring; a run of its thread is open in the writer where it is to be written. */
    void read(long[] ring, int row, long tail, long end, boolean write, EventsWriter writer) {
        origin.forget();
        latest.begin(row, ring[RingLayout.OWNER]);
        starts = 0;
        ends = 0;
        came = 0;
        left = 0;
        for (long n = tail; n < end; n++) {
            event(ring, row, n, end, write, writer);
        }
        latest.tell();
        runners.recorded(row, starts, ends, lastStart);
        runners.carried(row, came, left);
    }

    private void event(long[] ring, int row, long n, long end, boolean write, EventsWriter writer) {
        int at = Rings.at(ring, n);
        long word = ring[at];
        long what = ring[at + 1];
        int kind = RingSlots.kind(word);
        long time = RingSlots.time(word);
        if (kind == EventKind.START) {
            starts++;
            lastStart = what;
            start(row, what, time);
        } else if (kind == EventKind.SUBMIT) {
            // The first pass has noted it.
            origin.take(what);
            recorded[origin.family()]++;
        } else if (kind == EventKind.END) {
            ends++;
            end(row, what, time, write, writer);
            return;
        } else if (kind >= EventKind.VIRTUAL_START && kind <= EventKind.VIRTUAL_END) {
            recorded[TaskFamily.VIRTUAL_THREAD]++;
            noteVirtual(kind, row, what, time, ring[RingLayout.OWNER]);
            if (write) {
                writeVirtual(ring, n, end, writer);
            }
            return;
        } else {
            other(ring, row, n, end, write, writer);
            return;
        }
        if (write) {
            origin.define(writer);
            writer.task(kind, time, RingSlots.key(what), origin.poolId(), origin.classId());
        }
    }

    private void end(int row, long what, long time, boolean write, EventsWriter writer) {
        recorded[origin.family()]++;
        if (live.threads.isCarrier(row)) {
            live.floating.ended(RingSlots.key(what));
        } else {
            latest.ended(RingSlots.key(what));
        }
        if (write) {
            int failure = RingSlots.classSlot(what);
            int exception = failure == 0 ? 0 : classes.define(failure, writer);
            writer.end(time, RingSlots.key(what), RingSlots.poolSlot(what), exception);
        }
    }

    private void start(int row, long what, long time) {
        origin.take(what);
        recorded[origin.family()]++;
        if (live.threads.isCarrier(row)) {
            live.startedFloating(RingSlots.key(what), origin);
        } else if (live.nests(origin.family())) {
            latest.tell();
            live.started(row, RingSlots.key(what), origin, RingSlots.classSlot(what), time);
        } else {
            latest.started(RingSlots.key(what), origin.pool(), RingSlots.classSlot(what), time);
        }
    }

    /** An event that is none of the three that each task has, and of no virtual thread. */
    private void other(long[] ring, int row, long n, long end, boolean write, EventsWriter writer) {
        int at = Rings.at(ring, n);
        int kind = RingSlots.kind(ring[at]);
        long time = RingSlots.time(ring[at]);
        long what = ring[at + 1];
        switch (kind) {
            case EventKind.REJECT, EventKind.REMOVE -> {
                origin.take(what);
                recorded[origin.family()]++;
                if (kind == EventKind.REJECT) {
                    live.rejected(RingSlots.key(what), origin.pool(), ring[RingLayout.OWNER], time);
                } else {
                    live.removed(RingSlots.key(what), origin.pool());
                }
                if (write) {
                    origin.define(writer);
                    writer.task(kind, time, RingSlots.key(what), origin.poolId(), origin.classId());
                }
            }
            case EventKind.CANCEL -> {
                recorded[origin.family()]++;
                live.cancelled(RingSlots.key(what));
                if (write) {
                    writer.cancel(time, RingSlots.key(what));
                }
            }
            case RingLayout.NAME -> {
                if (write) {
                    writer.define(DictionarySort.THREAD, what >>> 16, RingSlots.name(ring, n + 1, end));
                }
            }
            default -> {
                // TEXT and MORE belong to the event before them.
                if (EventKind.isNote(kind)) {
                    recorded[origin.family()]++;
                    notes.note(ring, row, n, end);
                    if (write) {
                        notes.write(ring, n, end, writer);
                    }
                }
            }
        }
    }

    private void noteVirtual(int kind, int row, long what, long time, long thread) {
        long id = what >>> 16;
        switch (kind) {
            case EventKind.MOUNT -> {
                came++;
                live.carriers.mounted(row, id, time, thread);
            }
            case EventKind.WAKE -> live.carriers.woken(id, time, thread);
            case EventKind.UNMOUNT -> {
                left++;
                live.carriers.unmounted(row, id, RingSlots.classSlot(what), time, thread);
            }
            case EventKind.VIRTUAL_END -> {
                left++;
                live.carriers.ended(row, id);
            }
            default -> {
                // The first pass has noted a start.
            }
        }
    }

    private void writeVirtual(long[] ring, long n, long end, EventsWriter writer) {
        int at = Rings.at(ring, n);
        int kind = RingSlots.kind(ring[at]);
        long time = RingSlots.time(ring[at]);
        long what = ring[at + 1];
        switch (kind) {
            case EventKind.VIRTUAL_START -> writer.virtualStart(
                    time, what >>> 16, classes.define(RingSlots.classSlot(what), writer),
                    RingSlots.name(ring, n + 1, end));
            case EventKind.MOUNT, EventKind.WAKE -> writer.virtual(kind, time, what >>> 16);
            default -> writer.virtual(kind, time, what >>> 16, RingSlots.classSlot(what));
        }
    }
}
