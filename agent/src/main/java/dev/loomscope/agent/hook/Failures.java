package dev.loomscope.agent.hook;

import org.jspecify.annotations.Nullable;

/**
 * Hands exceptions over to the agent, which reads their message and frames and lets them go: of each class that ends tasks of
 * one class the first four, then one in 64. {@link HookMemory} has the places; where all are taken the exception is passed over.
 */
final class Failures {
    private static final int FIRST = 4;
    private static final int EVERY = 64;

    /**
     * Failures by class slots of exception and task, some of which share a place; they overflow, and may miss some under
     * contention.
     */
    private static int[] seen = new int[1];

    /** 1 while a thread fills the place of the same index. */
    private static int[] claims = new int[1];

    private Failures() {}

    /** Starts the samples anew for a memory of so many classes and places. */
    static void reset(int classes, int places) {
        seen = new int[classes + 1];
        claims = new int[places];
    }

    /**
     * An exception that ends a task in the thread that calls, or that its future holds.
     *
     * @param taskSlot class slot of the task, 0 where it is not known
     */
    static void ofTask(HookMemory memory, @Nullable Object failure, int classSlot, int taskSlot, int key) {
        if (failure instanceof Throwable) {
            sample(memory, failure, classSlot + taskSlot * 31, Jdk.id(Jdk.carrier()), (key & 0xFFFF_FFFFL) << 1);
        }
    }

    /** An exception that ends a thread which is a task itself. */
    static void ofThread(HookMemory memory, @Nullable Object failure, int classSlot, long thread) {
        if (failure instanceof Throwable) {
            sample(memory, failure, classSlot, thread, thread << 1 | 1);
        }
    }

    private static void sample(HookMemory memory, Object failure, int mixed, long thread, long task) {
        int[] counts = seen;
        int place = mixed % counts.length;
        int count = counts[place];
        counts[place] = count + 1;
        if ((count < 0 || count >= FIRST) && (count & EVERY - 1) != 0) {
            return;
        }
        Object[] places = memory.failures();
        int[] taken = claims;
        for (int i = 0; i < places.length; i++) {
            if (places[i] == null && taken[i] == 0 && Jdk.compareAndSet(taken, i, 0, 1)) {
                boolean free = places[i] == null;
                try {
                    if (free) {
                        memory.failureTasks()[2 * i] = thread;
                        memory.failureTasks()[2 * i + 1] = task;
                        Jdk.release(places, i, failure);
                    }
                    Jdk.release(taken, i, 0);
                } catch (Throwable e) {
                    // The stack is at its end: the exception may be missing, its place is not.
                    taken[i] = 0;
                }
                if (free) {
                    return;
                }
            }
        }
    }
}
