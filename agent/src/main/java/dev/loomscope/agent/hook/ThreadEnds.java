package dev.loomscope.agent.hook;

/**
 * Ends of threads on their way to the drain. A thread that ends has often told nothing else, and should not need a ring for
 * that; so all ends stand in one array, into which any thread writes and from which the drain alone takes.
 *
 * <pre>
 *   0            1 where anything was written since the drain looked last
 *   2, 4, 6 ..   thread id 20 .. 62 | outcome 16 .. 19 | class slot of the exception 0 .. 15; 0 free, -1 being written
 *   3, 5, 7 ..   time in ns since the epoch
 * </pre>
 */
public final class ThreadEnds {
    /** Index of the mark that says there is something. */
    public static final int NEWS = 0;

    /** Index of the first end. */
    public static final int FIRST = 2;

    /** An end stands so near to its place, in ends. */
    private static final int WINDOW = 16;

    private ThreadEnds() {}

    /** Writes an end; false where there is no room. */
    public static boolean put(long[] ends, long id, int outcome, int failure, long time) {
        int places = (ends.length - FIRST) >> 1;
        for (int i = 0; i < WINDOW; i++) {
            int at = FIRST + ((int) (id + i & places - 1) << 1);
            if (Jdk.compareAndSet(ends, at, 0L, -1L)) {
                ends[at + 1] = time;
                Jdk.release(ends, at, id << 20 | (long) outcome << 16 | failure);
                Jdk.release(ends, NEWS, 1L);
                return true;
            }
        }
        return false;
    }

    /** The thread of an end. */
    public static long thread(long end) {
        return end >>> 20;
    }

    /** How it ended, of {@link dev.loomscope.protocol.Outcome}. */
    public static int outcome(long end) {
        return (int) (end >>> 16) & 0xF;
    }

    /** The slot of the class of the exception that ended it, 0 where it was none. */
    public static int failure(long end) {
        return (int) end & 0xFFFF;
    }
}
