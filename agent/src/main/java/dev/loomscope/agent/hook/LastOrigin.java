package dev.loomscope.agent.hook;

import dev.loomscope.protocol.EventKind;
import dev.loomscope.protocol.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * From which pool and of which class the task was that a thread submitted last, and the one that it ran last, with the places
 * where such are counted: who does the same again looks up nothing. Stands in the thread's ring, for each family of tasks.
 *
 * <p>An origin is known by identity hashes, as classes and pools are elsewhere: those of the task's class, of the class that the
 * task really is, of that one's module, and of the pool. One that has no slots, or whose sites are still wanted, is not kept.
 *
 * <pre>
 *   0 KEY      class's hashes 32 | pool's hash 32; 0 is none
 *   1 ORIGIN   pool slot 16 | class slot 16
 *   2 BEGUN    where a SUBMIT or a START of it is counted, 0 not known yet
 *   3 DONE     where an END of it is counted that completed, 0 not known yet
 *   4 ROW      how often it was submitted since it is kept
 * </pre>
 */
final class LastOrigin {
    /** Places of the notes in a ring. */
    static final int POOL_SUBMIT = RingLayout.ORIGINS;

    static final int POOL_RUN = RingLayout.ORIGINS + 8;
    static final int FORK_JOIN_SUBMIT = RingLayout.ORIGINS + 16;
    static final int FORK_JOIN_RUN = RingLayout.ORIGINS + 24;

    private static final int ORIGIN = 1;
    private static final int BEGUN = 2;
    private static final int DONE = 3;
    private static final int ROW = 4;

    private LastOrigin() {}

    /**
     * Whether a note is of that origin.
     *
     * @param type the class that the task really is
     */
    @InLine
    static boolean is(long[] ring, int note, Object task, Class<?> type, Object pool) {
        return (int) ring[note] == System.identityHashCode(pool)
                && (int) (ring[note] >>> 32) == key(task, type);
    }

    @InLine
    private static int key(Object task, Class<?> type) {
        Class<?> outer = task.getClass();
        int own = System.identityHashCode(type) ^ System.identityHashCode(type.getModule()) * Ids.MODULE_MIX;
        return outer == type ? own : own ^ System.identityHashCode(outer) * Ids.KIND_MIX;
    }

    /** Keeps an origin, where a ring is there and its slots are known. */
    static void keep(
            long @Nullable [] ring, int note, Object task, Class<?> type, Object pool, int poolSlot, int classSlot) {
        if (ring != null && poolSlot > 0 && classSlot > 0 && Ids.isKnown(classSlot)) {
            ring[note] = (long) key(task, type) << 32 | (System.identityHashCode(pool) & 0xFFFF_FFFFL);
            ring[note + ORIGIN] = (long) poolSlot << 16 | classSlot;
            ring[note + BEGUN] = 0;
            ring[note + DONE] = 0;
            ring[note + ROW] = 0;
        }
    }

    /** Slots of pool and class, as the word of an event has them. */
    @InLine
    static long origin(long[] ring, int note) {
        return ring[note + ORIGIN];
    }

    /** The slot of the class. */
    @InLine
    static int classSlot(long[] ring, int note) {
        return (int) ring[note + ORIGIN] & 0xFFFF;
    }

    /** Counts a submission of the origin for the samples of sites, which is recorded. */
    static void site(HookMemory memory, long[] ring, int note) {
        long n = ring[note + ROW] + 1;
        ring[note + ROW] = n;
        Ids.site(memory, classSlot(ring, note), n);
    }

    /** Counts a SUBMIT. */
    @InLine
    static void countSubmit(long[] ring, int note, int family) {
        countBegun(ring, note, family, EventKind.SUBMIT);
    }

    /** Counts a START. */
    @InLine
    static void countStart(long[] ring, int note, int family) {
        countBegun(ring, note, family, EventKind.START);
    }

    @InLine
    private static void countBegun(long[] ring, int note, int family, int kind) {
        int place = (int) ring[note + BEGUN];
        if (place == 0) {
            place = place(ring, note, family, kind);
            ring[note + BEGUN] = place;
        }
        Counters.countAt(ring, family, place);
    }

    /** Counts an END that completed. */
    @InLine
    static void countDone(long[] ring, int note, int family) {
        int place = (int) ring[note + DONE];
        if (place == 0) {
            place = place(ring, note, family, EventKind.END);
            ring[note + DONE] = place;
        }
        Counters.countAt(ring, family, place);
    }

    @OutOfLine
    private static int place(long[] ring, int note, int family, int kind) {
        int pool = (int) (ring[note + ORIGIN] >>> 16);
        return Counters.place(ring, family, kind, Outcome.COMPLETED, pool, classSlot(ring, note));
    }
}
