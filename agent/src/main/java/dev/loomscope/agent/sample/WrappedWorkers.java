package dev.loomscope.agent.sample;

import java.lang.invoke.VarHandle;

import org.jspecify.annotations.Nullable;

/**
 * What a pool's factory put around its worker: the wrappers of Netty and Tomcat, which others carry along under names of their
 * own, and lambdas. Nothing is asked but fields that are known by name.
 */
final class WrappedWorkers {
    private static final int DEPTH = 3;
    private static final String[] NETTY = {"runnable"};
    private static final String[] TOMCAT = {"wrappedRunnable"};

    /** As the JDK names what a lambda has captured. */
    private static final String[] LAMBDA = {"arg$1", "arg$2", "arg$3", "arg$4"};

    private WrappedWorkers() {}

    /** The worker inside of what a thread runs, or null. */
    static @Nullable Object worker(@Nullable Object body, Class<?> worker) {
        return inside(body, worker, DEPTH);
    }

    private static @Nullable Object inside(@Nullable Object body, Class<?> worker, int depth) {
        if (body == null || body.getClass() == worker) {
            return body;
        }
        if (depth > 0 && body instanceof Runnable) {
            for (String name : fields(body.getClass())) {
                VarHandle field = JdkDoors.field(body.getClass(), name);
                if (field == null) {
                    break;
                }
                Object found = field.varType().isPrimitive() ? null : inside(field.get(body), worker, depth - 1);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    private static String[] fields(Class<?> type) {
        String name = type.getName();
        return name.endsWith(".FastThreadLocalRunnable")
                ? NETTY
                : name.endsWith(".TaskThread$WrappingRunnable")
                        ? TOMCAT
                        : type.isHidden() && name.contains("$$Lambda") ? LAMBDA : new String[0];
    }
}
