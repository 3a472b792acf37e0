package dev.loomscope.agent.sample;

import java.lang.ref.WeakReference;
import java.util.List;

/** The pools that are known to the stream. The drain replaces the list, the sampler reads it. */
public final class PoolBoard {
    private volatile List<WatchedPool> pools = List.of();

    /**
     * A pool, held weakly.
     *
     * @param slot its slot, as hooks number it
     * @param id its id in the stream
     * @param name its class and identity, as in the stream's dictionary
     */
    public record WatchedPool(int slot, int id, String name, WeakReference<Object> pool) {}

    /** The pools known at present. */
    public List<WatchedPool> pools() {
        return pools;
    }

    /** Replaces the pools. */
    public void set(List<WatchedPool> now) {
        pools = List.copyOf(now);
    }

    /** The name of an executor: its class, '@', its identity hash in hex. */
    public static String name(Object pool) {
        return pool.getClass().getName() + '@' + Integer.toHexString(System.identityHashCode(pool));
    }
}
