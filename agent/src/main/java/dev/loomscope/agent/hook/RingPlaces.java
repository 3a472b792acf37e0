package dev.loomscope.agent.hook;

import org.jspecify.annotations.Nullable;

/**
 * Which thread has which ring. Only the thread itself writes its id into a ring, so a ring that shows the id belongs to the caller
 * whatever others do meanwhile. A thread takes a ring in two compare-and-sets, first out of the spares, then into a free place of
 * its window; the drain gives it back when the thread has ended, and no hook runs in a thread that has ended.
 */
final class RingPlaces {
    /** A thread's ring stands within so many places from where its id points to. */
    static final int WINDOW = 8;

    /** Who found no spare ring does not look again before so many ns have passed. */
    private static final long PAUSE = 10_000_000;

    private static long noSparesUntil = Long.MIN_VALUE;

    private RingPlaces() {}

    /** Forgets that no ring was free. */
    static void reset() {
        noSparesUntil = Long.MIN_VALUE;
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

    /** The ring of a thread that has it not in its first place, or has none yet; null where none is free. */
    @OutOfLine
    static long @Nullable [] search(HookMemory memory, Thread carrier, long id, long time) {
        long[] present = present(memory, id);
        if (present != null) {
            return present;
        }
        long[][] rings = memory.rings();
        int mask = rings.length - 1;
        long now = time == Rings.UNTIMED ? System.nanoTime() - memory.epoch() : time;
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
        ring[RingLayout.LIMIT] = 0;
        // No call in between: one that overflows the stack would leave a ring that has no name and is never given back.
        Object[] owners = memory.owners();
        if (Jdk.compareAndSet(memory.rings(), place, null, ring)) {
            owners[place] = carrier;
            Jdk.release(memory.news(), HookMemory.NEW_RING, 1);
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
