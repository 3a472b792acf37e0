package dev.loomscope.agent.hook;

import dev.loomscope.protocol.EventKind;
import org.jspecify.annotations.Nullable;

/**
 * Puts events into the ring of the platform thread that executes the caller; {@link RingLayout} has the algorithm.
 *
 * <p>A ring is found by thread id, not through a thread local: a virtual thread would find its own ones, and some carriers
 * erase theirs. {@link RingPlaces} says who has which.
 */
public final class Rings {
    /** In place of a time, which is then read where it is needed. */
    static final long UNTIMED = Long.MIN_VALUE;

    private static final long CLASS = 0xFFFF;

    /** What the hooks write into, or null while they are dead. */
    static @Nullable HookMemory memory;

    private Rings() {}

    /** Makes all hooks write into the given memory from now on; null makes them dead. */
    static void use(@Nullable HookMemory next) {
        RingPlaces.reset();
        memory = next;
    }

    /** The memory, where hooks are to record. */
    @InLine
    static @Nullable HookMemory recording() {
        HookMemory now = memory;
        return now != null && now.enabled()[0] == 1 ? now : null;
    }

    /** Whether every event of a family is to be recorded at present; otherwise it is to be counted. */
    @InLine
    static boolean exact(HookMemory memory, int family) {
        return memory.modes()[family] != 0;
    }

    /**
     * Counts what happened, in place of recording it.
     *
     * @param family of {@link dev.loomscope.protocol.TaskFamily}
     * @param outcome of what ends, or another detail of the kind; 0 where it has none
     */
    static void count(HookMemory memory, int family, int kind, int outcome, int poolSlot, int classSlot) {
        Thread carrier = Jdk.carrier();
        long id = Jdk.id(carrier);
        long[] ring = of(memory, carrier, id, UNTIMED);
        if (ring == null) {
            Counters.countWithoutRing(memory, family, kind, outcome);
        } else {
            Counters.count(ring, family, kind, outcome, poolSlot, classSlot);
        }
    }

    /** An event of a thread that got no ring is lost, and counted. */
    static void unserved(HookMemory memory, int family, int kind, int outcome) {
        Jdk.add(memory.unserved(), family, 1);
        Counters.countWithoutRing(memory, family, kind, outcome);
    }

    /**
     * Publishes an event of one slot.
     *
     * @param family of {@link dev.loomscope.protocol.TaskFamily}
     */
    static void put(HookMemory memory, int family, long time, int kind, long word) {
        Thread carrier = Jdk.carrier();
        long id = Jdk.id(carrier);
        long[] ring = of(memory, carrier, id, time);
        if (ring == null) {
            unserved(memory, family, kind, outcome(kind, word));
            return;
        }
        put(ring, family, time, kind, word);
    }

    /** Publishes an event of one slot, in the caller's ring where that is known already. */
    static void put(HookMemory memory, long @Nullable [] ring, int family, long time, int kind, long word) {
        if (ring == null) {
            put(memory, family, time, kind, word);
        } else {
            put(ring, family, time, kind, word);
        }
    }

    /** Publishes an event of one slot in a ring of the caller's. */
    static void put(long[] ring, int family, long time, int kind, long word) {
        long head = ring[RingLayout.HEAD];
        if (!room(ring, family, time, head, 1)) {
            lost(ring, family, time, kind, word);
            return;
        }
        int at = at(ring, head);
        ring[at] = time << 8 | kind;
        ring[at + 1] = word;
        Jdk.release(ring, RingLayout.HEAD, head + 1);
    }

    /**
     * Publishes a note; its fields by kind are those of {@link dev.loomscope.protocol.EventKind}, with slots instead of ids.
     */
    static void note(
            HookMemory memory,
            int family,
            long time,
            int kind,
            long subject,
            long value,
            long other,
            int classSlot,
            int poolSlot) {
        Thread carrier = Jdk.carrier();
        long[] ring = of(memory, carrier, Jdk.id(carrier), time);
        if (ring == null) {
            unserved(memory, family, kind, kind == EventKind.THREAD_END ? (int) value : 0);
            return;
        }
        int more = other != 0 ? 2 : value != 0 || classSlot != 0 || poolSlot != 0 ? 1 : 0;
        long head = ring[RingLayout.HEAD];
        if (!room(ring, family, time, head, 1 + more)) {
            lost(ring, family, time);
            Counters.count(ring, family, kind, kind == EventKind.THREAD_END ? (int) value : 0, poolSlot, classSlot);
            return;
        }
        int at = at(ring, head);
        ring[at] = time << 8 | kind;
        ring[at + 1] = subject;
        if (more > 0) {
            at = at(ring, head + 1);
            ring[at] = (long) poolSlot << 24 | (long) classSlot << 8 | RingLayout.MORE;
            ring[at + 1] = value;
        }
        if (more > 1) {
            at = at(ring, head + 2);
            ring[at] = RingLayout.MORE;
            ring[at + 1] = other;
        }
        Jdk.release(ring, RingLayout.HEAD, head + 1 + more);
    }

    /** Publishes an event with as much of a name behind it as is carried. */
    static void put(HookMemory memory, int family, long time, int kind, long word, String name) {
        Thread carrier = Jdk.carrier();
        long id = Jdk.id(carrier);
        long[] ring = of(memory, carrier, id, time);
        if (ring == null) {
            unserved(memory, family, kind, outcome(kind, word));
            return;
        }
        int length = name.length() < RingLayout.MAX_NAME ? name.length() : RingLayout.MAX_NAME;
        int pieces = (length + 7) >>> 3;
        long head = ring[RingLayout.HEAD];
        if (!room(ring, family, time, head, 1 + pieces)) {
            lost(ring, family, time, kind, word);
            return;
        }
        int at = at(ring, head);
        ring[at] = time << 8 | kind;
        ring[at + 1] = word;
        for (int piece = 0; piece < pieces; piece++) {
            at = at(ring, head + 1 + piece);
            ring[at] = (long) length << 8 | RingLayout.TEXT;
            ring[at + 1] = latin(name, piece << 3, length);
        }
        Jdk.release(ring, RingLayout.HEAD, head + 1 + pieces);
    }

    private static long latin(String name, int from, int length) {
        long piece = 0;
        int to = from + 8 < length ? from + 8 : length;
        for (int i = to - 1; i >= from; i--) {
            char c = name.charAt(i);
            piece = piece << 8 | (c < 0x100 ? c : '?');
        }
        return piece;
    }

    /** Number of slots that a ring has. */
    public static int capacity(long[] ring) {
        return (ring.length - RingLayout.SLOTS) >>> 1;
    }

    /** Where slot n stands in its ring. */
    public static int at(long[] ring, long n) {
        return RingLayout.SLOTS + ((int) n << 1 & ring.length - RingLayout.SLOTS - 1);
    }

    private static void lost(long[] ring, int family, long time) {
        ring[RingLayout.LOST + family]++;
        ring[RingLayout.LOST_AT] = time;
    }

    /** An event found no room: it is lost, and counted. */
    private static void lost(long[] ring, int family, long time, int kind, long word) {
        lost(ring, family, time);
        long origin = kind < EventKind.END || kind == EventKind.REJECT || kind == EventKind.REMOVE
                ? word
                : kind == EventKind.END
                        ? ring[RingLayout.ORIGIN]
                        : kind == EventKind.VIRTUAL_START ? word & CLASS : 0;
        Counters.count(
                ring, family, kind, outcome(kind, word), (int) (origin >>> 16) & 0xFFFF, (int) origin & 0xFFFF);
    }

    /** The outcome, or other detail, in the word of an event, as a counter has it. */
    private static int outcome(int kind, long word) {
        return kind == EventKind.END
                ? (int) (word >>> 16) & 0xFFFF
                : kind == EventKind.UNMOUNT || kind == EventKind.VIRTUAL_END ? (int) word & 0xFFFF : 0;
    }

    /** Whether so many slots are free behind the head. */
    private static boolean room(long[] ring, int family, long time, long head, int slots) {
        return head + slots <= ring[RingLayout.LIMIT] || roomAnew(ring, family, time, head, slots);
    }

    /** Where a ring gets full its family comes to be counted, where that is allowed. */
    @OutOfLine
    private static boolean roomAnew(long[] ring, int family, long time, long head, int slots) {
        int capacity = capacity(ring);
        long end = Jdk.acquire(ring, RingLayout.TAIL) + capacity;
        long limit = end - (capacity >>> 2);
        if (head + slots <= limit) {
            ring[RingLayout.LIMIT] = limit;
            return true;
        }
        boolean fits = head + slots <= end;
        HookMemory now = memory;
        if (now != null) {
            long allowed = now.closes()[family];
            if ((allowed == HookMemory.BEFORE_FULL || (allowed == HookMemory.WHEN_FULL && !fits))
                    && Jdk.compareAndSet(now.closes(), family, allowed, time > 0 ? time : 1)) {
                Jdk.release(now.modes(), family, 0);
            }
        }
        return fits;
    }

    /** The ring of the calling platform thread where it stands in its first place, otherwise null. */
    @InLine
    static long @Nullable [] known(HookMemory memory, long id) {
        long[][] rings = memory.rings();
        long[] ring = rings[(int) id & rings.length - 1];
        return ring != null && ring[RingLayout.OWNER] == id ? ring : null;
    }

    /**
     * The ring of the calling platform thread, taken from the spares where it has none; null where none is free.
     *
     * @param time the caller's, or {@link #UNTIMED}
     */
    static long @Nullable [] of(HookMemory memory, Thread carrier, long id, long time) {
        long[] ring = known(memory, id);
        return ring != null ? ring : RingPlaces.search(memory, carrier, id, time);
    }
}
