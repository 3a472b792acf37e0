package dev.loomscope.agent.it.semantics;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RunnableFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Executors, tasks, threads and exceptions whose every method is a trap for whoever calls it without need. */
final class HostileFacts {
    private static final AtomicInteger TRAPPED = new AtomicInteger();

    private HostileFacts() {}

    private static IllegalStateException trap() {
        TRAPPED.incrementAndGet();
        return new IllegalStateException("trap");
    }

    private static final class Task implements Runnable, Callable<Integer> {
        private int runs;

        @Override
        public void run() {
            runs++;
        }

        @Override
        public Integer call() {
            return ++runs;
        }

        @Override
        public int hashCode() {
            throw trap();
        }

        @Override
        public boolean equals(Object other) {
            throw trap();
        }

        @Override
        public String toString() {
            throw trap();
        }
    }

    private static final class Pool extends ThreadPoolExecutor {
        Pool() {
            super(1, 1, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), new Factory());
        }

        @Override
        public int hashCode() {
            throw trap();
        }

        @Override
        public boolean equals(Object other) {
            throw trap();
        }

        @Override
        public String toString() {
            throw trap();
        }

        @Override
        public int getPoolSize() {
            throw trap();
        }

        @Override
        public int getActiveCount() {
            throw trap();
        }

        @Override
        public int getMaximumPoolSize() {
            throw trap();
        }

        @Override
        public java.util.concurrent.BlockingQueue<Runnable> getQueue() {
            throw trap();
        }
    }

    private static final class Factory implements java.util.concurrent.ThreadFactory {
        @Override
        public Thread newThread(Runnable work) {
            return new Worker(work);
        }

        @Override
        public String toString() {
            throw trap();
        }
    }

    private static final class Worker extends Thread {
        Worker(Runnable work) {
            super(work);
        }

        @Override
        @SuppressWarnings("deprecation")
        public long getId() {
            throw trap();
        }

        @Override
        public String toString() {
            throw trap();
        }

        @Override
        public StackTraceElement[] getStackTrace() {
            throw trap();
        }

        @Override
        public ClassLoader getContextClassLoader() {
            throw trap();
        }
    }

    private static final class Failure extends RuntimeException {
        private static final long serialVersionUID = 1;

        @Override
        public String getMessage() {
            throw trap();
        }

        @Override
        public String toString() {
            throw trap();
        }

        @Override
        public Throwable getCause() {
            throw trap();
        }

        @Override
        public StackTraceElement[] getStackTrace() {
            throw trap();
        }

        @Override
        public int hashCode() {
            throw trap();
        }

        @Override
        public boolean equals(Object other) {
            throw trap();
        }
    }

    /** A future of its own kind. */
    private static final class OwnFuture extends CompletableFuture<Integer> implements RunnableFuture<Integer> {
        @Override
        public void run() {
            complete(5);
        }

        @Override
        public boolean isDone() {
            throw trap();
        }

        @Override
        public boolean isCancelled() {
            throw trap();
        }

        @Override
        public boolean isCompletedExceptionally() {
            throw trap();
        }

        @Override
        public String toString() {
            throw trap();
        }
    }

    static void tell(Report report) {
        report.fact("hostile pool and tasks", () -> {
            Pool pool = new Pool();
            Task task = new Task();
            pool.execute(task);
            int answer = pool.submit((Callable<Integer>) task).get();
            pool.submit((Runnable) task).get();
            PoolFacts.end(pool);
            return answer + " " + task.runs + pool.getCompletedTaskCount();
        });
        report.fact("hostile pool ends now", () -> {
            Pool pool = new Pool();
            Task task = new Task();
            pool.execute(task);
            List<Runnable> left = pool.shutdownNow();
            pool.awaitTermination(30, TimeUnit.SECONDS);
            return task.runs + left.size();
        });
        report.fact("hostile failure", () -> {
            Pool pool = new Pool();
            Failure failure = new Failure();
            Future<?> future = pool.submit((Runnable) () -> {
                throw failure;
            });
            boolean same = false;
            try {
                future.get();
            } catch (java.util.concurrent.ExecutionException e) {
                same = e.getCause() == failure;
            } catch (IllegalStateException e) {
                // The JDK's own ExecutionException asks the cause for its text.
                same = e.getMessage().equals("trap");
            }
            PoolFacts.end(pool);
            return same;
        });
        report.fact("hostile scheduled tasks", () -> {
            ScheduledThreadPoolExecutor pool = new ScheduledThreadPoolExecutor(1, new Factory());
            Task task = new Task();
            int answer = pool.schedule((Callable<Integer>) task, 1, TimeUnit.MILLISECONDS).get();
            pool.schedule((Runnable) task, 1, TimeUnit.MILLISECONDS).get();
            PoolFacts.end(pool);
            return answer + task.runs;
        });
        report.fact("hostile fork/join tasks", () -> {
            ForkJoinPool pool = new ForkJoinPool(1);
            Task task = new Task();
            int answer = pool.submit((Callable<Integer>) task).get();
            pool.submit((Runnable) task).get();
            PoolFacts.end(pool);
            return answer + task.runs;
        });
        report.fact("hostile future", () -> {
            ThreadPoolExecutor pool = PoolFacts.pool(1);
            OwnFuture future = new OwnFuture();
            pool.execute(future);
            int answer = future.get();
            PoolFacts.end(pool);
            return answer;
        });
        report.fact("hostile thread", () -> {
            Task task = new Task();
            Thread thread = new Worker(task);
            thread.start();
            thread.join();
            return task.runs;
        });
        for (String name : List.of("app.Tab\tNew\nLine\"Quote\\", "app.\u00e4\u4e2d\ud83d\ude00\ud800half",
                "a".repeat(60_000))) {
            report.fact("hostile class name of length=" + name.length(), () -> {
                Runnable task = NamedClasses.task(name);
                ThreadPoolExecutor pool = PoolFacts.pool(1);
                pool.submit(task).get();
                pool.execute(task);
                Thread thread = new Thread(task, name);
                thread.start();
                thread.join();
                CompletableFuture.runAsync(task).join();
                PoolFacts.end(pool);
                return task.getClass().getName().equals(name);
            });
        }
        report.fact("hostile traps that were met", () -> TRAPPED.getAndSet(0));
    }
}
