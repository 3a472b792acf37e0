package dev.loomscope.agent.it;

import java.lang.reflect.Field;
import java.lang.reflect.Method;

/**
 * Thread ids as a JVM gives them out after days: virtual threads take theirs from the same row of numbers. The JVM needs
 * {@link #OPTIONS}.
 */
final class LateIds {
    static final String[] OPTIONS = {"--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED"};

    private static final long FIRST = 0xC_8000_0000L;

    private LateIds() {}

    /** From here on ids have more than 32 bits. */
    static void begin() throws ReflectiveOperationException {
        if (Runtime.version().feature() < 19) {
            Field next = Thread.class.getDeclaredField("threadSeqNumber");
            next.setAccessible(true);
            next.setLong(null, FIRST);
            return;
        }
        Method offset = Thread.class.getDeclaredMethod("getNextThreadIdOffset");
        offset.setAccessible(true);
        Class<?> type = Class.forName("jdk.internal.misc.Unsafe");
        Field unsafe = type.getDeclaredField("theUnsafe");
        unsafe.setAccessible(true);
        Method put = type.getMethod("putLong", Object.class, long.class, long.class);
        put.setAccessible(true);
        put.invoke(unsafe.get(null), null, offset.invoke(null), FIRST);
    }
}
