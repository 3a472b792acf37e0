package dev.loomscope.agent.stream;

import dev.loomscope.agent.hook.HookMemory;
import dev.loomscope.agent.hook.RingLayout;
import dev.loomscope.agent.hook.Rings;
import dev.loomscope.protocol.TaskFamily;

/**
 * How much came in a cycle of the drain, by family and in the fullest ring, and how long the drain may rest after it
 * ({@link Rest}). Belongs to the drain.
 */
final class Load {
    /** A ring that is so full may overflow before the cycle is over. */
    private static final double RUSH = 0.5;

    /** Slots that one call takes at most, for what is usual. */
    private static final int SLOTS_PER_CALL = 2;

    private final HookMemory memory;
    /** By family and place. */
    private final long[][] counted;
    private final long[] unserved = new long[TaskFamily.COUNT];
    private final long[] calls = new long[TaskFamily.COUNT];
    private final long[] losses = new long[TaskFamily.COUNT];
    private final boolean[] lost = new boolean[TaskFamily.COUNT];
    private double recordedFill;
    private double wholeFill;
    private boolean window;

    private final Rest rest = new Rest();

    Load(HookMemory memory) {
        this.memory = memory;
        counted = new long[TaskFamily.COUNT][memory.rings().length];
    }

    /**
     * A cycle begins.
     *
     * @param inWindow whether a window was open since the cycle before: it may be closed in this one
     */
    void begin(boolean inWindow) {
        window = inWindow;
        recordedFill = 0;
        wholeFill = 0;
        for (int family = 0; family < calls.length; family++) {
            long now = SharedArrays.opaque(memory.unserved(), HookMemory.UNSERVED_COUNTED + family);
            calls[family] = now - unserved[family];
            unserved[family] = now;
        }
    }

    /** A ring is about to be read. */
    void add(int place, long[] ring, long head, long tail) {
        long more = 0;
        for (int family = 0; family < calls.length; family++) {
            long now = SharedArrays.opaque(ring, RingLayout.COUNTED + family);
            long difference = now - counted[family][place];
            counted[family][place] = now;
            calls[family] += difference;
            more += difference;
        }
        double capacity = Rings.capacity(ring);
        recordedFill = Math.max(recordedFill, (head - tail) / capacity);
        wholeFill = Math.max(wholeFill, (head - tail + SLOTS_PER_CALL * more) / capacity);
    }

    /** Whether a ring is so full that it may overflow before the cycle is over. */
    boolean isRush() {
        return recordedFill > RUSH;
    }

    /** The ring at a place was given back. */
    void forget(int place) {
        for (long[] places : counted) {
            places[place] = 0;
        }
    }

    /**
     * The cycle is over: lets the modes follow the load.
     *
     * @param elapsed ns since the cycle before
     * @param recorded events that were read, by family
     * @return how long to rest
     */
    long end(long elapsed, long[] recorded, Losses[] total, Modes modes, boolean read) {
        for (int family = 0; family < calls.length; family++) {
            calls[family] += recorded[family];
            lost[family] = total[family].total() != losses[family];
            losses[family] = total[family].total();
        }
        rest.cycle(elapsed, recordedFill, window);
        modes.decide(elapsed, calls, recorded, lost, wholeFill / elapsed, read);
        return rest.length(modes, read);
    }
}
