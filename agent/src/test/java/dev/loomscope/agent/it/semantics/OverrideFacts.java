package dev.loomscope.agent.it.semantics;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RunnableFuture;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** ThreadPoolExecutor with methods of its own, and with thread factories of its own. */
final class OverrideFacts {
    private OverrideFacts() {}

    /** Notes what its methods are called with; each may throw. */
    private static final class Noting extends ThreadPoolExecutor {
        private final List<String> calls = new CopyOnWriteArrayList<>();
        private final List<Object> objects = Collections.synchronizedList(new ArrayList<>());
        private String throwing = "";

        Noting() {
            super(1, 1, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
            setThreadFactory(work -> {
                Thread thread = new Thread(work, "noting");
                thread.setUncaughtExceptionHandler((dead, e) -> calls.add("uncaught " + e));
                return thread;
            });
        }

        @Override
        protected void beforeExecute(Thread thread, Runnable task) {
            calls.add("before " + (thread == Thread.currentThread()));
            objects.add(task);
            maybe("before");
        }

        @Override
        protected void afterExecute(Runnable task, Throwable thrown) {
            calls.add("after " + thrown);
            objects.add(task);
            maybe("after");
        }

        @Override
        protected void terminated() {
            calls.add("terminated");
        }

        @Override
        public void execute(Runnable task) {
            calls.add("execute");
            super.execute(task);
        }

        @Override
        protected <T> RunnableFuture<T> newTaskFor(Callable<T> callable) {
            calls.add("newTaskFor");
            return new OwnFuture<>(callable);
        }

        private void maybe(String where) {
            if (throwing.equals(where)) {
                throw new IllegalStateException("thrown in " + where);
            }
        }
    }

    private static final class OwnFuture<T> extends FutureTask<T> {
        OwnFuture(Callable<T> callable) {
            super(callable);
        }

        @Override
        protected void done() {
            super.done();
        }
    }

    static void tell(Report report) {
        report.fact("overrides in order", () -> {
            Noting pool = new Noting();
            Runnable task = new PoolFacts.Named("task");
            pool.execute(task);
            Report.await(() -> pool.calls.size() == 3);
            Future<Integer> future = pool.submit(() -> 42);
            int answer = future.get();
            PoolFacts.end(pool);
            return pool.calls + " " + Report.places(pool.objects, List.of(task, future)) + answer + future.getClass();
        });
        report.fact("overrides see the exception", () -> {
            Noting pool = new Noting();
            pool.execute(() -> {
                throw new IllegalArgumentException("task");
            });
            PoolFacts.end(pool);
            Report.await(() -> pool.calls.size() == 5);
            pool.calls.sort(null);
            return pool.calls;
        });
        for (String where : List.of("before", "after")) {
            report.fact("overrides throw in " + where, () -> throwing(where, false));
            report.fact("overrides throw in " + where + " and in the task", () -> throwing(where, true));
        }
        report.fact("factory sets what it likes", OverrideFacts::factory);
        report.fact("factory returns null", () -> {
            ThreadPoolExecutor pool = PoolFacts.pool(1);
            pool.setThreadFactory(work -> null);
            pool.execute(new PoolFacts.Named("lost"));
            return pool.getPoolSize() + " " + pool.shutdownNow();
        });
        report.fact("factory throws", () -> {
            ThreadPoolExecutor pool = PoolFacts.pool(1);
            RuntimeException mine = new IllegalStateException("factory");
            pool.setThreadFactory(work -> {
                throw mine;
            });
            boolean same = Report.thrownBy(() -> pool.submit(() -> 1)) == mine;
            return same + " " + pool.getPoolSize() + pool.getQueue().size() + pool.shutdownNow();
        });
        report.fact("factory returns a started thread", () -> {
            ThreadPoolExecutor pool = PoolFacts.pool(1);
            pool.setThreadFactory(work -> {
                Thread thread = new Thread(() -> {});
                thread.start();
                return thread;
            });
            Throwable thrown = Report.thrownBy(() -> pool.submit(() -> 1));
            return thrown.getClass() + " " + pool.shutdownNow();
        });
        report.fact("default factory", () -> {
            ThreadPoolExecutor pool = PoolFacts.pool(1);
            Future<String> facts = pool.submit(OverrideFacts::facts);
            String text = facts.get();
            PoolFacts.end(pool);
            return text;
        });
    }

    private static Object throwing(String where, boolean taskThrows) throws Exception {
        Noting pool = new Noting();
        pool.throwing = where;
        CountDownLatch ran = new CountDownLatch(1);
        pool.execute(() -> {
            ran.countDown();
            if (taskThrows) {
                throw new IllegalArgumentException("task");
            }
        });
        Report.await(() -> pool.calls.stream().anyMatch(call -> call.startsWith("uncaught")));
        pool.throwing = "";
        Future<Integer> next = pool.submit(() -> 1);
        int answer = next.get();
        PoolFacts.end(pool);
        List<String> calls = new ArrayList<>(pool.calls);
        calls.sort(null);
        return ran.getCount() + " " + calls + answer + pool.getCompletedTaskCount();
    }

    private static Object factory() throws Exception {
        ThreadPoolExecutor pool = PoolFacts.pool(1);
        ClassLoader loader = new ClassLoader() {};
        pool.setThreadFactory(work -> {
            Thread thread = new Thread(new ThreadGroup("group"), work, "name");
            thread.setPriority(3);
            thread.setDaemon(true);
            thread.setContextClassLoader(loader);
            return thread;
        });
        String text = pool.submit(OverrideFacts::facts).get()
                + pool.submit(() -> Thread.currentThread().getContextClassLoader() == loader).get();
        PoolFacts.end(pool);
        return text;
    }

    private static String facts() {
        Thread thread = Thread.currentThread();
        ThreadGroup group = thread.getThreadGroup();
        return thread.getName() + " " + group.getName() + " " + thread.getPriority() + " "
                + thread.isDaemon() + " " + thread.getState() + " " + Report.classOf(thread.getContextClassLoader());
    }
}
