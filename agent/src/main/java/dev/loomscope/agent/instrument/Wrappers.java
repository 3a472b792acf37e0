package dev.loomscope.agent.instrument;

import java.util.Arrays;

import dev.loomscope.agent.hook.Control;

/** Where classes of the JDK keep the task that they wrap, as far as this JDK has them. */
final class Wrappers {
    private static final String CONCURRENT = "java.util.concurrent.";

    private static final String[][] CLASS_AND_FIELD = {
            {CONCURRENT + "Executors$RunnableAdapter", "task"},
            {CONCURRENT + "CompletableFuture$AsyncRun", "fn"},
            {CONCURRENT + "CompletableFuture$AsyncSupply", "fn"},
            {CONCURRENT + "ThreadPerTaskExecutor$ThreadBoundFuture", "task"},
            {CONCURRENT + "ThreadPerTaskExecutor$TaskRunner", "task"},
            {CONCURRENT + "StructuredTaskScopeImpl$SubtaskImpl", "task"},
            {CONCURRENT + "StructuredTaskScope$SubtaskImpl", "task"},
            {"java.lang.VirtualThread$VThreadContinuation$1", "val$task"}};

    private Wrappers() {}

    /** The message that tells the hooks. */
    static Object[] message(JdkInternals jdk) {
        Class<?>[] types = new Class<?>[CLASS_AND_FIELD.length];
        long[] offsets = new long[CLASS_AND_FIELD.length];
        int known = 0;
        for (String[] each : CLASS_AND_FIELD) {
            Class<?> type = JdkInternals.find(each[0]);
            long offset = jdk.offset(each[0], each[1]);
            if (type != null && offset >= 0) {
                types[known] = type;
                offsets[known++] = offset;
            }
        }
        return new Object[] {Control.TASK_CLASSES, jdk.offset(CONCURRENT + "FutureTask", "callable"),
                Arrays.copyOf(types, known), Arrays.copyOf(offsets, known)};
    }
}
