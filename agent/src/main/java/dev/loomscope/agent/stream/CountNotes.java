package dev.loomscope.agent.stream;

import dev.loomscope.agent.hook.Counters;
import dev.loomscope.agent.hook.HookMemory;
import dev.loomscope.agent.hook.RingLayout;
import dev.loomscope.protocol.EventKind;
import dev.loomscope.protocol.EventsWriter;
import dev.loomscope.protocol.TaskFamily;
import org.jspecify.annotations.Nullable;

/**
 * Reads what hooks have counted, writes the differences to what was read before as COUNT notes, and keeps the balance of what
 * is live by number alone.
 *
 * <p>What ends is read before a cycle's time and what begins after it. So of whatever ended, whether that was counted or is an
 * event up to that time, the begin is known in the same cycle, and the balance never falls below what is true. Belongs to
 * the drain.
 */
final class CountNotes {
    private static final int SEEN = RingLayout.ENTRIES + Counters.INDEXES;

    private final HookMemory memory;
    private final LiveTasks live;
    private final RingRows rows;
    private final SlotNames classes;
    private final SlotNames pools;
    private final StreamFrames frames;

    /** By place: counts that were read, entries first. */
    private final long[] @Nullable [] seen;

    /** By place, for what ends and for what begins: sum of counts when they were read. */
    private final long[][] sums;

    private final long[] seenUnserved = new long[Counters.INDEXES];
    private long begunTasks;
    private long begunVirtualThreads;
    private long overTasks;
    private long overVirtualThreads;
    private boolean runBegun;

    CountNotes(
            HookMemory memory,
            LiveTasks live,
            RingRows rows,
            SlotNames classes,
            SlotNames pools,
            StreamFrames frames) {
        this.memory = memory;
        this.rows = rows;
        this.live = live;
        this.classes = classes;
        this.pools = pools;
        this.frames = frames;
        seen = new long[memory.rings().length][];
        sums = new long[2][memory.rings().length];
    }

    /** The ring at a place was given back; what it counted was read. */
    void forget(int place) {
        seen[place] = null;
        sums[0][place] = 0;
        sums[1][place] = 0;
    }

    /** Before a cycle's time: what ended, or is no matter of life. */
    void readEnds(long time) {
        read(false, time);
    }

    /** Behind it, and before any event is read: what began. */
    void readBegins(long time) {
        read(true, time);
        live.changeUnlisted(begunTasks, begunVirtualThreads);
        begunTasks = 0;
        begunVirtualThreads = 0;
    }

    /** Behind all events of the cycle. */
    void applyEnds() {
        live.changeUnlisted(-overTasks, -overVirtualThreads);
        live.virtuals.countEnded(overVirtualThreads);
        overTasks = 0;
        overVirtualThreads = 0;
    }

    private void read(boolean begins, long time) {
        long[][] rings = memory.rings();
        for (int place = 0; place < rings.length; place++) {
            long[] ring = SharedArrays.ring(rings, place);
            if (ring != null) {
                rows.look(place, ring);
                read(place, ring, begins, time);
            }
        }
        runBegun = false;
        for (int index = 0; index < Counters.INDEXES; index++) {
            int what = Counters.whatOf(index);
            if (isBegin(what & 0xFF) == begins) {
                long now = SharedArrays.opaque(memory.unserved(), HookMemory.UNSERVED_COUNTS + index);
                add(-1, now - seenUnserved[index], what, 0, 0, time);
                seenUnserved[index] = now;
            }
        }
    }

    private void read(int place, long[] ring, boolean begins, long time) {
        long sum = 0;
        for (int family = 0; family < TaskFamily.COUNT; family++) {
            sum += SharedArrays.acquire(ring, RingLayout.COUNTED + family);
        }
        long[] sumsBefore = sums[begins ? 1 : 0];
        if (sum == sumsBefore[place]) {
            return;
        }
        sumsBefore[place] = sum;
        runBegun = false;
        long[] before = seen[place];
        if (before == null) {
            before = new long[SEEN];
            seen[place] = before;
        }
        for (int entry = 0; entry < RingLayout.ENTRIES; entry++) {
            int at = RingLayout.COUNTS + 2 * entry;
            long key = SharedArrays.acquire(ring, at);
            if (key != 0 && isBegin((int) key & 0xFF) == begins) {
                long now = SharedArrays.opaque(ring, at + 1);
                int classSlot = (int) (key >>> 16) & 0xFFFF;
                int poolSlot = (int) (key >>> 32) & 0xFFFF;
                add(place, now - before[entry], (int) key & 0xFFFF, classSlot, poolSlot, time);
                before[entry] = now;
            }
        }
        for (int index = 0; index < Counters.INDEXES; index++) {
            long now = SharedArrays.opaque(ring, RingLayout.OVERFLOW + index);
            int i = RingLayout.ENTRIES + index;
            if (now != before[i] && isBegin(Counters.whatOf(index) & 0xFF) == begins) {
                add(place, now - before[i], Counters.whatOf(index), 0, 0, time);
                before[i] = now;
            }
        }
    }

    private static boolean isBegin(int kind) {
        return kind == EventKind.SUBMIT || kind == EventKind.VIRTUAL_START;
    }

    /** @param place -1 for threads without a ring */
    private void add(int place, long count, int what, int classSlot, int poolSlot, long time) {
        if (count == 0) {
            return;
        }
        balance(what & 0xFF, count);
        boolean virtual = isVirtual(what & 0xFF);
        int events = (int) Math.min(Integer.MAX_VALUE, count);
        frames.count(virtual ? 0 : events, virtual ? events : 0);
        if (!frames.isWritten()) {
            return;
        }
        EventsWriter writer = frames.writer();
        if (!runBegun) {
            runBegun = true;
            if (place < 0) {
                writer.beginRun(0);
            } else {
                frames.beginRun(place);
            }
        }
        int taskClass = classes.define(classSlot, writer);
        writer.note(EventKind.COUNT, time, count, what, 0, taskClass, pools.define(poolSlot, writer));
    }

    private static boolean isVirtual(int kind) {
        return kind >= EventKind.VIRTUAL_START && kind <= EventKind.VIRTUAL_END;
    }

    private void balance(int kind, long count) {
        switch (kind) {
            case EventKind.SUBMIT -> begunTasks += count;
            case EventKind.START, EventKind.REJECT, EventKind.REMOVE -> overTasks += count;
            case EventKind.VIRTUAL_START -> begunVirtualThreads += count;
            case EventKind.VIRTUAL_END -> overVirtualThreads += count;
            default -> {
                // It changes nothing of how many are live.
            }
        }
    }
}
