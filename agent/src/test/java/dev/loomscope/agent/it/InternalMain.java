package dev.loomscope.agent.it;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A program with a scheduled pool of its own that it passes off as one that the JDK serves itself with. */
public final class InternalMain {
    private InternalMain() {}

    @SuppressWarnings("unchecked")
    public static void main(String[] arguments) throws Exception {
        Class<?> control = Arrays.stream(CountingAgent.instrumentation().getAllLoadedClasses())
                .filter(type -> type.getName().startsWith("java.lang.LoomscopeControl_"))
                .findFirst()
                .orElseThrow();
        timeLimits();
        long offset = offset();
        ((Consumer<Object[]>) control.getConstructor().newInstance())
                .accept(new Object[] {"internal-pools", offset, -1L, InternalMain.class});
        ScheduledThreadPoolExecutor internal = new ScheduledThreadPoolExecutor(1, work -> new Thread(work));
        ScheduledThreadPoolExecutor other = new ScheduledThreadPoolExecutor(1);
        for (int i = 0; i < 10; i++) {
            internal.schedule(() -> {}, 1, TimeUnit.MILLISECONDS).get();
            other.schedule(() -> {}, 1, TimeUnit.MILLISECONDS).get();
        }
        internal.shutdown();
        other.shutdown();
        PoolsMain.check(internal.awaitTermination(60, TimeUnit.SECONDS), "pool does not end");
        PoolsMain.check(other.awaitTermination(60, TimeUnit.SECONDS), "pool does not end");
        System.out.print(PoolsMain.report());
    }

    /** The JDK itself schedules what ends them. */
    private static void timeLimits() {
        for (int i = 0; i < 5; i++) {
            CompletableFuture<Integer> future = new CompletableFuture<Integer>().orTimeout(1, TimeUnit.MILLISECONDS);
            PoolsMain.check(future.exceptionally(late -> 1).join() == 1, "it is not late");
        }
    }

    /** Offset of the field that holds a pool's thread factory, as the JVM has it. */
    private static long offset() throws Exception {
        Class<?> type = Class.forName("sun.misc.Unsafe");
        var field = type.getDeclaredField("theUnsafe");
        field.setAccessible(true);
        Method method = type.getMethod("objectFieldOffset", java.lang.reflect.Field.class);
        return (long) method.invoke(
                field.get(null),
                java.util.concurrent.ThreadPoolExecutor.class.getDeclaredField("threadFactory"));
    }
}
