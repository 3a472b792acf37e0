package dev.loomscope.agent.instrument;

import java.util.ArrayList;
import java.util.List;

/** Where classes of the JDK keep the task that they wrap, as far as this JDK has them. */
final class Wrappers {
    private static final String CONCURRENT = "java.util.concurrent.";

    /** Class and field, by turns. */
    private static final List<String> KNOWN = List.of(
            CONCURRENT + "Executors$RunnableAdapter",
            "task",
            CONCURRENT + "CompletableFuture$AsyncRun",
            "fn",
            CONCURRENT + "CompletableFuture$AsyncSupply",
            "fn",
            CONCURRENT + "ThreadPerTaskExecutor$ThreadBoundFuture",
            "task",
            CONCURRENT + "StructuredTaskScopeImpl$SubtaskImpl",
            "task",
            "java.lang.VirtualThread$VThreadContinuation$1",
            "val$task");

    private Wrappers() {}

    static void configure(JdkInternals jdk, HookClasses hooks) throws ReflectiveOperationException {
        List<Class<?>> types = new ArrayList<>();
        List<Long> offsets = new ArrayList<>();
        for (int i = 0; i < KNOWN.size(); i += 2) {
            Class<?> type = JdkInternals.find(KNOWN.get(i));
            long offset = jdk.offset(KNOWN.get(i), KNOWN.get(i + 1));
            if (type != null && offset >= 0) {
                types.add(type);
                offsets.add(offset);
            }
        }
        hooks.call(
                "TaskClasses",
                "configure",
                new Class<?>[] {long.class, Class[].class, long[].class},
                jdk.offset(CONCURRENT + "FutureTask", "callable"),
                types.toArray(new Class<?>[0]),
                offsets.stream().mapToLong(Long::longValue).toArray());
    }
}
