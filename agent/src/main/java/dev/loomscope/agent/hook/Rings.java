package dev.loomscope.agent.hook;

import dev.loomscope.protocol.EventKind;
import org.jspecify.annotations.Nullable;

/**
 * Puts events into the ring of the platform thread that executes the caller; {@link RingLayout} has the algorithm.
 *
 * <p>A ring is found by thread id, not through a thread local: a virtual thread would find its own ones, and some carriers
 * erase theirs. Only the thread itself writes its id into a ring, so a ring that shows the id belongs to the caller whatever
 * others do meanwhile. A thread takes a ring in two compare-and-sets, first out of the spares, then into a free place of its
 * window; the drain gives it back when the thread has ended, and no hook runs in a thread that has ended.
 */
public final class Rings {
    /** A thread's ring stands within so many places from where its id points to. */
    static final int WINDOW = 8;

    /** Who found no spare ring does not look again before so many ns have passed. */
    private static final long PAUSE = 10_000_000;

    /** In place of a time, which is then read where it is needed. */
    static final long UNTIMED = Long.MIN_VALUE;

    private static final long CLASS = 0xFFFF;

    /** What the hooks write into, or null while they are dead. */
    static @Nullable HookMemory memory;

    private static long noSparesUntil = Long.MIN_VALUE;

    private Rings() {}

    /** Makes all hooks write into the given memory from now on; null makes them dead. */
    static void use(@Nullable HookMemory next) {
        noSparesUntil = Long.MIN_VALUE;
        memory = next;
    }

    /** The memory, where hooks are to record. */
    static @Nullable HookMemory recording() {
        HookMemory now = memory;
        return now != null && now.enabled()[0] == 1 ? now : null;
    }

    /** Whether every event of a family is to be recorded at present; otherwise it is to be counted. */
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

    /** Publishes an event of one slot in a ring of the caller's. */
    static void put(long[] ring, int family, long time, int kind, long word) {
        long head = ring[RingLayout.HEAD];
        if (!room(ring, head, 1)) {
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
        if (!room(ring, head, 1 + more)) {
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
        if (!room(ring, head, 1 + pieces)) {
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

    private static int capacity(long[] ring) {
        return (ring.length - RingLayout.SLOTS) >>> 1;
    }

    /** Where slot n stands in its ring. */
    static int at(long[] ring, long n) {
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
    private static boolean room(long[] ring, long head, int slots) {
        if (head + slots <= ring[RingLayout.LIMIT]) {
            return true;
        }
        long limit = Jdk.acquire(ring, RingLayout.TAIL) + capacity(ring);
        ring[RingLayout.LIMIT] = limit;
        return head + slots <= limit;
    }

    /** The ring of the calling platform thread where it stands in its first place, otherwise null. */
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
        return ring != null ? ring : search(memory, carrier, id, time);
    }

    /** The ring of the calling platform thread; null where it has none. */
    static long @Nullable [] present(HookMemory memory, long id) {
        long[][] rings = memory.rings();
        for (int i = 0; i < WINDOW; i++) {
            long[] ring = rings[(int) id + i & rings.length - 1];
            if (ring != null && ring[RingLayout.OWNER] == id) {
                return ring;
            }
        }
        return null;
    }

    private static long @Nullable [] search(HookMemory memory, Thread carrier, long id, long time) {
        long[] present = present(memory, id);
        if (present != null) {
            return present;
        }
        long[][] rings = memory.rings();
        int mask = rings.length - 1;
        long now = time == UNTIMED ? System.nanoTime() - memory.epoch() : time;
        if (now < noSparesUntil) {
            return null;
        }
        for (int i = 0; i < WINDOW; i++) {
            int place = (int) id + i & mask;
            if (rings[place] == null) {
                long[] ring = spare(memory.spares());
                if (ring == null) {
                    noSparesUntil = now + PAUSE;
                    return null;
                }
                if (settle(memory, ring, place, carrier, id)) {
                    return ring;
                }
            }
        }
        return null;
    }

    private static long @Nullable [] spare(long[][] spares) {
        for (int i = 0; i < spares.length; i++) {
            long[] ring = spares[i];
            if (ring != null && Jdk.compareAndSet(spares, i, ring, null)) {
                return ring;
            }
        }
        return null;
    }

    /** Puts a ring that was a spare in its place, or back among the spares where another thread was faster. */
    private static boolean settle(HookMemory memory, long[] ring, int place, Thread carrier, long id) {
        ring[RingLayout.OWNER] = id;
        ring[RingLayout.CLOSED] = 0;
        ring[RingLayout.LIMIT] = Jdk.acquire(ring, RingLayout.TAIL) + capacity(ring);
        // No call in between: one that overflows the stack would leave a ring that has no name and is never given back.
        Object[] owners = memory.owners();
        if (Jdk.compareAndSet(memory.rings(), place, null, ring)) {
            owners[place] = carrier;
            Jdk.release(memory.news(), 0, 1);
            return true;
        }
        ring[RingLayout.OWNER] = 0;
        long[][] spares = memory.spares();
        for (int i = 0; i < spares.length; i++) {
            if (spares[i] == null && Jdk.compareAndSet(spares, i, null, ring)) {
                break;
            }
        }
        return false;
    }
}
