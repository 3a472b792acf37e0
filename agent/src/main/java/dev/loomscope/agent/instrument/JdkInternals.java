package dev.loomscope.agent.instrument;

import java.util.function.Predicate;
import java.util.function.ToLongBiFunction;

import org.jspecify.annotations.Nullable;

/** What is asked of the JDK's own Unsafe at installation, through the generated class that {@link JdkClass} describes. */
final class JdkInternals {
    private final ToLongBiFunction<Class<?>, String> offsets;
    private final Predicate<Class<?>> uninitialized;

    /** @param installed an instance of the generated class */
    @SuppressWarnings("unchecked")
    JdkInternals(Object installed) {
        offsets = (ToLongBiFunction<Class<?>, String>) installed;
        uninitialized = (Predicate<Class<?>>) installed;
    }

    /** Offset of a field, or -1 where the class or the field does not exist. */
    long offset(String className, String field) {
        Class<?> owner = find(className);
        if (owner == null) {
            return -1;
        }
        try {
            return offsets.applyAsLong(owner, field);
        } catch (InternalError e) {
            return -1;
        }
    }

    /** Whether a class is there and was initialised, which asking does not change. */
    boolean isInitialized(String className) {
        Class<?> owner = find(className);
        return owner != null && !uninitialized.test(owner);
    }

    /** Whether a class was initialised, which asking does not change; not while it is being initialised. */
    boolean isInitialized(Class<?> type) {
        return !uninitialized.test(type);
    }

    /** A class of the JDK, loaded but not initialised by this; null where this JDK does not have it. */
    static @Nullable Class<?> find(String className) {
        try {
            return Class.forName(className, false, null);
        } catch (ClassNotFoundException e) {
            return null;
        }
    }
}
