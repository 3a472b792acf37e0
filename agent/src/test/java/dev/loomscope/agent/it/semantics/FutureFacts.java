package dev.loomscope.agent.it.semantics;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** FutureTask: its result, its exception, its cancellation. */
final class FutureFacts {
    private FutureFacts() {}

    /** Counts the calls of what a FutureTask lets one override. */
    private static final class Counting<T> extends FutureTask<T> {
        private final List<String> calls = Collections.synchronizedList(new ArrayList<>());

        Counting(Callable<T> callable) {
            super(callable);
        }

        @Override
        protected void done() {
            calls.add("done");
        }

        @Override
        protected void set(T value) {
            calls.add("set " + value);
            super.set(value);
        }

        @Override
        protected void setException(Throwable thrown) {
            calls.add("setException " + thrown);
            super.setException(thrown);
        }

        boolean again() {
            return runAndReset();
        }
    }

    private static final class Checked extends Exception {
        private static final long serialVersionUID = 1;
    }

    static void tell(Report report) {
        report.fact("future completes once", () -> {
            AtomicInteger runs = new AtomicInteger();
            Counting<Integer> future = new Counting<>(runs::incrementAndGet);
            String before = future.toString();
            future.run();
            future.run();
            return before + future.get() + runs + future.calls + future.cancel(true) + future.isCancelled() + future;
        });
        report.fact("future keeps the exception", () -> {
            List<Boolean> same = new ArrayList<>();
            for (Throwable thrown : List.of(new Checked(), new IllegalStateException(), new AssertionError(),
                    new OutOfMemoryError("mine"), new ThreadDeath())) {
                Counting<Object> future = new Counting<>(() -> sneak(thrown));
                future.run();
                Throwable first = Report.thrownBy(future::get);
                same.add(first instanceof ExecutionException && first.getCause() == thrown);
                same.add(Report.thrownBy(future::get).getCause() == thrown);
                same.add(future.isDone());
            }
            return same;
        });
        report.fact("future exception's stack", () -> {
            ThreadPoolExecutor pool = PoolFacts.pool(1);
            Future<?> future = pool.submit(new Callable<>() {
                @Override
                public Object call() throws Checked {
                    throw new Checked();
                }
            });
            Throwable thrown = Report.thrownBy(future::get);
            PoolFacts.end(pool);
            return Report.trace(thrown);
        });
        report.fact("future runAndReset", () -> {
            AtomicInteger runs = new AtomicInteger();
            Counting<Integer> future = new Counting<>(() -> {
                if (runs.incrementAndGet() == 3) {
                    throw new Checked();
                }
                return runs.get();
            });
            return future.again() + " " + future.again() + " " + future.again() + " " + future.again() + future.calls
                    + runs + Report.thrownBy(future::get);
        });
        for (boolean interrupt : new boolean[] {true, false}) {
            report.fact("future cancelled while it runs, interrupt=" + interrupt, () -> cancelled(interrupt));
        }
        report.fact("future cancelled before it runs", () -> {
            AtomicInteger runs = new AtomicInteger();
            Counting<Integer> future = new Counting<>(runs::incrementAndGet);
            boolean done = future.cancel(true);
            future.run();
            return done + " " + future.cancel(true) + runs + future.calls + future
                    + Report.trace(Report.thrownBy(future::get)) + Thread.interrupted();
        });
        report.fact("future times out", () -> Report
                .trace(Report.thrownBy(() -> new FutureTask<>(() -> 1).get(1, TimeUnit.MILLISECONDS))));
        report.fact("future waiter is interrupted", () -> {
            Thread.currentThread().interrupt();
            Throwable thrown = Report.thrownBy(() -> new FutureTask<>(() -> 1).get());
            return thrown + " " + Thread.interrupted();
        });
        report.fact("future cancels itself", () -> {
            ThreadPoolExecutor pool = PoolFacts.pool(1);
            List<Future<?>> self = new ArrayList<>();
            List<Object> seen = new ArrayList<>();
            CountDownLatch set = new CountDownLatch(1);
            CountDownLatch over = new CountDownLatch(1);
            self.add(pool.submit(() -> {
                Report.await(set);
                seen.add(self.get(0).cancel(true));
                seen.add(Thread.interrupted());
                over.countDown();
                return 1;
            }));
            set.countDown();
            Report.await(over);
            PoolFacts.end(pool);
            return seen + " " + self;
        });
        report.fact("future whose done throws", () -> {
            RuntimeException mine = new IllegalStateException("done");
            FutureTask<Integer> future = new FutureTask<>(() -> 1) {
                @Override
                protected void done() {
                    throw mine;
                }
            };
            return (Report.thrownBy(() -> {
                future.run();
                return null;
            }) == mine) + " " + future.get();
        });
        report.fact("future many waiters", FutureFacts::waiters);
    }

    private static Object cancelled(boolean interrupt) throws Exception {
        ThreadPoolExecutor pool = PoolFacts.pool(1);
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch latch = new CountDownLatch(1);
        List<Object> seen = new ArrayList<>();
        Counting<Object> future = new Counting<>(() -> {
            PoolFacts.holding(inside, latch).run();
            seen.add(Thread.currentThread().isInterrupted());
            throw new Checked();
        });
        pool.execute(future);
        Report.await(inside);
        boolean done = future.cancel(interrupt);
        latch.countDown();
        Future<Boolean> next = pool.submit(() -> Thread.currentThread().isInterrupted());
        seen.add(next.get());
        PoolFacts.end(pool);
        future.calls.sort(null);
        return done + " " + seen + future.calls + future + Report.thrownBy(future::get) + pool.getCompletedTaskCount();
    }

    private static Object waiters() throws Exception {
        FutureTask<String> future = new FutureTask<>(() -> "answer");
        ThreadPoolExecutor pool = PoolFacts.pool(8);
        List<Future<String>> answers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            answers.add(pool.submit(() -> future.get()));
        }
        future.run();
        StringBuilder text = new StringBuilder();
        for (Future<String> answer : answers) {
            text.append(answer.get());
        }
        PoolFacts.end(pool);
        return text;
    }

    @SuppressWarnings("unchecked")
    static <T extends Throwable> Object sneak(Throwable thrown) throws T {
        throw (T) thrown;
    }
}
