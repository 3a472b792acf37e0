package dev.loomscope.agent.hook;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

import org.jspecify.annotations.Nullable;

/**
 * The few things hooks need that the Java language has no word for. This is the portable form, for tests and benchmarks; what
 * is installed is a class of the same methods, generated for the JDK at hand, that reaches fields and arrays directly and so
 * links nothing at its first call.
 */
public final class Jdk {
    private static final VarHandle LONGS = MethodHandles.arrayElementVarHandle(long[].class);
    private static final VarHandle INTS = MethodHandles.arrayElementVarHandle(int[].class);
    private static final VarHandle OBJECTS = MethodHandles.arrayElementVarHandle(Object[].class);

    private Jdk() {}

    /** The platform thread that executes the caller: for a virtual thread its carrier. */
    static Thread carrier() {
        return Thread.currentThread();
    }

    /** The thread's own id, even where {@code getId} is overridden. */
    @SuppressWarnings("deprecation")
    static long id(Thread thread) {
        return thread.getId();
    }

    static long acquire(long[] array, int index) {
        return (long) LONGS.getAcquire(array, index);
    }

    static void release(long[] array, int index, long value) {
        LONGS.setRelease(array, index, value);
    }

    static void release(int[] array, int index, int value) {
        INTS.setRelease(array, index, value);
    }

    static void release(@Nullable Object[] array, int index, @Nullable Object value) {
        OBJECTS.setRelease(array, index, value);
    }

    static void add(long[] array, int index, long value) {
        var unused = (long) LONGS.getAndAdd(array, index, value);
    }

    static boolean compareAndSet(long[] array, int index, long expected, long value) {
        return LONGS.compareAndSet(array, index, expected, value);
    }

    static boolean compareAndSet(int[] array, int index, int expected, int value) {
        return INTS.compareAndSet(array, index, expected, value);
    }

    static boolean compareAndSet(
            @Nullable Object[] array, int index, @Nullable Object expected, @Nullable Object value) {
        return OBJECTS.compareAndSet(array, index, expected, value);
    }

    /**
     * The object in the field at an offset. Only offsets that the JDK gave for the object's own class are allowed; the portable
     * form sees none.
     */
    static @Nullable Object reference(Object object, long offset) {
        return null;
    }

    /** The number in the field at an offset, with the same limits. */
    static int integer(Object object, long offset) {
        return -1;
    }

    /** The flag in the field at an offset, with the same limits. */
    static boolean flag(Object object, long offset) {
        return false;
    }

    /** The long number in the field at an offset, with the same limits. */
    static long number(Object object, long offset) {
        return -1;
    }
}
