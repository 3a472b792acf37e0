package dev.loomscope.agent.instrument;

import dev.loomscope.agent.hook.HookMemory;
import dev.loomscope.agent.hook.RingLayout;

/**
 * Allocates what hooks write into: rings for at most 24 MiB, or a sixteenth of the heap where that is less, and tables for
 * 8,192 classes and 4,096 executors. All rings are there before anything is recorded: on a busy machine those of a crowd of threads
 * would come too late otherwise.
 *
 * <p>A sixth of the rings' memory goes to rings of eight times the size, which the first threads get: an application that starts
 * a crowd of tasks does so on few threads, and before the drain wakes up.
 */
final class Memory {
    private static final long MOST = 24L << 20;
    private static final long LEAST = 1L << 20;
    private static final int LARGE = 8;
    private static final int CLASSES = 8192;
    private static final int POOLS = 4096;
    private static final int SITES = 64;

    private Memory() {}

    static HookMemory allocate(int ringBytes) {
        long budget = Math.max(LEAST, Math.min(MOST, Runtime.getRuntime().maxMemory() / 16));
        int slots = Integer.highestOneBit(Math.max(16, ringBytes / 16));
        int large = (int) (budget / 6 / (16L * LARGE * slots));
        int rings = large + (int) Math.max(8, (budget - 16L * large * LARGE * slots) / (16L * slots));
        return allocate(rings, large, slots, CLASSES, POOLS, SITES);
    }

    /**
     * @param rings how many threads can have one at a time
     * @param large how many of them, the first, are large
     * @param slots of one ring, a power of two
     * @param classes size of the table, a power of two
     * @param pools size of the table, a power of two
     */
    static HookMemory allocate(int rings, int large, int slots, int classes, int pools, int sites) {
        int places = Integer.highestOneBit(rings) * 8;
        long[][] spares = new long[rings][];
        for (int i = 0; i < rings; i++) {
            spares[i] = new long[RingLayout.SLOTS + 2 * (i < large ? LARGE * slots : slots)];
        }
        return HookMemory.of(places, spares, classes, pools, sites, System.nanoTime());
    }
}
