package dev.loomscope.agent.sample;

import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/** The live platform threads, without a stop of the application. */
final class AllThreads {
    private final @Nullable MethodHandle all = first("getAllThreads", "getThreads");

    private static @Nullable MethodHandle first(String... names) {
        for (String name : names) {
            MethodHandle method = JdkDoors.method(Thread.class, name);
            if (method != null) {
                return method;
            }
        }
        return null;
    }

    List<Thread> threads() {
        List<Thread> found = new ArrayList<>();
        try {
            if (all != null) {
                for (Thread thread : (Thread[]) all.invoke()) {
                    if (thread != null) {
                        found.add(thread);
                    }
                }
            }
        } catch (Throwable e) {
            // This JDK does not say.
        }
        return found;
    }
}
