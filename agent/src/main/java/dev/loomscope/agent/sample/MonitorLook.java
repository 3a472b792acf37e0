package dev.loomscope.agent.sample;

import java.lang.management.LockInfo;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;

import dev.loomscope.agent.sample.Blockers.Blocker;
import org.jspecify.annotations.Nullable;

/**
 * Which monitor a platform thread waits for, by the JVM's management, which needs no stop of the application for it. Where the
 * JVM has no such module nothing is seen. A monitor that a virtual thread has is not seen this way.
 */
final class MonitorLook {
    private @Nullable ThreadMXBean bean;
    private boolean without;

    /** Of each thread what it waits for, or null. */
    @Nullable
    Blocker[] look(long[] ids, int[] kinds) {
        @Nullable Blocker[] found = new Blocker[ids.length];
        ThreadMXBean threads = bean();
        if (threads != null) {
            ask(threads, ids, kinds, found);
        }
        return found;
    }

    private static void ask(ThreadMXBean threads, long[] ids, int[] kinds, @Nullable Blocker[] found) {
        try {
            ThreadInfo[] infos = threads.getThreadInfo(ids);
            for (int i = 0; i < infos.length; i++) {
                LockInfo lock = infos[i] == null ? null : infos[i].getLockInfo();
                if (lock != null) {
                    long owner = Math.max(0, infos[i].getLockOwnerId());
                    found[i] = new Blocker(kinds[i], lock.getIdentityHashCode(), owner, lock.getClassName());
                }
            }
        } catch (RuntimeException e) {
            // JDK 17 asks each thread for its id, and a subclass may refuse.
        }
    }

    private @Nullable ThreadMXBean bean() {
        if (bean == null && !without) {
            try {
                bean = ManagementFactory.getThreadMXBean();
            } catch (RuntimeException | LinkageError e) {
                without = true;
            }
        }
        return bean;
    }
}
