package dev.loomscope.agent.sample;

import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Ways to look at what the JDK keeps private, so that no getter that takes a lock of the application needs to be called. What
 * this JDK does not have is null, and what depends on it stays unknown.
 */
final class JdkDoors {
    private static final String[] PACKAGES = {
            "java.lang", "java.util", "java.util.concurrent", "java.util.concurrent.locks", "jdk.internal.vm"
    };

    private JdkDoors() {}

    /** Opens the packages to the agent and to nobody else. */
    static void open(Instrumentation instrumentation) {
        Module base = Object.class.getModule();
        Set<Module> agent = Set.of(JdkDoors.class.getModule());
        Map<String, Set<Module>> opens = new HashMap<>();
        for (String name : PACKAGES) {
            if (base.getPackages().contains(name)) {
                opens.put(name, agent);
            }
        }
        instrumentation.redefineModule(base, Set.of(), Map.of(), opens, Set.of(), Map.of());
    }

    /** A class of the JDK, not initialised by this, or null. */
    static @Nullable Class<?> type(String name) {
        try {
            return Class.forName(name, false, null);
        } catch (ClassNotFoundException e) {
            return null;
        }
    }

    /** A field, or null. */
    static @Nullable VarHandle field(@Nullable Class<?> owner, String name) {
        if (owner == null) {
            return null;
        }
        try {
            Field field = owner.getDeclaredField(name);
            return MethodHandles.privateLookupIn(owner, MethodHandles.lookup()).unreflectVarHandle(field);
        } catch (ReflectiveOperationException | RuntimeException e) {
            return null;
        }
    }

    /** A method, or null. */
    static @Nullable MethodHandle method(@Nullable Class<?> owner, String name, Class<?>... parameters) {
        if (owner == null) {
            return null;
        }
        try {
            Method method = owner.getDeclaredMethod(name, parameters);
            return MethodHandles.privateLookupIn(owner, MethodHandles.lookup()).unreflect(method);
        } catch (ReflectiveOperationException | RuntimeException e) {
            return null;
        }
    }

    /** A method as its class has it, whatever a subclass makes of it; or null. */
    static @Nullable MethodHandle own(Class<?> owner, String name) {
        try {
            Method method = owner.getDeclaredMethod(name);
            return MethodHandles.privateLookupIn(owner, MethodHandles.lookup()).unreflectSpecial(method, owner);
        } catch (ReflectiveOperationException | RuntimeException e) {
            return null;
        }
    }
}
