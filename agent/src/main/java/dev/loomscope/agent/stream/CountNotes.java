package dev.loomscope.agent.stream;

import java.util.stream.IntStream;

import dev.loomscope.agent.hook.Counters;
import dev.loomscope.agent.hook.HookMemory;
import dev.loomscope.agent.hook.RingLayout;
import dev.loomscope.protocol.EventKind;
import dev.loomscope.protocol.EventsWriter;
import dev.loomscope.protocol.TaskFamily;
import org.jspecify.annotations.Nullable;

/**
 * Reads what hooks have counted, writes the differences to what was told before as COUNT notes, and keeps the balance of what
 * is live by number alone. It reads more often than it writes: no hook reads a clock when it counts, so the times of the
 * readings are all that is known of when something happened.
 *
 * <p>What ends is read before a cycle's time and what begins after it. So of whatever ended, whether that was counted or is an
 * event up to that time, the begin is known in the same cycle, and the balance never falls below what is true. Belongs to
 * the drain.
 */
final class CountNotes {
    /** For what ends and for what begins: the numbers under which it is counted where it has no entry. */
    private static final int[][] INDEXES = {indexes(false), indexes(true)};

    private final HookMemory memory;
    private final ActiveRings active;
    private final StreamClock clock;
    private final LiveTasks live;
    private final RingRows rows;
    private final SlotNames classes;
    private final SlotNames pools;
    private final StreamFrames frames;
    private final LongRunners runners;

    /** By place. */
    private final @Nullable Tally[] tallies;

    /** By place, for what ends and for what begins: sum of counts when they were read. */
    private final long[][] sums;

    /** For what ends and for what begins: when it was read last. */
    private final long[] reads = new long[2];

    private final long[] seenUnserved = new long[Counters.INDEXES];
    private long begunTasks;
    private long begunVirtualThreads;
    private long overTasks;
    private long overVirtualThreads;
    private boolean runBegun;

    CountNotes(
            HookMemory memory,
            ActiveRings active,
            StreamClock clock,
            LiveTasks live,
            RingRows rows,
            SlotNames classes,
            SlotNames pools,
            StreamFrames frames,
            LongRunners runners) {
        this.memory = memory;
        this.active = active;
        this.clock = clock;
        this.rows = rows;
        this.live = live;
        this.classes = classes;
        this.pools = pools;
        this.frames = frames;
        this.runners = runners;
        tallies = new @Nullable Tally[memory.rings().length];
        sums = new long[2][memory.rings().length];
    }

    private static int[] indexes(boolean begins) {
        return IntStream.range(0, Counters.INDEXES)
                .filter(index -> isBegin(Counters.whatOf(index) & 0xFF) == begins)
                .toArray();
    }

    /** The ring at a place was given back; what it counted was read and told. */
    void forget(int place) {
        tallies[place] = null;
        sums[0][place] = 0;
        sums[1][place] = 0;
    }

    /** Before a cycle's time: what ended, or is no matter of life. */
    void readEnds(boolean tell) {
        read(false, clock.now(), tell);
    }

    /** Behind it, and before any event is read: what began. */
    void readBegins(long time, boolean tell) {
        read(true, time, tell);
        live.changeUnlisted(begunTasks, begunVirtualThreads);
        begunTasks = 0;
        begunVirtualThreads = 0;
    }

    /** Behind all events of the cycle. */
    void applyEnds() {
        live.changeUnlisted(-overTasks, -overVirtualThreads);
        live.carriers.countEnded(overVirtualThreads);
        overTasks = 0;
        overVirtualThreads = 0;
    }

    /** @param time what is told is told of this time */
    private void read(boolean begins, long time, boolean tell) {
        int direction = begins ? 1 : 0;
        for (int i = 0; i < active.count(); i++) {
            int place = active.place(i);
            long[] ring = active.ring(i);
            if (ring != null) {
                rows.look(place, ring);
                read(place, ring, direction, time);
                if (tell) {
                    tell(place, ring, begins, time);
                }
            }
        }
        runBegun = false;
        for (int index : INDEXES[direction]) {
            long now = SharedArrays.opaque(memory.unserved(), HookMemory.UNSERVED_COUNTS + index);
            addOverflow(-1, now - seenUnserved[index], index, direction, time);
            seenUnserved[index] = now;
        }
        reads[direction] = time;
    }

    private void read(int place, long[] ring, int direction, long time) {
        long sum = 0;
        for (int family = 0; family < TaskFamily.COUNT; family++) {
            sum += SharedArrays.acquire(ring, RingLayout.COUNTED + family);
        }
        if (sum == sums[direction][place]) {
            return;
        }
        sums[direction][place] = sum;
        Tally tally = tallies[place];
        if (tally == null) {
            tally = new Tally(time);
            tallies[place] = tally;
        }
        boolean begins = direction == 1;
        for (int entry = 0; entry < RingLayout.ENTRIES; entry++) {
            int at = RingLayout.COUNTS + 2 * entry;
            long key = SharedArrays.acquire(ring, at);
            if (key != 0 && isBegin((int) key & 0xFF) == begins) {
                long more = tally.read(entry, SharedArrays.opaque(ring, at + 1));
                balance((int) key & 0xFF, more);
                runners.counted(place, key, more);
            }
        }
        runBegun = false;
        for (int index : INDEXES[direction]) {
            long more = tally.readOverflow(index, SharedArrays.opaque(ring, RingLayout.OVERFLOW + index));
            addOverflow(place, more, index, direction, time);
        }
        long now = clock.now();
        for (int entry = 0; entry < RingLayout.ENTRIES; entry++) {
            tally.grew(entry, Math.min(now, reads[direction]), now);
        }
    }

    private static boolean isBegin(int kind) {
        return kind == EventKind.SUBMIT || kind == EventKind.VIRTUAL_START;
    }

    private void tell(int place, long[] ring, boolean begins, long time) {
        Tally tally = tallies[place];
        if (tally == null) {
            return;
        }
        runBegun = false;
        for (int entry = 0; entry < RingLayout.ENTRIES; entry++) {
            long key = tally.untold(entry) == 0 ? 0 : SharedArrays.acquire(ring, RingLayout.COUNTS + 2 * entry);
            if (key != 0 && isBegin((int) key & 0xFF) == begins) {
                int classSlot = (int) (key >>> 16) & 0xFFFF;
                int poolSlot = (int) (key >>> 32) & 0xFFFF;
                long what = tally.doubt(entry) << 16 | (key & 0xFFFF);
                write(place, tally.untold(entry), what, tally.ages(entry, time), classSlot, poolSlot, time);
                tally.tell(entry);
            }
        }
    }

    /** What has no entry is told at once. */
    private void addOverflow(int place, long count, int index, int direction, long time) {
        if (count != 0) {
            int what = Counters.whatOf(index);
            balance(what & 0xFF, count);
            if (place >= 0) {
                runners.counted(place, what, count);
            }
            long half = Math.max(0, time - reads[direction]) / 2;
            write(place, count, Tally.inMicroseconds(half, 1) << 16 | what, count * half, 0, 0, time);
        }
    }

    /** @param place -1 for threads without a ring */
    private void write(int place, long count, long what, long ages, int classSlot, int poolSlot, long time) {
        boolean virtual = isVirtual((int) what & 0xFF);
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
        writer.note(EventKind.COUNT, time, count, what, ages, taskClass, pools.define(poolSlot, writer));
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
