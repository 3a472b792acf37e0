package dev.loomscope.agent.stream;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

import org.jspecify.annotations.Nullable;

/** Access to the arrays that the hooks share, with the memory order that their layouts ask for. */
final class SharedArrays {
    private static final VarHandle LONG = MethodHandles.arrayElementVarHandle(long[].class);
    private static final VarHandle INT = MethodHandles.arrayElementVarHandle(int[].class);
    private static final VarHandle RING = MethodHandles.arrayElementVarHandle(long[][].class);
    private static final VarHandle OBJECT = MethodHandles.arrayElementVarHandle(Object[].class);

    private SharedArrays() {}

    static long acquire(long[] array, int index) {
        return (long) LONG.getAcquire(array, index);
    }

    static long opaque(long[] array, int index) {
        return (long) LONG.getOpaque(array, index);
    }

    static int acquire(int[] array, int index) {
        return (int) INT.getAcquire(array, index);
    }

    static boolean compareAndSet(long[] array, int index, long expected, long value) {
        return LONG.compareAndSet(array, index, expected, value);
    }

    static void release(long[] array, int index, long value) {
        LONG.setRelease(array, index, value);
    }

    static void release(int[] array, int index, int value) {
        INT.setRelease(array, index, value);
    }

    /** Sets a value that other threads see at once. */
    static void set(int[] array, int index, int value) {
        INT.setVolatile(array, index, value);
    }

    /** The value before; 0 stands in its place. */
    static int takeInt(int[] array, int index) {
        return (int) INT.getAndSet(array, index, 0);
    }

    static long @Nullable [] ring(long[][] rings, int index) {
        return (long[]) RING.getAcquire(rings, index);
    }

    static void forgetRing(long[][] rings, int index) {
        RING.setVolatile(rings, index, (long[]) null);
    }

    /** Puts a ring into a free place. */
    static boolean giveRing(long[][] spares, int index, long[] ring) {
        return RING.compareAndSet(spares, index, (long[]) null, ring);
    }

    /** The object that was handed over, or null; null stands in its place. */
    static @Nullable Object takeObject(Object[] array, int index) {
        return OBJECT.getAcquire(array, index) == null ? null : OBJECT.getAndSet(array, index, (Object) null);
    }
}
