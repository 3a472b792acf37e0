package dev.loomscope.agent.sample;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import dev.loomscope.agent.sample.Facts.PoolFact;
import dev.loomscope.agent.sample.PoolBoard.WatchedPool;
import org.jspecify.annotations.Nullable;

/**
 * Reads executors of well-known libraries by their fields, or, where their class is final, by methods that take no lock. One
 * whose fields are others is left alone, as is any other executor of an application. What is found of a class is held weakly: it
 * would hold the class.
 */
final class LibraryPools {
    private static final int DEPTH = 8;
    private static final int COUNT_MASK = (1 << 29) - 1;

    private final Map<Integer, WeakReference<Shape>> shapes = new HashMap<>();
    private final Queues queues = new Queues();

    /** Figures of a pool: workers, those inside a task, tasks that wait or -1, most and least workers. */
    private record Figures(int size, int active, long queue, int max, int core, boolean shutdown) {}

    /** How a class of pools is read. */
    @FunctionalInterface
    private interface Shape {
        @Nullable
        Figures read(Object pool) throws Throwable;
    }

    /** The pool's figures, or null where they cannot be seen. */
    @Nullable
    PoolFact read(WatchedPool watched, Object pool) {
        WeakReference<Shape> known = shapes.get(watched.id());
        Shape shape = known == null ? null : known.get();
        if (shape == null) {
            shape = shape(pool.getClass());
            shapes.put(watched.id(), new WeakReference<>(shape));
        }
        Figures figures = null;
        try {
            figures = shape.read(pool);
        } catch (Throwable e) {
            // It looks different.
        }
        return figures == null ? null : fact(watched, pool, figures);
    }

    private static PoolFact fact(WatchedPool watched, Object pool, Figures figures) {
        return new PoolFact(
                watched.slot(),
                watched.id(),
                watched.name(),
                pool.getClass().getName(),
                figures.size,
                figures.active,
                figures.queue,
                -1,
                figures.max,
                figures.core,
                PoolFact.UNKNOWN,
                figures.shutdown,
                List.of());
    }

    /** Forgets the pools that are gone. */
    void retain(List<WatchedPool> present) {
        if (shapes.size() > present.size()) {
            shapes.keySet().removeIf(id -> present.stream().noneMatch(pool -> pool.id() == id));
        }
    }

    private Shape shape(Class<?> type) {
        Class<?> known = type;
        for (int depth = 0; known != null && depth < DEPTH; depth++) {
            String name = known.getName();
            if (isOf(name, "org.apache.tomcat.util.threads.ThreadPoolExecutor")) {
                return tomcat(known);
            }
            if (isOf(name, "org.eclipse.jetty.util.thread.QueuedThreadPool")) {
                return jetty(known);
            }
            if (isOf(name, "org.jboss.threads.EnhancedQueueExecutor")) {
                return jboss(known);
            }
            if (isOf(name, "io.netty.util.concurrent.SingleThreadEventExecutor")) {
                return netty();
            }
            known = known.getSuperclass();
        }
        return pool -> null;
    }

    /** Whether it is the library's class, as it is or carried along under another one's package. */
    private static boolean isOf(String name, String library) {
        return name.endsWith(library) && (name.length() == library.length()
                || name.charAt(name.length() - library.length() - 1) == '.');
    }

    /** As the JDK's, of which it is a copy. */
    private Shape tomcat(Class<?> type) {
        VarHandle control = JdkDoors.field(type, "ctl");
        VarHandle core = JdkDoors.field(type, "corePoolSize");
        VarHandle max = JdkDoors.field(type, "maximumPoolSize");
        VarHandle submitted = JdkDoors.field(type, "submittedCount");
        if (control == null || core == null || max == null || submitted == null) {
            return pool -> null;
        }
        return pool -> {
            int state = ((AtomicInteger) control.get(pool)).get();
            int size = state & COUNT_MASK;
            // What was submitted and has not ended.
            int open = ((AtomicInteger) submitted.get(pool)).get();
            int queue = Math.max(0, open - size);
            return new Figures(size, Math.min(size, open), queue, (int) max.get(pool), (int) core.get(pool),
                    state >= 0);
        };
    }

    /** Threads stand in the upper half of its counts; in the lower one, the idle ones less what is queued. */
    private Shape jetty(Class<?> type) {
        VarHandle counts = JdkDoors.field(type, "_counts");
        VarHandle jobs = JdkDoors.field(type, "_jobs");
        VarHandle max = JdkDoors.field(type, "_maxThreads");
        VarHandle min = JdkDoors.field(type, "_minThreads");
        if (counts == null || jobs == null || max == null || min == null) {
            return pool -> null;
        }
        return pool -> {
            long both = ((AtomicLong) counts.get(pool)).get();
            int threads = (int) (both >> 32);
            int idle = (int) both;
            int size = Math.max(0, threads);
            Object queue = jobs.get(pool);
            VarHandle length = JdkDoors.field(queue.getClass(), "_size");
            long waiting = length == null ? queues.size(queue) : ((AtomicInteger) length.get(queue)).get();
            return new Figures(size, Math.max(0, size - Math.max(0, idle)), waiting, (int) max.get(pool),
                    (int) min.get(pool), threads < 0);
        };
    }

    /** How many are inside a task it counts on demand only; the tasks tell. */
    private static Shape jboss(Class<?> type) {
        MethodHandle size = JdkDoors.own(type, "getPoolSize");
        MethodHandle active = JdkDoors.own(type, "getActiveCount");
        MethodHandle queue = JdkDoors.own(type, "getQueueSize");
        MethodHandle max = JdkDoors.own(type, "getMaximumPoolSize");
        MethodHandle core = JdkDoors.own(type, "getCorePoolSize");
        MethodHandle shutdown = JdkDoors.own(type, "isShutdown");
        if (size == null || active == null || queue == null || max == null || core == null || shutdown == null) {
            return pool -> null;
        }
        return pool -> new Figures((int) size.invoke(pool), Math.max(0, (int) active.invoke(pool)),
                (int) queue.invoke(pool),
                (int) max.invoke(pool), (int) core.invoke(pool), (boolean) shutdown.invoke(pool));
    }

    /** It has one thread, and its queue is not asked: only the tasks tell how many wait. */
    private static Shape netty() {
        return pool -> new Figures(1, 0, -1, 1, 1, false);
    }
}
