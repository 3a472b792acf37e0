package dev.loomscope.agent.stream;

import dev.loomscope.agent.hook.HookMemory;
import dev.loomscope.agent.hook.RingLayout;
import dev.loomscope.protocol.TaskFamily;

/**
 * How much came in a cycle of the drain, by family and in the fullest ring, and how long the drain may rest after it: so long that
 * a ring of the rate of late fills by a quarter, and no longer than what waits may get old. Belongs to the drain.
 */
final class Load {
    private static final long SHORTEST_PAUSE = 100_000;

    /** Somebody looks on. */
    private static final long LONGEST_READ = 5_000_000;

    private static final long LONGEST_UNREAD = 20_000_000;
    private static final double FILL = 0.25;

    /** A rate of rings is remembered for about so many ns. */
    private static final double MEMORY = 2e9;

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

    /** Part of a ring per ns at most of late, outside windows and in them. */
    private final double[] peaks = new double[2];

    Load(HookMemory memory) {
        this.memory = memory;
        counted = new long[TaskFamily.COUNT][memory.rings().length];
    }

    /** A cycle begins. */
    void begin() {
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
        double capacity = RingDecoder.capacity(ring);
        recordedFill = Math.max(recordedFill, (head - tail) / capacity);
        wholeFill = Math.max(wholeFill, (head - tail + SLOTS_PER_CALL * more) / capacity);
    }

    /** Whether a ring is so full that it may overflow before the cycle is over. */
    boolean isRush() {
        return recordedFill > 1 - 2 * FILL;
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
        int now = modes.isWindow() ? 1 : 0;
        double forgotten = Math.min(1, elapsed / MEMORY);
        for (int i = 0; i < peaks.length; i++) {
            peaks[i] -= peaks[i] * forgotten;
        }
        peaks[now] = Math.max(peaks[now], recordedFill / elapsed);
        modes.decide(elapsed, calls, recorded, lost, wholeFill / elapsed, read);
        double peak = peaks[modes.isWindow() ? 1 : 0];
        long longest = read ? LONGEST_READ : LONGEST_UNREAD;
        long pause = peak <= 0 ? longest : (long) Math.min((double) longest, FILL / peak);
        return Math.max(SHORTEST_PAUSE, Math.min(pause, modes.pause()));
    }
}
