package dev.loomscope.agent.instrument;

import java.lang.instrument.Instrumentation;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/** What is asked of the JDK's own Unsafe at installation: where fields and array elements are. */
final class JdkInternals implements ObjectLayout {
    static final String UNSAFE = "jdk/internal/misc/Unsafe";

    private final Object unsafe;
    private final Class<?> type;

    private JdkInternals(Object unsafe, Class<?> type) {
        this.unsafe = unsafe;
        this.type = type;
    }

    /** Opens to the agent, and to nobody else, the packages it needs. */
    static JdkInternals open(Instrumentation instrumentation) throws ReflectiveOperationException {
        Set<Module> agent = Set.of(JdkInternals.class.getModule());
        Module base = Object.class.getModule();
        instrumentation.redefineModule(
                base,
                Set.of(),
                Map.of("jdk.internal.misc", agent),
                Map.of("java.lang", agent),
                Set.of(),
                Map.of());
        Class<?> type = Class.forName(UNSAFE.replace('/', '.'));
        return new JdkInternals(type.getMethod("getUnsafe").invoke(null), type);
    }

    @Override
    public long offset(String className, String field) {
        Class<?> owner = find(className);
        if (owner == null) {
            return -1;
        }
        try {
            Method method = type.getMethod("objectFieldOffset", Class.class, String.class);
            return ((Number) method.invoke(unsafe, owner, field)).longValue();
        } catch (ReflectiveOperationException e) {
            return -1;
        }
    }

    @Override
    public long arrayBase(Class<?> array) throws ReflectiveOperationException {
        return ((Number) type.getMethod("arrayBaseOffset", Class.class).invoke(unsafe, array)).longValue();
    }

    @Override
    public int arrayScale(Class<?> array) throws ReflectiveOperationException {
        return ((Number) type.getMethod("arrayIndexScale", Class.class).invoke(unsafe, array)).intValue();
    }

    /** Whether a class was initialised, which asking does not change. */
    boolean isInitialized(String className) throws ReflectiveOperationException {
        Class<?> owner = find(className);
        if (owner == null) {
            return false;
        }
        return !(Boolean) type.getMethod("shouldBeInitialized", Class.class).invoke(unsafe, owner);
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
