package dev.loomscope.agent.hook;

/**
 * Small numbers for classes and executors, and samples of where tasks are submitted; {@link HookMemory} has the tables.
 *
 * <p>Of each class the first four submissions are sampled, then one in 1,024: enough to name the sites of a class, and to
 * see when they change, at a cost of about 2 ns a submission on average.
 */
public final class Ids {
    /** A table is searched so far before "no room" is the answer. */
    static final int PROBES = 64;

    private static final int FIRST = 4;
    private static final int EVERY = 1024;

    /** Submissions by class slot; they overflow, and may miss some under contention. */
    private static int[] submissions = new int[1];

    /** 1 while a thread fills the site of the same index. */
    private static int[] claims = new int[1];

    private Ids() {}

    /** Starts the samples anew for a memory of so many classes and sites. */
    static void reset(int classes, int sites) {
        submissions = new int[classes + 1];
        claims = new int[sites];
    }

    static int ofClass(HookMemory memory, Class<?> type) {
        return slot(memory, memory.classKeys(), memory.classes(), type);
    }

    /** The slot of an executor; also for those that are found without a hook. */
    public static int ofPool(HookMemory memory, Object pool) {
        return slot(memory, memory.poolKeys(), memory.pools(), pool);
    }

    private static int slot(HookMemory memory, int[] keys, Object[] handedOver, Object object) {
        int key = System.identityHashCode(object);
        int mask = keys.length - 1;
        for (int probe = 0; probe < PROBES; probe++) {
            int i = key + probe & mask;
            int seen = keys[i];
            if (seen == key) {
                return i + 1;
            }
            if (seen == 0) {
                if (Jdk.compareAndSet(keys, i, 0, key)) {
                    Jdk.release(handedOver, i, object);
                    Jdk.release(memory.news(), 0, 1);
                    return i + 1;
                }
                if (keys[i] == key) {
                    return i + 1;
                }
            }
        }
        return 0;
    }

    /** Counts a submission and hands over the caller's stack where it is one of the sampled. */
    static void site(HookMemory memory, int classSlot) {
        int[] counts = submissions;
        int count = counts[classSlot];
        counts[classSlot] = count + 1;
        if ((count >= 0 && count < FIRST) || (count & EVERY - 1) == 0) {
            sample(memory, classSlot);
        }
    }

    private static void sample(HookMemory memory, int classSlot) {
        Object[] sites = memory.sites();
        int[] taken = claims;
        Throwable stack = null;
        for (int i = 0; i < sites.length; i++) {
            if (sites[i] != null || taken[i] != 0) {
                continue;
            }
            if (stack == null) {
                stack = new Throwable();
            }
            if (Jdk.compareAndSet(taken, i, 0, 1)) {
                boolean free = sites[i] == null;
                if (free) {
                    memory.siteClasses()[i] = classSlot;
                    Jdk.release(sites, i, stack);
                    Jdk.release(memory.news(), 0, 1);
                }
                Jdk.release(taken, i, 0);
                if (free) {
                    return;
                }
            }
        }
    }
}
