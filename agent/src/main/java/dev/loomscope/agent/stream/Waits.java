package dev.loomscope.agent.stream;

import java.util.HashMap;
import java.util.Map;

import dev.loomscope.agent.sample.Observations.PinFact;
import dev.loomscope.agent.sample.Observations.WaitFact;
import dev.loomscope.protocol.DictionarySort;
import dev.loomscope.protocol.EventKind;
import dev.loomscope.protocol.EventsWriter;
import dev.loomscope.protocol.PinReason;
import dev.loomscope.protocol.WaitKind;

/**
 * What threads were seen waiting for, and which virtual threads are pinned, as long as that holds: a platform thread's until
 * its task ends or the sampler takes it back, a virtual thread's until anything happens to it. Writes what is news, and all of
 * it into keyframes. Belongs to the drain.
 */
final class Waits {
    private static final int MOST_CLASSES = 1 << 12;
    private static final int MOST_HELD = 1 << 12;

    private final LiveTasks live;
    private final SlotNames classes;
    private final ThreadNames names;
    private final Map<Long, WaitFact> platform = new HashMap<>();
    private final Map<Long, Held> virtual = new HashMap<>();
    private final Map<Long, Pin> pinned = new HashMap<>();
    private final Map<String, int[]> classIds = new HashMap<>();
    private int payload = 1;

    /** @param last time of what had happened last to the virtual thread */
    private record Held(WaitFact fact, long last) {}

    /** @param carrier id of the thread that waits with it */
    private record Pin(long carrier, long time, long reason) {}

    Waits(LiveTasks live, SlotNames classes, ThreadNames names) {
        this.live = live;
        this.classes = classes;
        this.names = names;
    }

    void beginPayload() {
        payload++;
    }

    /** A thread was seen waiting. */
    void take(WaitFact fact, EventsWriter writer, boolean written) {
        boolean news = fact.virtual() ? takeVirtual(fact) : takePlatform(fact);
        if (news && written) {
            write(fact, writer);
        }
    }

    private boolean takeVirtual(WaitFact fact) {
        long last = live.virtuals.lastTime(fact.thread());
        if (last < 0 || last > fact.time()) {
            return false;
        }
        Held before = virtual.get(fact.thread());
        if (before != null && before.last == last && isSame(before.fact, fact)) {
            return false;
        }
        if (virtual.size() >= MOST_HELD) {
            dropOld();
        }
        if (virtual.size() < MOST_HELD) {
            virtual.put(fact.thread(), new Held(fact, last));
        }
        return true;
    }

    private void dropOld() {
        virtual.entrySet().removeIf(each -> live.virtuals.lastTime(each.getKey()) != each.getValue().last);
    }

    private static boolean isSame(WaitFact one, WaitFact other) {
        return one.kind() == other.kind()
                && one.key() == other.key()
                && one.owner() == other.owner()
                && one.className().equals(other.className());
    }

    private boolean takePlatform(WaitFact fact) {
        if (fact.row() >= 0 && live.threads.openSince(fact.row()) != fact.since()) {
            return false;
        }
        if (fact.kind() == WaitKind.NONE) {
            return platform.remove(fact.thread()) != null;
        }
        platform.put(fact.thread(), fact);
        return true;
    }

    private void write(WaitFact fact, EventsWriter writer) {
        int type = define(fact.className(), writer);
        if (fact.virtual()) {
            writer.beginRun(0);
        } else {
            if (fact.row() >= 0) {
                names.define(fact.row(), writer);
            } else if (!fact.name().isEmpty()) {
                writer.define(DictionarySort.THREAD, fact.thread(), fact.name());
            }
            writer.beginRun(fact.thread());
        }
        long value = (fact.key() & 0xFFFF_FFFFL) << 8 | fact.kind();
        writer.note(EventKind.WAIT, fact.time(), fact.virtual() ? fact.thread() : 0, value, fact.owner(), type, 0);
    }

    private int define(String className, EventsWriter writer) {
        int[] entry = classIds.get(className);
        if (entry == null) {
            if (className.isEmpty() || classIds.size() >= MOST_CLASSES) {
                return 0;
            }
            entry = new int[] {classes.newId(), 0};
            classIds.put(className, entry);
        }
        if (entry[1] != payload) {
            entry[1] = payload;
            writer.define(DictionarySort.CLASS, entry[0], className);
        }
        return entry[0];
    }

    /** A virtual thread began to wait on the carrier of a row. */
    void pinned(int row, long thread, long reason, long time) {
        if (pinned.size() < MOST_HELD) {
            pinned.put(thread, new Pin(live.threads.id(row), time, reason));
        }
    }

    /** It goes on. */
    void unpinned(long thread) {
        pinned.remove(thread);
    }

    /** A virtual thread was seen blocked on its carrier, or going on there. */
    void take(PinFact fact, EventsWriter writer, boolean written) {
        if (live.threads.mountedSince(fact.row()) != fact.since()) {
            return;
        }
        if (fact.pinned()) {
            pinned(fact.row(), fact.thread(), PinReason.SEEN, fact.time());
        } else {
            unpinned(fact.thread());
        }
        if (written) {
            names.define(fact.row(), writer);
            writer.beginRun(live.threads.id(fact.row()));
            int kind = fact.pinned() ? EventKind.PINNED : EventKind.UNPINNED;
            writer.note(kind, fact.time(), fact.thread(), fact.pinned() ? PinReason.SEEN : 0, 0, 0, 0);
        }
    }

    /** Writes all that holds into a keyframe, and forgets the rest. */
    void writeAll(EventsWriter out) {
        platform.values().removeIf(fact -> fact.row() >= 0 && live.threads.openSince(fact.row()) != fact.since());
        dropOld();
        pinned.entrySet().removeIf(each -> !live.virtuals.isMountedSince(each.getKey(), each.getValue().time));
        platform.values().forEach(fact -> write(fact, out));
        for (Held held : virtual.values()) {
            if (!live.virtuals.isMountedSince(held.fact.thread(), Long.MAX_VALUE)) {
                write(held.fact, out);
            }
        }
        pinned.forEach((thread, pin) -> {
            names.defineId(pin.carrier, out);
            out.beginRun(pin.carrier);
            out.note(EventKind.PINNED, pin.time, thread, pin.reason, 0, 0, 0);
        });
    }
}
