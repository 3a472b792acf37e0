package dev.loomscope.agent.hook;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ScheduledThreadPoolExecutor;

import dev.loomscope.protocol.TaskKinds;
import org.jspecify.annotations.Nullable;

/**
 * Small numbers for classes and executors, and samples of where tasks are submitted; {@link HookMemory} has the tables.
 *
 * <p>Of each class the first four submissions are sampled, then one in 1,024, or of those in a row of one thread: enough to
 * name the sites of a class, and to see when they change, at a cost of about 2 ns a submission on average.
 *
 * <p>Pools by which the JDK serves itself, such as the scheduler of virtual threads, and before JDK 25 those of time limits,
 * are passed over: their key is the complement of the hash, and they have no slot.
 *
 * <p>Between the claim of a place and what is put there no method is called: on a stack that is about to overflow the place
 * would stay empty for ever. The ordered store behind it, of the news, is for the drain.
 */
public final class Ids {
    /** A table is searched so far before "no room" is the answer. */
    public static final int PROBES = 64;

    /** Keeps the keys of a class apart by kind. */
    static final int KIND_MIX = 0x5bd1e995;

    /**
     * Keeps classes of the JDK apart from others: the hashes of those in its archive come from the same row of numbers that a
     * starting JVM gives out.
     */
    static final int MODULE_MIX = 0x85ebca6b;

    private static final int FIRST = 4;
    private static final int EVERY = 1024;

    /** Submissions by class slot; they overflow, and may miss some under contention. */
    private static int[] submissions = new int[1];

    /** 1 while a thread fills the site of the same index. */
    private static int[] claims = new int[1];

    /** ThreadPoolExecutor.threadFactory, or negative where it is not known. */
    private static long threadFactory = -1;

    /** ForkJoinPool.factory, or negative where it is not known. */
    private static long workerFactory = -1;

    /** The class whose own pools are passed over. */
    private static @Nullable Class<?> internal;

    private Ids() {}

    /** Names a class of the JDK that serves itself with pools; their thread factories are written inside it. */
    static void passOver(long threadFactoryOffset, long workerFactoryOffset, Class<?> owner) {
        threadFactory = threadFactoryOffset;
        workerFactory = workerFactoryOffset;
        internal = owner;
    }

    /** Starts the samples anew for a memory of so many classes and sites. */
    static void reset(int classes, int sites) {
        submissions = new int[classes + 1];
        claims = new int[sites];
    }

    /** The slot of a class that is no task's, as an exception's or a lock's; also for what is found without a hook. */
    public static int ofClass(HookMemory memory, Class<?> type) {
        return ofClass(memory, type, TaskKinds.EXECUTOR);
    }

    /**
     * The slot of a class whose tasks are of a kind of {@link TaskKinds}; a class may have tasks of several kinds. Also for
     * classes found without a hook.
     */
    public static int ofClass(HookMemory memory, Class<?> type, int kind) {
        int[] keys = memory.classKeys();
        byte[] kinds = memory.classKinds();
        Object[] handedOver = memory.classes();
        int module = System.identityHashCode(type.getModule());
        int mixed = System.identityHashCode(type) ^ module * MODULE_MIX ^ kind * KIND_MIX;
        int key = mixed == 0 ? KIND_MIX : mixed;
        int mask = keys.length - 1;
        for (int probe = 0; probe < PROBES; probe++) {
            int i = key + probe & mask;
            int seen = keys[i];
            if (seen == 0 && Jdk.compareAndSet(keys, i, 0, key)) {
                kinds[i] = (byte) kind;
                handedOver[i] = type;
                Jdk.release(memory.news(), HookMemory.NEW_NAME, 1);
                return i + 1;
            }
            if (keys[i] == key) {
                return i + 1;
            }
        }
        return 0;
    }

    /** The slot of a pool, 0 where there is no room, or -1 where it is passed over; also for pools found without a hook. */
    public static int ofPool(HookMemory memory, Object pool) {
        int[] keys = memory.poolKeys();
        Object[] handedOver = memory.pools();
        int key = System.identityHashCode(pool);
        int mask = keys.length - 1;
        for (int probe = 0; probe < PROBES; probe++) {
            int i = key + probe & mask;
            int seen = keys[i];
            if (seen == key) {
                return i + 1;
            }
            if (seen == ~key) {
                return -1;
            }
            if (seen == 0) {
                boolean hidden = isInternal(pool);
                int mine = hidden ? ~key : key;
                if (Jdk.compareAndSet(keys, i, 0, mine)) {
                    if (!hidden) {
                        handedOver[i] = pool;
                        Jdk.release(memory.news(), HookMemory.NEW_NAME, 1);
                    }
                    return hidden ? -1 : i + 1;
                }
                if (keys[i] == mine) {
                    return hidden ? -1 : i + 1;
                }
            }
        }
        return 0;
    }

    private static boolean isInternal(Object object) {
        long offset = object instanceof ScheduledThreadPoolExecutor
                ? threadFactory
                : object instanceof ForkJoinPool ? workerFactory : -1;
        if (offset < 0) {
            return false;
        }
        Object factory = Jdk.reference(object, offset);
        Class<?> type = factory == null ? null : factory.getClass();
        // Of a class of the application's its loader might have to load what it is nested in.
        Class<?> owner = internal;
        if (type == null
                || (type.getModule() != Object.class.getModule()
                        && (owner == null || type.getModule() != owner.getModule()))) {
            return false;
        }
        Class<?> maker = type.getNestHost();
        return maker == owner || maker == CompletableFuture.class;
    }

    /** Whether the submissions of a class are sampled rarely by now. */
    static boolean isKnown(int classSlot) {
        int count = submissions[classSlot];
        return count < 0 || count >= FIRST;
    }

    /** As {@link #site}, for the n-th submission in a row of a class that {@link #isKnown}, by one thread. */
    static void site(HookMemory memory, int classSlot, long n) {
        if ((n & EVERY - 1) == 0) {
            sample(memory, classSlot);
        }
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

    /** As {@link #site} where submissions are counted only: the first of a class are sampled, and no further ones. */
    static void firstSites(HookMemory memory, int classSlot) {
        int count = submissions[classSlot];
        if (count >= 0 && count < FIRST) {
            site(memory, classSlot);
        }
    }

    private static void sample(HookMemory memory, int classSlot) {
        Object[] sites = memory.sites();
        int[] siteClasses = memory.siteClasses();
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
                try {
                    if (free) {
                        siteClasses[i] = classSlot;
                        Jdk.release(sites, i, stack);
                    }
                    Jdk.release(taken, i, 0);
                } catch (Throwable e) {
                    // The stack is at its end: the sample is given up, its place is not.
                    taken[i] = 0;
                }
                if (free) {
                    return;
                }
            }
        }
    }
}
