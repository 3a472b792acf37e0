package dev.loomscope.agent.sample;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;

import org.jspecify.annotations.Nullable;

/**
 * What the JVM's management says of platform threads, for which it needs no stop of the application. Where the JVM has no such
 * module nothing is known. Of a monitor that a virtual thread has it says nothing.
 */
final class ThreadInfos {
    private @Nullable ThreadMXBean bean;
    private boolean without;

    /** Of each thread what is said of it, or null; null where of none anything is. */
    @Nullable
    ThreadInfo @Nullable [] of(long[] ids) {
        ThreadMXBean threads = bean();
        try {
            return threads == null ? null : threads.getThreadInfo(ids);
        } catch (RuntimeException e) {
            // JDK 17 asks each thread for its id, and a subclass may refuse.
            return null;
        }
    }

    /** What is said of one thread, or null. */
    @Nullable
    ThreadInfo of(long id) {
        @Nullable ThreadInfo @Nullable [] infos = of(new long[] {id});
        return infos == null ? null : infos[0];
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
