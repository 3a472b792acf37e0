package dev.loomscope.agent.instrument;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

import dev.loomscope.agent.DaemonThread;
import dev.loomscope.agent.hook.HookMemory;
import dev.loomscope.agent.hook.RingLayout;

/**
 * Allocates what hooks write into: rings for at most 24 MiB, or a sixteenth of the heap where that is less, and tables for
 * 8,192 classes and 4,096 executors. The application, which waits meanwhile, waits for the first rings only; the others come
 * from a thread that ends with them.
 *
 * <p>A sixth of the rings' memory goes to rings of eight times the size, which the first threads get: an application that starts
 * a crowd of tasks does so on few threads, and before the drain wakes up.
 */
final class Memory implements Runnable {
    private static final long MOST = 24L << 20;
    private static final long LEAST = 1L << 20;
    private static final int FIRST = 32;
    private static final int LARGE = 8;
    private static final int CLASSES = 8192;
    private static final int POOLS = 4096;
    private static final int SITES = 64;
    private static final VarHandle SPARES = MethodHandles.arrayElementVarHandle(long[][].class);

    private final long[][] spares;
    private final int missing;
    private final int slots;

    private Memory(long[][] spares, int missing, int slots) {
        this.spares = spares;
        this.missing = missing;
        this.slots = slots;
    }

    static HookMemory allocate(int ringBytes) {
        long budget = Math.max(LEAST, Math.min(MOST, Runtime.getRuntime().maxMemory() / 16));
        int slots = Integer.highestOneBit(Math.max(16, ringBytes / 16));
        int large = (int) (budget / 6 / (16L * LARGE * slots));
        int rings = large + (int) Math.max(8, (budget - 16L * large * LARGE * slots) / (16L * slots));
        int first = Math.min(rings, FIRST);
        HookMemory memory = allocate(rings, first, slots, CLASSES, POOLS, SITES);
        for (int i = 0; i < Math.min(large, first); i++) {
            memory.spares()[i] = ring(slots * LARGE);
        }
        DaemonThread.of("loomscope-memory", new Memory(memory.spares(), rings - first, slots)).start();
        return memory;
    }

    /** Adds the rings that are missing, wherever there is room: threads take and give back rings meanwhile. */
    @Override
    public void run() {
        for (int left = missing; left > 0; left--) {
            long[] ring = ring(slots);
            for (int i = 0; i < spares.length && !SPARES.compareAndSet(spares, i, null, ring); i++) {
                // Occupied.
            }
        }
    }

    private static long[] ring(int slots) {
        return new long[RingLayout.SLOTS + 2 * slots];
    }

    /**
     * @param rings how many threads can have one at a time
     * @param first how many of them are there from the start
     * @param slots of one ring, a power of two
     * @param classes size of the table, a power of two
     * @param pools size of the table, a power of two
     */
    static HookMemory allocate(int rings, int first, int slots, int classes, int pools, int sites) {
        int places = Integer.highestOneBit(rings) * 8;
        long[][] spares = new long[rings][];
        for (int i = 0; i < first; i++) {
            spares[i] = ring(slots);
        }
        return HookMemory.of(places, spares, classes, pools, sites, System.nanoTime());
    }
}
