package dev.loomscope.agent.sample;

import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/** The pools that are known to the stream. The drain replaces the list, the sampler reads it. */
public final class PoolBoard {
    private volatile List<WatchedPool> pools = List.of();
    private final AtomicReference<Set<Integer>> sought = new AtomicReference<>(Set.of());
    private volatile int schedulerId;
    private volatile long endedVirtualThreads = -1;

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

    /** Slots of the pools of which it is asked which tasks are queued; it is answered once. */
    Set<Integer> takeSought() {
        return sought.getAndSet(Set.of());
    }

    /** Asks which tasks are queued in these pools. */
    public void seek(Set<Integer> slots) {
        sought.set(Set.copyOf(slots));
    }

    /** The id in the stream of the scheduler of virtual threads. */
    public int schedulerId() {
        return schedulerId;
    }

    /** Gives the scheduler of virtual threads its id. */
    public void setSchedulerId(int id) {
        schedulerId = id;
    }

    /** Whether any virtual thread was seen. */
    public boolean hasVirtualThreads() {
        return endedVirtualThreads >= 0;
    }

    /** Virtual threads that were seen ending. */
    public long endedVirtualThreads() {
        return Math.max(0, endedVirtualThreads);
    }

    /** Virtual threads were seen, and so many of them ending. */
    public void setEndedVirtualThreads(long count) {
        endedVirtualThreads = count;
    }

    /** The name of an executor: its class, '@', its identity hash in hex. */
    public static String name(Object pool) {
        return pool.getClass().getName() + '@' + Integer.toHexString(System.identityHashCode(pool));
    }
}
