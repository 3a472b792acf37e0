package dev.loomscope.agent.sample;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.lang.reflect.Field;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Consumer;
import java.util.stream.Stream;

import dev.loomscope.agent.sample.Facts.PoolFact;
import org.jspecify.annotations.Nullable;

/**
 * Looks at virtual threads: goes through the JDK's containers of threads, which is safe while they mount and unmount (a thread
 * dump of the JDK is not), and at the pool of carriers. Where the JDK has no virtual threads there are none.
 */
final class VirtualThreadLook {
    private static final String CONTAINERS = "jdk.internal.vm.ThreadContainers";
    private static final String CONTAINER = "jdk.internal.vm.ThreadContainer";
    private static final int DEPTH = 16;

    private final @Nullable Class<?> type = JdkDoors.type("java.lang.VirtualThread");
    private final @Nullable MethodHandle isVirtual = JdkDoors.method(Thread.class, "isVirtual");
    private final @Nullable MethodHandle root = JdkDoors.method(JdkDoors.type(CONTAINERS), "root");
    private final @Nullable MethodHandle children = JdkDoors.method(JdkDoors.type(CONTAINER), "children");
    private final @Nullable MethodHandle threads = JdkDoors.method(JdkDoors.type(CONTAINER), "threads");
    private final @Nullable VarHandle carrier = JdkDoors.field(type, "carrierThread");
    private final @Nullable VarHandle continuation = JdkDoors.field(type, "cont");
    private final @Nullable VarHandle target = JdkDoors.field(
            JdkDoors.type("jdk.internal.vm.Continuation"), "target");
    private @Nullable ForkJoinPool scheduler;

    boolean isVirtual(Thread thread) {
        try {
            return isVirtual != null && (boolean) isVirtual.invoke(thread);
        } catch (Throwable e) {
            return false;
        }
    }

    /** The thread that carries a virtual thread now, or null. */
    @Nullable
    Thread carrier(Thread thread) {
        return carrier == null || thread.getClass() != type ? null : (Thread) carrier.getVolatile(thread);
    }

    /** What a virtual thread runs, with the JDK's wrappers around it, or null. */
    @Nullable
    Object body(Thread thread) {
        Object cont = continuation == null || thread.getClass() != type ? null : continuation.get(thread);
        return cont == null || target == null ? null : target.get(cont);
    }

    /** Gives each live virtual thread to a consumer, as far as the JDK keeps track of them. */
    void forEach(Consumer<Thread> consumer) {
        if (root == null || children == null || threads == null) {
            return;
        }
        try {
            forEach(root.invoke(), consumer, 0);
        } catch (Throwable e) {
            // This JDK's containers look different: its virtual threads are met when something happens to them.
        }
    }

    private void forEach(Object container, Consumer<Thread> consumer, int depth) throws Throwable {
        if (threads == null || children == null || depth > DEPTH) {
            return;
        }
        try (Stream<?> all = (Stream<?>) threads.invoke(container)) {
            all.forEach(thread -> {
                if (thread instanceof Thread found && isVirtual(found)) {
                    consumer.accept(found);
                }
            });
        }
        try (Stream<?> inner = (Stream<?>) children.invoke(container)) {
            for (Object child : inner.toList()) {
                forEach(child, consumer, depth + 1);
            }
        }
    }

    /**
     * The pool of carriers; to be asked only where virtual threads were seen, as asking creates it.
     *
     * @param mounted virtual threads that are mounted
     */
    @Nullable
    PoolFact scheduler(int id, long ended, int mounted) {
        ForkJoinPool pool = pool();
        if (pool == null) {
            return null;
        }
        return new PoolFact(
                0,
                id,
                "java.lang.VirtualThread",
                "java.lang.VirtualThread",
                pool.getPoolSize(),
                pool.getActiveThreadCount(),
                pool.getQueuedSubmissionCount() + pool.getQueuedTaskCount(),
                ended,
                pool.getParallelism(),
                pool.getParallelism(),
                -1,
                false,
                List.of(),
                mounted,
                -1,
                null);
    }

    private @Nullable ForkJoinPool pool() {
        if (scheduler == null && type != null) {
            for (Field field : type.getDeclaredFields()) {
                if (field.getName().endsWith("_SCHEDULER")) {
                    VarHandle handle = JdkDoors.field(type, field.getName());
                    if (handle != null && handle.get() instanceof ForkJoinPool pool) {
                        scheduler = pool;
                    }
                }
            }
        }
        return scheduler;
    }
}
