package dev.loomscope.agent.sample;

import java.lang.invoke.VarHandle;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.FutureTask;

import org.jspecify.annotations.Nullable;

/** What a thread really runs: what is inside of the wrappers that the JDK puts around it. */
final class InnerTasks {
    private static final String CONCURRENT = "java.util.concurrent.";
    private static final int DEPTH = 6;
    private static final String[] HOLDERS = {CONCURRENT + "Executors$RunnableAdapter",
            CONCURRENT + "StructuredTaskScopeImpl$SubtaskImpl", CONCURRENT + "StructuredTaskScope$SubtaskImpl",
            CONCURRENT + "ThreadPerTaskExecutor$TaskRunner"};

    private final Map<Class<?>, VarHandle> wrappers = new HashMap<>();
    private final @Nullable VarHandle callable = JdkDoors.field(FutureTask.class, "callable");

    InnerTasks() {
        for (String holder : HOLDERS) {
            wrapper(holder, "task");
        }
        wrapper("java.lang.VirtualThread$VThreadContinuation$1", "val$task");
    }

    private void wrapper(String name, String field) {
        Class<?> type = JdkDoors.type(name);
        VarHandle task = JdkDoors.field(type, field);
        if (type != null && task != null) {
            wrappers.put(type, task);
        }
    }

    /** What is inside of one wrapper; null where it is none, or an empty one. */
    @Nullable
    Object inner(Object body) {
        VarHandle field = body instanceof FutureTask<?> ? callable : wrappers.get(body.getClass());
        return field == null ? null : field.get(body);
    }

    /** What is inside of all wrappers. */
    Object innermost(Object body) {
        Object outer = body;
        for (int depth = 0; depth < DEPTH; depth++) {
            Object inner = inner(outer);
            if (inner == null) {
                break;
            }
            outer = inner;
        }
        return outer;
    }
}
