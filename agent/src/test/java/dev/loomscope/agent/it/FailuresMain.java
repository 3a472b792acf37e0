package dev.loomscope.agent.it;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Tasks that fail in known ways, and one that collects garbage, once a line was read. */
public final class FailuresMain {
    private static final AtomicInteger CALLED = new AtomicInteger();

    private FailuresMain() {}

    /** An exception that is not to be asked anything. */
    static final class Hostile extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Hostile() {
            super("hostile");
        }

        private static <T> T hang() {
            CALLED.incrementAndGet();
            while (true) {
                Thread.onSpinWait();
            }
        }

        @Override
        public String getMessage() {
            return hang();
        }

        @Override
        public String getLocalizedMessage() {
            return hang();
        }

        @Override
        public String toString() {
            return hang();
        }

        @Override
        public StackTraceElement[] getStackTrace() {
            return hang();
        }

        @Override
        public Throwable getCause() {
            return hang();
        }
    }

    private static void deep(int calls) {
        if (calls > 0) {
            deep(calls - 1);
        }
        throw new IllegalStateException("x".repeat(300));
    }

    @SuppressWarnings("deprecation")
    public static void main(String[] arguments) throws Exception {
        LateIds.begin();
        System.out.println("waiting");
        System.in.read();
        ExecutorService pool = Executors.newSingleThreadExecutor();
        for (int i = 0; i < 100; i++) {
            pool.submit(() -> deep(20));
        }
        for (int i = 0; i < 4; i++) {
            pool.submit(() -> deep(0));
        }
        CompletableFuture.runAsync(() -> deep(0), pool);
        CompletableFuture.completedFuture(1).thenAcceptAsync(one -> deep(one), pool);
        pool.submit(() -> {
            throw new Hostile();
        });
        String[] none = new String[1];
        pool.submit(() -> none[0].length());
        pool.submit(new Collects());
        pool.shutdown();
        PoolsMain.check(pool.awaitTermination(60, TimeUnit.SECONDS), "pool does not end");
        if (arguments.length > 0) {
            Thread thread = VirtualMain.start(() -> {
                Thread.currentThread().setUncaughtExceptionHandler((failed, exception) -> {});
                throw new UnsupportedOperationException("virtual");
            });
            System.out.println("virtual " + thread.getId());
            thread.join();
        }
        System.out.println("done");
        System.in.read();
        System.out.println("called=" + CALLED);
    }

    /**
     * Asks for a collection until there was one: JDK 17 leaves it out while any thread is in a critical region of native code, as
     * those are that read a class from a jar.
     */
    private static final class Collects implements Runnable {
        @Override
        public void run() {
            long before = collections();
            do {
                System.gc();
            } while (collections() == before);
        }

        /** How often more was collected than what is young. */
        private static long collections() {
            return ManagementFactory.getGarbageCollectorMXBeans().stream()
                    .filter(collector -> !collector.getName().matches(".* (Young|Minor) .*"))
                    .mapToLong(GarbageCollectorMXBean::getCollectionCount).sum();
        }
    }
}
