package dev.loomscope.agent.it.semantics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** ThreadPoolExecutor: its queue, its workers, its end. */
final class PoolFacts {
    private static int plainField;

    private PoolFacts() {}

    static ThreadPoolExecutor pool(int threads) {
        return new ThreadPoolExecutor(threads, threads, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
    }

    /** A task that holds its worker until the latch opens or it is interrupted. */
    static Runnable holding(CountDownLatch inside, CountDownLatch latch) {
        return () -> {
            inside.countDown();
            try {
                latch.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
    }

    static void end(ExecutorService pool) throws InterruptedException {
        pool.shutdown();
        if (!pool.awaitTermination(30, TimeUnit.SECONDS)) {
            throw new AssertionError("pool does not end: " + pool);
        }
    }

    static void tell(Report report) {
        report.fact("pool queue holds the same objects", PoolFacts::queue);
        report.fact("pool remove", PoolFacts::remove);
        report.fact("pool shutdownNow", PoolFacts::shutdownNow);
        report.fact("pool toString", PoolFacts::string);
        report.fact("pool interrupt flag is cleared between tasks", PoolFacts::interrupts);
        report.fact("pool counts", PoolFacts::counts);
        report.fact("pool keepAlive", PoolFacts::keepAlive);
        report.fact("pool sizes", PoolFacts::sizes);
        report.fact("pool awaitTermination", PoolFacts::awaitTermination);
        report.fact("pool uncaught", PoolFacts::uncaught);
        report.fact("pool replaces a worker that died", PoolFacts::replaces);
        report.fact("pool thread locals", PoolFacts::threadLocals);
        report.fact("pool stack inside a task", PoolFacts::stack);
        report.fact("pool happens-before", PoolFacts::happensBefore);
        report.fact("pool same task twice", PoolFacts::twice);
        report.fact("pool null", () -> {
            ExecutorService pool = pool(1);
            try {
                return Report.thrownBy(() -> pool.submit((Runnable) null)) + " "
                        + Report.trace(Report.thrownBy(() -> {
                            pool.execute(null);
                            return null;
                        }));
            } finally {
                end(pool);
            }
        });
        report.fact("pool direct handoff", PoolFacts::handoff);
        report.fact("pool single thread wrapper", () -> {
            ExecutorService pool = Executors.newSingleThreadExecutor();
            Future<?> future = pool.submit(() -> 1);
            String text = pool.getClass() + " " + future.getClass() + " " + future.get();
            end(pool);
            return text;
        });
    }

    private static Object queue() throws Exception {
        ThreadPoolExecutor pool = pool(1);
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch latch = new CountDownLatch(1);
        pool.execute(holding(inside, latch));
        Report.await(inside);
        Runnable plain = new Named("plain");
        pool.execute(plain);
        Future<?> future = pool.submit(new Named("submitted"));
        Future<String> answer = pool.submit(new Named("answer"), "answer");
        Future<Integer> callable = pool.submit(() -> 7);
        List<Object> all = List.of(plain, future, answer, callable);
        List<Runnable> queued = new ArrayList<>(pool.getQueue());
        List<String> texts = new ArrayList<>();
        for (Runnable task : queued) {
            texts.add(task.getClass().getName() + "=" + task);
        }
        boolean contains = pool.getQueue().contains(plain);
        boolean peeked = pool.getQueue().peek() == plain;
        latch.countDown();
        end(pool);
        return Report.places(queued, all) + " " + texts + " " + contains + peeked + answer.get() + callable.get()
                + future.get() + " " + future;
    }

    private static Object remove() throws Exception {
        ThreadPoolExecutor pool = pool(1);
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch latch = new CountDownLatch(1);
        pool.execute(holding(inside, latch));
        Report.await(inside);
        Runnable task = new Named("task");
        pool.execute(task);
        pool.execute(task);
        Future<?> future = pool.submit(task);
        List<Boolean> removed = new ArrayList<>();
        removed.add(pool.remove(task));
        removed.add(pool.remove(task));
        removed.add(pool.remove(task));
        removed.add(pool.remove((Runnable) future));
        removed.add(pool.remove(null));
        removed.add(pool.getQueue().isEmpty());
        Future<?> cancelled = pool.submit(task);
        cancelled.cancel(false);
        removed.add(pool.getQueue().contains(cancelled));
        pool.purge();
        removed.add(pool.getQueue().contains(cancelled));
        latch.countDown();
        end(pool);
        return removed + " " + future.isDone() + pool.getCompletedTaskCount();
    }

    private static Object shutdownNow() throws Exception {
        ThreadPoolExecutor pool = pool(2);
        CountDownLatch inside = new CountDownLatch(2);
        CountDownLatch latch = new CountDownLatch(1);
        AtomicInteger interrupted = new AtomicInteger();
        for (int i = 0; i < 2; i++) {
            pool.execute(() -> {
                holding(inside, latch).run();
                if (Thread.currentThread().isInterrupted()) {
                    interrupted.incrementAndGet();
                }
            });
        }
        Report.await(inside);
        List<Object> tasks = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            Runnable task = new Named("task" + i);
            pool.execute(task);
            tasks.add(task);
            tasks.add(pool.submit(task));
        }
        List<Runnable> left = pool.shutdownNow();
        boolean ended = pool.awaitTermination(30, TimeUnit.SECONDS);
        return left.getClass() + " " + Report.places(left, tasks) + " " + left + " " + interrupted + ended
                + pool.isShutdown() + pool.isTerminating() + pool.isTerminated() + pool.shutdownNow();
    }

    private static Object string() throws Exception {
        ThreadPoolExecutor pool = pool(1);
        String before = pool.toString();
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch latch = new CountDownLatch(1);
        pool.execute(holding(inside, latch));
        Report.await(inside);
        pool.execute(new Named("queued"));
        String text = before + pool;
        latch.countDown();
        end(pool);
        return text;
    }

    private static Object interrupts() throws Exception {
        ThreadPoolExecutor pool = pool(1);
        pool.execute(() -> Thread.currentThread().interrupt());
        Future<Boolean> after = pool.submit(() -> Thread.currentThread().isInterrupted());
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        AtomicReference<Thread> worker = new AtomicReference<>();
        AtomicReference<Boolean> seen = new AtomicReference<>();
        Future<?> cancelled = pool.submit(() -> {
            worker.set(Thread.currentThread());
            holding(inside, never).run();
            seen.set(Thread.currentThread().isInterrupted());
        });
        Report.await(inside);
        boolean done = cancelled.cancel(true);
        Future<String> next = pool.submit(() -> Thread.interrupted() + " " + (Thread.currentThread() == worker.get()));
        String text = after.get() + " " + done + " " + next.get() + " " + seen.get();
        end(pool);
        return text;
    }

    private static Object counts() throws Exception {
        ThreadPoolExecutor pool = pool(3);
        for (int i = 0; i < 100; i++) {
            boolean fails = i % 10 == 0;
            pool.submit(() -> {
                if (fails) {
                    throw new IllegalStateException();
                }
                return null;
            });
        }
        end(pool);
        return pool.getCompletedTaskCount() + " " + pool.getTaskCount() + " " + pool.getLargestPoolSize() + " "
                + pool.getActiveCount() + " " + pool.getPoolSize();
    }

    private static Object keepAlive() throws Exception {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(2, 4, 5, TimeUnit.MILLISECONDS, new LinkedBlockingQueue<>());
        pool.allowCoreThreadTimeOut(true);
        pool.submit(() -> 1).get();
        pool.submit(() -> 2).get();
        Report.await(() -> pool.getPoolSize() == 0);
        int answer = pool.submit(() -> 3).get();
        Report.await(() -> pool.getPoolSize() == 0);
        String text = answer + " " + pool.getKeepAliveTime(TimeUnit.NANOSECONDS)
                + pool.allowsCoreThreadTimeOut();
        end(pool);
        return text;
    }

    private static Object sizes() throws Exception {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(1, 3, 30, TimeUnit.SECONDS, new SynchronousQueue<>());
        CountDownLatch inside = new CountDownLatch(3);
        CountDownLatch latch = new CountDownLatch(1);
        for (int i = 0; i < 3; i++) {
            pool.execute(holding(inside, latch));
        }
        Report.await(inside);
        String text = pool.getPoolSize() + " " + pool.getActiveCount();
        latch.countDown();
        Report.await(() -> pool.getActiveCount() == 0);
        pool.setCorePoolSize(0);
        pool.setMaximumPoolSize(1);
        Report.await(() -> pool.getPoolSize() <= 1);
        pool.setCorePoolSize(1);
        text += " " + pool.prestartAllCoreThreads() + pool.prestartCoreThread();
        end(pool);
        return text;
    }

    private static Object awaitTermination() throws Exception {
        ThreadPoolExecutor pool = pool(1);
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch latch = new CountDownLatch(1);
        pool.execute(holding(inside, latch));
        Report.await(inside);
        pool.shutdown();
        boolean early = pool.awaitTermination(1, TimeUnit.MILLISECONDS);
        boolean terminating = pool.isTerminating();
        latch.countDown();
        boolean late = pool.awaitTermination(30, TimeUnit.SECONDS);
        return early + " " + terminating + " " + late + " " + pool.isTerminated();
    }

    private static Object uncaught() throws Exception {
        List<Object> handled = new ArrayList<>();
        RuntimeException thrown = new IllegalStateException("uncaught");
        ThreadPoolExecutor pool = pool(1);
        CountDownLatch called = new CountDownLatch(1);
        pool.setThreadFactory(work -> {
            Thread thread = new Thread(work, "worker");
            thread.setUncaughtExceptionHandler((dead, e) -> {
                handled.add(e == thrown);
                handled.add(dead == Thread.currentThread());
                handled.add(Report.trace(e));
                called.countDown();
            });
            return thread;
        });
        pool.execute(new Runnable() {
            @Override
            public void run() {
                thrown.fillInStackTrace();
                throw thrown;
            }
        });
        Report.await(called);
        Future<?> future = pool.submit(() -> {
            throw thrown;
        });
        handled.add(Report.thrownBy(future::get).getCause() == thrown);
        end(pool);
        return handled;
    }

    private static Object replaces() throws Exception {
        ThreadPoolExecutor pool = pool(1);
        AtomicInteger made = new AtomicInteger();
        pool.setThreadFactory(work -> {
            Thread thread = new Thread(work, "worker-" + made.incrementAndGet());
            thread.setUncaughtExceptionHandler((dead, e) -> {});
            return thread;
        });
        Error error = new AssertionError("mine");
        pool.execute(() -> {
            throw error;
        });
        Callable<String> name = () -> Thread.currentThread().getName();
        String text = pool.submit(name).get() + " " + pool.submit(name).get();
        end(pool);
        return text + " " + made + " " + pool.getCompletedTaskCount();
    }

    private static Object threadLocals() throws Exception {
        ThreadLocal<String> local = new ThreadLocal<>();
        InheritableThreadLocal<String> inherited = new InheritableThreadLocal<>();
        inherited.set("first");
        ThreadPoolExecutor pool = pool(1);
        Future<String> first = pool.submit(() -> {
            String before = local.get();
            local.set("kept");
            return before + inherited.get();
        });
        first.get();
        inherited.set("second");
        Future<String> second = pool.submit(() -> local.get() + inherited.get());
        String text = first.get() + " " + second.get();
        end(pool);
        return text;
    }

    private static Object stack() throws Exception {
        ThreadPoolExecutor pool = pool(1);
        AtomicReference<StackTraceElement[]> stack = new AtomicReference<>();
        pool.execute(new Runnable() {
            @Override
            public void run() {
                stack.set(Thread.currentThread().getStackTrace());
            }
        });
        Future<StackTraceElement[]> submitted = pool.submit(() -> Thread.currentThread().getStackTrace());
        String text = Arrays.toString(submitted.get());
        end(pool);
        return Arrays.toString(stack.get()) + text;
    }

    private static Object happensBefore() throws Exception {
        ThreadPoolExecutor pool = pool(2);
        int wrong = 0;
        int[] box = new int[1];
        for (int i = 0; i < 2_000; i++) {
            int expected = i;
            plainField = i;
            box[0] = i;
            Future<Boolean> seen = pool.submit(() -> {
                boolean right = plainField == expected && box[0] == expected;
                plainField = -expected;
                return right;
            });
            if (!seen.get() || plainField != -expected) {
                wrong++;
            }
        }
        end(pool);
        return wrong;
    }

    private static Object twice() throws Exception {
        ThreadPoolExecutor pool = pool(4);
        AtomicInteger runs = new AtomicInteger();
        Runnable task = runs::incrementAndGet;
        for (int i = 0; i < 500; i++) {
            pool.execute(task);
        }
        end(pool);
        return runs + " " + pool.getCompletedTaskCount();
    }

    private static Object handoff() throws Exception {
        ExecutorService pool = Executors.newCachedThreadPool();
        int sum = 0;
        for (int i = 0; i < 100; i++) {
            int number = i;
            sum += pool.submit(() -> number).get();
        }
        end(pool);
        return sum + " " + pool.getClass();
    }

    /** A task with a name. */
    record Named(String name) implements Runnable {
        @Override
        public void run() {}
    }
}
