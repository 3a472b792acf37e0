package dev.loomscope.agent.hook;

import dev.loomscope.protocol.TaskFamily;

/**
 * What the hooks, installed inside java.base, share with the agent, in JDK types alone. All arrays are allocated at
 * installation and never replaced.
 *
 * <p><b>Rings.</b> {@code rings[i]} belongs to the thread whose id stands in it; a thread looks for its ring from
 * {@code threadId & (length - 1)} on, within a window of eight. A thread without one takes a spare and hands itself over in
 * {@code owners[i]}; the drain names it, keeps it weakly, and sets the place to null. When the thread has ended, the drain
 * empties the ring, sets {@code rings[i]} to null and puts the ring back to the spares. Where no ring is free the event is
 * lost, and counted by family and by kind in {@code unserved}.
 *
 * <p><b>Classes and pools.</b> Open-addressed tables from identity hash to slot: {@code classKeys[s - 1]} is the hash whose
 * slot is {@code s}; slot 0 means "no room". Who claims a slot (compare-and-set from 0) hands the object over in
 * {@code classes[s - 1]} or {@code pools[s - 1]} and sets {@code news[NEW_NAME]}; the drain names it, keeps executors weakly, and
 * sets the place to null. Two classes of the same identity hash share a slot: one in four million for a thousand classes.
 *
 * <p><b>Sites.</b> Now and then a submit hands over a Throwable whose stack shows where it stands: {@code sites[i]}, with
 * {@code siteClasses[i]} the class slot of the task, written first.
 *
 * @param rings places of the threads' rings, a power of two
 * @param spares rings that are free
 * @param owners threads that took the ring at the same index and were not named yet
 * @param unserved of threads that got no ring, ever: [family] events lost, then what they counted
 * @param classKeys identity hashes of classes, mixed with the kind of their tasks
 * @param classKinds {@link dev.loomscope.protocol.TaskKinds} of each class slot
 * @param classes classes that were not named yet
 * @param poolKeys identity hashes of executors
 * @param pools executors that were not named yet
 * @param sites stacks of submits that were not read yet
 * @param siteClasses class slot of the task of each site
 * @param failures exceptions that were not read yet
 * @param failureTasks for each of them the id of the thread, then what it ended: {@code 2 * thread id + 1} of a thread that is
 *     a task itself, or else {@code 2 * task key}
 * @param threads {@link Marks} of the platform threads that were started by hand and live, by thread id
 * @param ends {@link ThreadEnds} of these threads
 * @param modes by {@link dev.loomscope.protocol.TaskFamily}: 1 where every event is recorded, 0 where they are counted
 * @param closes by family, whether a hook may set the mode to 0, so that nothing more is lost: {@link #BEFORE_FULL},
 *     {@link #WHEN_FULL} or {@link #NEVER}; who does so first puts its event's time here
 * @param news set to 1 at {@link #NEW_NAME} when a class or a pool was handed over, at {@link #NEW_RING} when a ring got its
 *     place; the drain sets it to 0 before it looks
 * @param enabled hooks record while [0] is 1
 * @param epoch {@code System.nanoTime()} at time 0 of the stream
 */
public record HookMemory(
        long[][] rings,
        long[][] spares,
        Object[] owners,
        long[] unserved,
        int[] classKeys,
        byte[] classKinds,
        Object[] classes,
        int[] poolKeys,
        Object[] pools,
        Object[] sites,
        int[] siteClasses,
        Object[] failures,
        long[] failureTasks,
        long[] threads,
        long[] ends,
        int[] modes,
        long[] closes,
        int[] news,
        int[] enabled,
        long epoch) {
    /** What threads without a ring counted: this + family, and this + {@link Counters#index}. */
    public static final int UNSERVED_COUNTED = TaskFamily.COUNT;

    public static final int UNSERVED_COUNTS = 2 * TaskFamily.COUNT;

    /** Places in {@link #news}. */
    public static final int NEW_NAME = 0;

    public static final int NEW_RING = 1;

    /** A hook ends a window while its ring has room. */
    public static final long BEFORE_FULL = 0;

    public static final long NEVER = -1;

    /** A hook ends what is exact once its ring has no room. */
    public static final long WHEN_FULL = -2;

    private static final int THREADS = 1 << 14;
    private static final int ENDS = 1 << 10;

    /**
     * Memory in which nothing was recorded yet, with all families exact.
     *
     * @param places places of rings, a power of two
     * @param spares rings that are free
     * @param classes size of the table of classes, a power of two
     * @param pools size of the table of executors, a power of two
     * @param samples sites, and failures, that may wait to be read
     */
    public static HookMemory of(int places, long[][] spares, int classes, int pools, int samples, long epoch) {
        return new HookMemory(
                new long[places][],
                spares,
                new Object[places],
                new long[UNSERVED_COUNTS + Counters.INDEXES],
                new int[classes],
                new byte[classes],
                new Object[classes],
                new int[pools],
                new Object[pools],
                new Object[samples],
                new int[samples],
                new Object[samples],
                new long[2 * samples],
                new long[THREADS],
                new long[ThreadEnds.FIRST + 2 * ENDS],
                new int[] {1, 1, 1},
                new long[] {NEVER, NEVER, NEVER},
                new int[NEW_RING + 1],
                new int[1],
                epoch);
    }
}
