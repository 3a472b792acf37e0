package dev.loomscope.agent.it;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * A program whose threads are counted. It is compiled for a release that starts no thread for a task, and has no scopes, so it
 * asks for these by name.
 */
public final class ThreadsMain {
    private static final String SCOPE = "java.util.concurrent.StructuredTaskScope";

    private ThreadsMain() {}

    public static void main(String[] arguments) throws Exception {
        LateIds.begin();
        PoolsMain.awaitAgent(arguments);
        int threads = byHand();
        threads += refused();
        workers();
        if (Runtime.version().feature() >= 21) {
            threads += perTask();
        }
        if (Runtime.version().feature() >= 25) {
            threads += scopes();
        }
        // A thread is joined before it has told its end.
        System.out.print(PoolsMain.reportWith("thread-end=" + threads));
    }

    /** 10 that run a Runnable, 5 of a class of their own, 3 that fail, 2 that run a future, of which 1 fails. */
    private static int byHand() throws Exception {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            threads.add(new Thread(new Plain(), "plain-" + i));
        }
        for (int i = 0; i < 5; i++) {
            threads.add(new Own());
        }
        for (int i = 0; i < 3; i++) {
            threads.add(new Thread(new Failing()));
        }
        threads.add(new Thread(new FutureTask<>(new Answer(false))));
        threads.add(new Thread(new FutureTask<>(new Answer(true))));
        for (Thread thread : threads) {
            thread.setUncaughtExceptionHandler((ended, exception) -> {});
            thread.start();
        }
        joinAll(threads);
        return threads.size();
    }

    private static void joinAll(List<Thread> threads) throws InterruptedException {
        for (Thread thread : threads) {
            thread.join();
        }
    }

    /** 1 that is started again while it runs and once more when it has ended, 1 for which there is no memory. */
    private static int refused() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        Thread twice = new Thread(new Gated(gate));
        twice.start();
        for (int i = 0; i < 2; i++) {
            try {
                twice.start();
                PoolsMain.check(false, "started twice");
            } catch (IllegalThreadStateException e) {
                gate.countDown();
                twice.join();
            }
        }
        try {
            new Thread(null, new Plain(), "too-large", 1L << 60).start();
            PoolsMain.check(false, "started with a stack larger than memory");
        } catch (OutOfMemoryError e) {
            // As it should be.
        }
        return 2;
    }

    /** Workers of pools are no tasks: of one pool plain, of one wrapped by its factory, and of a fork/join pool. */
    private static void workers() throws Exception {
        ExecutorService plain = Executors.newFixedThreadPool(2);
        ExecutorService wrapping = Executors.newFixedThreadPool(2, worker -> new Thread(() -> worker.run()));
        ExecutorService forkJoin = new ForkJoinPool(2);
        for (ExecutorService pool : List.of(plain, wrapping, forkJoin)) {
            pool.submit(new Plain()).get();
            pool.submit(new Plain()).get();
            end(pool);
        }
    }

    private static void end(ExecutorService pool) throws InterruptedException {
        pool.shutdown();
        PoolsMain.check(pool.awaitTermination(60, TimeUnit.SECONDS), "pool does not end");
    }

    /** On platform threads 4 executed, 3 submitted of which 1 fails; on virtual ones 6; and a group on either. */
    private static int perTask() throws Exception {
        ExecutorService platform = perTask(worker -> new Thread(() -> worker.run()));
        for (int i = 0; i < 2; i++) {
            platform.execute(new PerTask());
        }
        end(platform);
        ExecutorService plain = perTask(Thread::new);
        for (int i = 0; i < 2; i++) {
            plain.execute(new PerTask());
        }
        for (int i = 0; i < 3; i++) {
            plain.submit(new Answer(i == 0));
        }
        plain.invokeAll(List.of(new Answer(false), new Answer(false)));
        end(plain);
        ExecutorService virtual = (ExecutorService) Executors.class.getMethod("newVirtualThreadPerTaskExecutor")
                .invoke(null);
        for (int i = 0; i < 6; i++) {
            virtual.execute(new PerTask());
        }
        virtual.invokeAny(List.of(new Answer(false)));
        end(virtual);
        return 9;
    }

    private static ExecutorService perTask(ThreadFactory factory) throws ReflectiveOperationException {
        return (ExecutorService) Executors.class.getMethod("newThreadPerTaskExecutor", ThreadFactory.class)
                .invoke(null, factory);
    }

    /**
     * Two scopes, the one inside a subtask of the other: on virtual threads 4 subtasks, on platform threads 3. And one that ends
     * when the first of its 2 subtasks does.
     */
    private static int scopes() throws Exception {
        Object outer = scope("awaitAll", null);
        Future<Integer> inner = new FutureTask<>(new Inner());
        fork(outer, (Callable<Object>) () -> {
            ((FutureTask<Integer>) inner).run();
            return inner.get();
        });
        fork(outer, new Sub(false));
        fork(outer, new Sub(true));
        fork(outer, new PerTask());
        end(outer);
        PoolsMain.check(inner.get() == 3, "a scope inside another");
        Object any = scope("anySuccessfulResultOrThrow", null);
        fork(any, new Interrupted());
        fork(any, new Sub(false));
        end(any);
        return 3;
    }

    private static Object scope(String policy, ThreadFactory factory) throws ReflectiveOperationException {
        Class<?> joiner = Class.forName(SCOPE + "$Joiner");
        Object joining = joiner.getMethod(policy).invoke(null);
        Function<Object, Object> configuration = given -> {
            try {
                return factory == null
                        ? given
                        : Class.forName(SCOPE + "$Configuration")
                                .getMethod("withThreadFactory", ThreadFactory.class)
                                .invoke(given, factory);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        };
        return Class.forName(SCOPE).getMethod("open", joiner, Function.class).invoke(null, joining, configuration);
    }

    private static void fork(Object scope, Object task) throws ReflectiveOperationException {
        Class<?> type = task instanceof Callable ? Callable.class : Runnable.class;
        Class.forName(SCOPE).getMethod("fork", type).invoke(scope, task);
    }

    private static void end(Object scope) throws ReflectiveOperationException {
        Class.forName(SCOPE).getMethod("join").invoke(scope);
        Class.forName(SCOPE).getMethod("close").invoke(scope);
    }

    private static final class Inner implements Callable<Integer> {
        @Override
        public Integer call() throws Exception {
            Object scope = scope("awaitAll", Thread::new);
            for (int i = 0; i < 3; i++) {
                fork(scope, new OnPlatform());
            }
            end(scope);
            return 3;
        }
    }

    private static final class Plain implements Runnable {
        @Override
        public void run() {}
    }

    private static final class Own extends Thread {
        @Override
        public void run() {}
    }

    private static final class Failing implements Runnable {
        @Override
        public void run() {
            throw new UnsupportedOperationException("on purpose");
        }
    }

    private record Gated(CountDownLatch gate) implements Runnable {
        @Override
        public void run() {
            try {
                gate.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private record Answer(boolean fails) implements Callable<Integer> {
        @Override
        public Integer call() {
            if (fails) {
                throw new ArithmeticException("on purpose");
            }
            return 42;
        }
    }

    private static final class PerTask implements Runnable {
        @Override
        public void run() {}
    }

    private record Sub(boolean fails) implements Callable<Integer> {
        @Override
        public Integer call() {
            if (fails) {
                throw new IllegalArgumentException("on purpose");
            }
            return 42;
        }
    }

    private static final class Interrupted implements Callable<Integer> {
        @Override
        public Integer call() throws InterruptedException {
            new CountDownLatch(1).await();
            return 0;
        }
    }

    private static final class OnPlatform implements Callable<Integer> {
        @Override
        public Integer call() {
            return 42;
        }
    }
}
