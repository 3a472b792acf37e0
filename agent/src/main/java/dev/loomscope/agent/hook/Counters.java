package dev.loomscope.agent.hook;

/**
 * Counts what happens instead of recording it, in the ring of the platform thread that executes the caller, by kind, outcome,
 * pool and class; {@link RingLayout} has the table. No clock is read and no task looked at. What finds no entry is counted by
 * kind and outcome alone, and so is what happens on a thread without a ring, in {@link HookMemory#unserved}.
 */
public final class Counters {
    /** Outcomes that are told apart without an entry: 0 to 2, and whatever is more. */
    private static final int OUTCOMES = 4;

    /** Kinds of events, and of notes. */
    private static final int EVENTS = 32;

    private static final int NOTES = 16;
    private static final int NOTE = 0x80;

    /** What {@link #index} gives is below this. */
    public static final int INDEXES = (EVENTS + NOTES) * OUTCOMES;

    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private Counters() {}

    /** The number under which a kind with an outcome is counted where there is no entry for it. */
    static int index(int kind, int outcome) {
        int row = (kind & NOTE) == 0 ? kind & (EVENTS - 1) : EVENTS + (kind & (NOTES - 1));
        return row * OUTCOMES + (outcome >= 0 && outcome < OUTCOMES ? outcome : OUTCOMES - 1);
    }

    /** What stands in a COUNT note for a number of {@link #index}: outcome << 8 | kind. */
    public static int whatOf(int index) {
        int row = index / OUTCOMES;
        int kind = row < EVENTS ? row : NOTE | (row - EVENTS);
        return (index % OUTCOMES) << 8 | kind;
    }

    /** Counts one in a ring of the caller's. */
    static void count(long[] ring, int family, int kind, int outcome, int poolSlot, int classSlot) {
        countAt(ring, family, place(ring, family, kind, outcome, poolSlot, classSlot));
    }

    /** Counts one in a ring of the caller's at a place that {@link #place} gave. */
    @InLine
    static void countAt(long[] ring, int family, int place) {
        Jdk.release(ring, place, ring[place] + 1);
        int sum = RingLayout.COUNTED + family;
        Jdk.release(ring, sum, ring[sum] + 1);
    }

    /** Where in a ring of the caller's something is counted; it stays there while the ring has its owner. */
    static int place(long[] ring, int family, int kind, int outcome, int poolSlot, int classSlot) {
        long key = (long) family << 48 | (long) poolSlot << 32 | (long) classSlot << 16 | (long) outcome << 8 | kind;
        int at = home(key);
        if (ring[at] != key) {
            at = entry(ring, key, at);
        }
        return at >= 0 ? at + 1 : RingLayout.OVERFLOW + index(kind, outcome);
    }

    /** Counts one of a thread that has no ring. */
    static void countWithoutRing(HookMemory memory, int family, int kind, int outcome) {
        Jdk.add(memory.unserved(), HookMemory.UNSERVED_COUNTS + index(kind, outcome), 1);
        Jdk.add(memory.unserved(), HookMemory.UNSERVED_COUNTED + family, 1);
    }

    /** Makes the notes of a ring's owner those of a fresh ring; for whoever takes it from a thread that has ended. */
    public static void clear(long[] ring) {
        for (int i = RingLayout.STAGE; i <= RingLayout.FORKED; i++) {
            ring[i] = 0;
        }
        for (int i = RingLayout.LOST; i <= RingLayout.OFFERED; i++) {
            ring[i] = 0;
        }
        for (int i = RingLayout.ORIGINS; i < RingLayout.SLOTS; i++) {
            ring[i] = 0;
        }
    }

    private static int home(long key) {
        return RingLayout.COUNTS + ((int) ((key * SPREAD) >>> 58) << 1);
    }

    /** Where the entry of a key stands, a new one where it has none; negative where there is no room. */
    @OutOfLine
    private static int entry(long[] ring, long key, int home) {
        int at = home;
        for (int i = 0; i < RingLayout.PROBES; i++) {
            if (ring[at] == key) {
                return at;
            }
            if (ring[at] == 0) {
                Jdk.release(ring, at, key);
                return at;
            }
            at += 2;
            if (at == RingLayout.OVERFLOW) {
                at = RingLayout.COUNTS;
            }
        }
        return -1;
    }
}
