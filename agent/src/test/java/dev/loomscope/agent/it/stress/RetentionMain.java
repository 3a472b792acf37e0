package dev.loomscope.agent.it.stress;

import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * Uses whatever is watched, with tasks of a class loader of their own, and looks whether all of it can be collected: a line for
 * each way of use. What is watched anew is a case more in {@link #cases}.
 */
public final class RetentionMain {
    private static final int ROUNDS = 20;

    private RetentionMain() {}

    /** One way to use what is watched. */
    private interface Use {
        void of(Loaded loaded) throws Exception;
    }

    private record Case(String name, Use use) {}

    private static List<Case> cases() {
        List<Case> cases = new ArrayList<>(List.of(
                new Case("executed", RetentionMain::executed),
                new Case("failed", RetentionMain::failed),
                new Case("rejected", RetentionMain::rejected),
                new Case("left in the queue", RetentionMain::leftInTheQueue),
                new Case("cancelled", RetentionMain::cancelled),
                new Case("invoked together", RetentionMain::invokedTogether),
                new Case("scheduled", RetentionMain::scheduled),
                new Case("fork/join", RetentionMain::forkJoin),
                new Case("stages", RetentionMain::stages),
                new Case("stages that nobody completes", RetentionMain::stagesForEver),
                new Case("parallel stream", RetentionMain::parallelStream),
                new Case("timer", RetentionMain::timer),
                new Case("threads", RetentionMain::threads),
                new Case("an executor of one's own", RetentionMain::ownExecutor)));
        if (VirtualThreads.factory() != null) {
            cases.add(new Case("virtual threads", RetentionMain::virtualThreads));
            cases.add(new Case("virtual threads that park", RetentionMain::parking));
            cases.add(new Case("virtual workers", RetentionMain::virtualWorkers));
        }
        return cases;
    }

    public static void main(String[] arguments) throws Exception {
        System.out.println("ready");
        System.in.read();
        for (Case one : cases()) {
            List<WeakReference<Object>> references = new ArrayList<>();
            for (int i = 0; i < ROUNDS; i++) {
                use(one, references);
            }
            System.out
                    .println(one.name + ": " + (areCollected(references) ? "collected" : "kept " + kinds(references)));
        }
    }

    private static void use(Case one, List<WeakReference<Object>> references) throws Exception {
        URL program = RetentionMain.class.getProtectionDomain().getCodeSource().getLocation();
        try (URLClassLoader loader = new URLClassLoader(new URL[] {program}, ClassLoader.getPlatformClassLoader())) {
            Loaded loaded = new Loaded(loader, references);
            loaded.watch(loader);
            one.use.of(loaded);
        }
    }

    private static boolean areCollected(List<WeakReference<Object>> references) throws InterruptedException {
        long deadline = System.nanoTime() + 30_000_000_000L;
        while (!references.isEmpty() && System.nanoTime() - deadline < 0) {
            System.gc();
            references.removeIf(reference -> reference.refersTo(null));
            Thread.sleep(1);
        }
        return references.isEmpty();
    }

    private static List<String> kinds(List<WeakReference<Object>> references) {
        return references.stream()
                .map(WeakReference::get)
                .map(object -> object == null ? "" : object.getClass().getName())
                .distinct()
                .toList();
    }

    /** What a use takes from the class loader that is to be collected. */
    private static final class Loaded {
        private final ClassLoader loader;
        private final List<WeakReference<Object>> references;

        Loaded(ClassLoader loader, List<WeakReference<Object>> references) {
            this.loader = loader;
            this.references = references;
        }

        <T> T watch(T object) {
            references.add(new WeakReference<>(object));
            return object;
        }

        private Object make(Class<?> type) {
            try {
                return watch(loader.loadClass(type.getName()).getConstructor().newInstance());
            } catch (ReflectiveOperationException e) {
                throw new LinkageError(e.toString(), e);
            }
        }

        Runnable task() {
            return (Runnable) make(Quiet.class);
        }

        @SuppressWarnings("unchecked")
        Callable<Object> failing() {
            return (Callable<Object>) make(Failing.class);
        }

        Executor executor() {
            return (Executor) make(OwnExecutor.class);
        }
    }

    /** A task that does nothing. */
    public static final class Quiet implements Runnable {
        /** For reflection. */
        public Quiet() {}

        @Override
        public void run() {}
    }

    /** A task that fails with an exception of its own class loader. */
    public static final class Failing implements Callable<Object> {
        /** For reflection. */
        public Failing() {}

        @Override
        public Object call() throws Exception {
            throw new Failure();
        }
    }

    /** The exception. */
    public static final class Failure extends Exception {
        private static final long serialVersionUID = 1;
    }

    /** An executor that is none of the JDK's. */
    public static final class OwnExecutor implements Executor {
        /** For reflection. */
        public OwnExecutor() {}

        @Override
        public void execute(Runnable task) {
            task.run();
        }
    }

    private static void end(ExecutorService pool) throws InterruptedException {
        pool.shutdown();
        pool.awaitTermination(1, TimeUnit.MINUTES);
    }

    private static void executed(Loaded loaded) throws Exception {
        ExecutorService pool = loaded.watch(Executors.newFixedThreadPool(2));
        for (int i = 0; i < 10; i++) {
            pool.execute(loaded.task());
            loaded.watch(pool.submit(loaded.task())).get();
        }
        end(pool);
    }

    private static void failed(Loaded loaded) throws Exception {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
        loaded.watch(pool);
        for (int i = 0; i < 10; i++) {
            Future<Object> future = loaded.watch(pool.submit(loaded.failing()));
            try {
                future.get();
            } catch (java.util.concurrent.ExecutionException e) {
                loaded.watch(e.getCause());
            }
        }
        end(pool);
    }

    private static void rejected(Loaded loaded) throws Exception {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(0, 1, 1, TimeUnit.MILLISECONDS, new SynchronousQueue<>());
        loaded.watch(pool).shutdown();
        for (int i = 0; i < 5; i++) {
            try {
                pool.execute(loaded.task());
            } catch (RejectedExecutionException e) {
                loaded.watch(e);
            }
        }
    }

    private static void leftInTheQueue(Loaded loaded) throws Exception {
        ExecutorService pool = loaded.watch(Executors.newFixedThreadPool(1));
        CountDownLatch latch = new CountDownLatch(1);
        pool.execute(() -> {
            try {
                latch.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        for (int i = 0; i < 10; i++) {
            pool.execute(loaded.task());
        }
        pool.shutdownNow();
        latch.countDown();
        end(pool);
    }

    private static void cancelled(Loaded loaded) throws Exception {
        ScheduledExecutorService pool = loaded.watch(Executors.newScheduledThreadPool(1));
        for (int i = 0; i < 5; i++) {
            loaded.watch(pool.schedule(loaded.task(), 1, TimeUnit.HOURS)).cancel(true);
        }
        pool.shutdownNow();
        end(pool);
    }

    private static void invokedTogether(Loaded loaded) throws Exception {
        ExecutorService pool = loaded.watch(Executors.newFixedThreadPool(2));
        for (Future<Object> future : pool.invokeAll(List.of(loaded.failing(), loaded.failing()))) {
            loaded.watch(future);
        }
        pool.invokeAny(List.of(loaded.failing(), Executors.callable(loaded.task())));
        end(pool);
    }

    private static void scheduled(Loaded loaded) throws Exception {
        ScheduledExecutorService pool = loaded.watch(Executors.newScheduledThreadPool(1));
        CountDownLatch three = new CountDownLatch(3);
        Runnable task = loaded.task();
        ScheduledFuture<?> periodic = loaded.watch(pool.scheduleAtFixedRate(() -> {
            task.run();
            three.countDown();
        }, 0, 1, TimeUnit.MILLISECONDS));
        loaded.watch(pool.schedule(loaded.task(), 1, TimeUnit.MILLISECONDS)).get();
        three.await();
        periodic.cancel(false);
        end(pool);
    }

    private static void forkJoin(Loaded loaded) throws Exception {
        ForkJoinPool pool = loaded.watch(new ForkJoinPool(2));
        for (int i = 0; i < 10; i++) {
            loaded.watch(pool.submit(loaded.task())).get();
            try {
                loaded.watch(pool.submit(loaded.failing())).get();
            } catch (java.util.concurrent.ExecutionException e) {
                loaded.watch(e.getCause());
            }
        }
        end(pool);
    }

    private static void stages(Loaded loaded) throws Exception {
        for (int i = 0; i < 10; i++) {
            CompletableFuture<Void> first = loaded.watch(CompletableFuture.runAsync(loaded.task()));
            loaded.watch(first.thenRunAsync(loaded.task())).get();
        }
    }

    private static void stagesForEver(Loaded loaded) {
        CompletableFuture<Object> never = loaded.watch(new CompletableFuture<>());
        loaded.watch(never.thenRun(loaded.task()));
        loaded.watch(never.thenRunAsync(loaded.task()));
    }

    private static void parallelStream(Loaded loaded) {
        Runnable task = loaded.task();
        IntStream.range(0, 100).parallel().forEach(i -> task.run());
    }

    private static void timer(Loaded loaded) throws Exception {
        Timer timer = loaded.watch(new Timer(true));
        CountDownLatch over = new CountDownLatch(1);
        Runnable task = loaded.task();
        timer.schedule(loaded.watch(new TimerTask() {
            @Override
            public void run() {
                task.run();
                over.countDown();
            }
        }), 0);
        over.await();
        timer.cancel();
    }

    private static void threads(Loaded loaded) throws Exception {
        for (int i = 0; i < 5; i++) {
            Thread thread = loaded.watch(new Thread(loaded.task()));
            thread.start();
            thread.join();
        }
    }

    private static void ownExecutor(Loaded loaded) {
        Executor executor = loaded.executor();
        executor.execute(loaded.task());
        loaded.watch(CompletableFuture.runAsync(loaded.task(), executor)).join();
    }

    private static void virtualThreads(Loaded loaded) throws Exception {
        for (int i = 0; i < 10; i++) {
            Runnable task = loaded.task();
            Thread thread = loaded.watch(VirtualThreads.factory().newThread(() -> {
                task.run();
                Thread.yield();
            }));
            thread.start();
            thread.join();
        }
    }

    private static void parking(Loaded loaded) throws Exception {
        Runnable task = loaded.task();
        Thread thread = VirtualThreads.factory().newThread(() -> {
            task.run();
            java.util.concurrent.locks.LockSupport.park();
        });
        thread.start();
        while (thread.getState() != Thread.State.WAITING) {
            Thread.sleep(1);
        }
        java.util.concurrent.locks.LockSupport.unpark(thread);
        loaded.watch(thread).join();
    }

    private static void virtualWorkers(Loaded loaded) throws Exception {
        ExecutorService pool = loaded.watch(Executors.newFixedThreadPool(2, VirtualThreads.factory()));
        for (int i = 0; i < 10; i++) {
            loaded.watch(pool.submit(loaded.task())).get();
        }
        end(pool);
    }
}
