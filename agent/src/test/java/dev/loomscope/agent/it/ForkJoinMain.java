package dev.loomscope.agent.it;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.Future;
import java.util.concurrent.RecursiveAction;
import java.util.concurrent.RecursiveTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

import static dev.loomscope.agent.it.PoolsMain.check;

/** A program whose fork/join tasks are counted. */
public final class ForkJoinMain {
    private static final int FIBONACCI = 16;

    private ForkJoinMain() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments.length > 0) {
            // What an application that is attached to has done long before.
            CompletableFuture.runAsync(() -> {}).join();
        }
        PoolsMain.awaitAgent(arguments);
        Counts counts = CountingAgent.counts();
        if (counts != null) {
            counts.tape();
        }
        forked();
        inPairs();
        fromOutside();
        asynchronous();
        common();
        cancelled();
        takenBack();
        refused();
        dropped();
        inPlace();
        check(LongStream.rangeClosed(1, 1000).parallel().sum() == 500_500, "a wrong sum");
        check(ForkJoinPool.commonPool().awaitQuiescence(60, TimeUnit.SECONDS), "the common pool does not come to rest");
        if (counts == null) {
            System.out.println("done=1");
            return;
        }
        EventOrder.check(counts);
        stream(counts);
        System.out.print(PoolsMain.report());
    }

    /** As many forks as a call tree of the Fibonacci numbers has inner nodes. */
    static int forks(int n) {
        return n < 2 ? 0 : 1 + forks(n - 1) + forks(n - 2);
    }

    private static void forked() throws InterruptedException {
        ForkJoinPool pool = new ForkJoinPool(3);
        check(pool.invoke(new Forking(FIBONACCI)) == 987, "a wrong number");
        end(pool);
    }

    private static void inPairs() throws InterruptedException {
        ForkJoinPool pool = new ForkJoinPool(3);
        check(pool.invoke(new Pair(FIBONACCI)) == 987, "a wrong number");
        end(pool);
    }

    /** 20 each of four sorts of tasks, of which some fail, and 10 at once. */
    private static void fromOutside() throws Exception {
        ForkJoinPool pool = new ForkJoinPool(2);
        List<Future<?>> futures = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            futures.add(pool.submit(new Runs(i < 3)));
            futures.add(pool.submit((Callable<String>) new Calls(i < 4)));
            pool.execute(new Runs(false));
            Action action = new Action(i < 5);
            pool.execute(action);
            futures.add(action);
        }
        int failed = 0;
        for (Future<?> future : futures) {
            try {
                future.get();
            } catch (java.util.concurrent.ExecutionException e) {
                failed++;
            }
        }
        check(failed == 12, "failed=" + failed);
        List<Calls> all = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            all.add(new Calls(false));
        }
        check(pool.invokeAll(all).size() == 10, "futures are missing");
        end(pool);
    }

    private static void asynchronous() throws InterruptedException {
        ForkJoinPool pool = new ForkJoinPool(2, ForkJoinPool.defaultForkJoinWorkerThreadFactory, null, true);
        for (int i = 0; i < 30; i++) {
            pool.execute(new Asynchronous());
        }
        end(pool);
    }

    /** 15 are forked by a thread that is no worker. */
    private static void common() {
        List<Common> tasks = new ArrayList<>();
        for (int i = 0; i < 15; i++) {
            Common task = new Common();
            task.fork();
            tasks.add(task);
        }
        tasks.forEach(ForkJoinTask::join);
    }

    /** 7 are cancelled before they run, 1 while it runs. */
    private static void cancelled() throws InterruptedException {
        ForkJoinPool pool = new ForkJoinPool(1);
        Gated gate = new Gated();
        pool.execute(gate);
        gate.runs.await();
        for (int i = 0; i < 7; i++) {
            Cancelled task = new Cancelled();
            pool.execute(task);
            check(task.cancel(false), "cannot be cancelled");
        }
        check(gate.cancel(false), "cannot be cancelled");
        gate.opens.countDown();
        end(pool);
    }

    /** Of 9 forked tasks 4 are taken back, and one of these is run in place. */
    private static void takenBack() throws InterruptedException {
        ForkJoinPool pool = new ForkJoinPool(1);
        pool.invoke(new Taking());
        end(pool);
    }

    private static void refused() throws InterruptedException {
        ForkJoinPool pool = new ForkJoinPool(1);
        end(pool);
        int refused = 0;
        for (int i = 0; i < 6; i++) {
            try {
                pool.execute(new Refused());
            } catch (RejectedExecutionException e) {
                refused++;
            }
        }
        check(refused == 6, "refused=" + refused);
    }

    /** 1 runs and 8 are queued when the pool is shut down at once. */
    private static void dropped() throws InterruptedException {
        ForkJoinPool pool = new ForkJoinPool(1);
        Gated gate = new Gated();
        pool.execute(gate);
        gate.runs.await();
        List<Dropped> tasks = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Dropped task = new Dropped();
            tasks.add(task);
            pool.execute(task);
        }
        pool.shutdownNow();
        gate.opens.countDown();
        check(pool.awaitTermination(60, TimeUnit.SECONDS), "pool does not end");
        check(tasks.stream().allMatch(ForkJoinTask::isCancelled), "a task was not cancelled");
    }

    /** 12 that nobody forks. */
    private static void inPlace() {
        for (int i = 0; i < 12; i++) {
            new InPlace().invoke();
        }
    }

    /** How many tasks that takes is the JDK's to know; after it is over each of them has ended. */
    private static void stream(Counts counts) throws InterruptedException {
        String before = PoolsMain.report();
        long sum = LongStream.rangeClosed(1, 1_000_000).parallel().sum();
        check(sum == 500_000_500_000L, "sum=" + sum);
        check(ForkJoinPool.commonPool().awaitQuiescence(60, TimeUnit.SECONDS), "the common pool does not come to rest");
        String after = PoolsMain.report();
        for (String event : List.of("submit", "start", "end")) {
            long more = count(after, event) - count(before, event);
            System.out.println("stream-" + event + "=" + more);
        }
        System.out.println("stream-common=" + EventOrder.inCommonPool(counts, "java.util.stream."));
    }

    static long count(String report, String name) {
        for (String line : report.split("\n")) {
            if (line.startsWith(name + '=')) {
                return Long.parseLong(line.substring(name.length() + 1));
            }
        }
        return 0;
    }

    static void end(ForkJoinPool pool) throws InterruptedException {
        pool.shutdown();
        check(pool.awaitTermination(60, TimeUnit.SECONDS), "pool does not end");
    }

    /** Forks as in the usual example, as often as {@link #forks} says. */
    static final class Forking extends RecursiveTask<Integer> {
        private static final long serialVersionUID = 1;
        private final int n;

        Forking(int n) {
            this.n = n;
        }

        @Override
        protected Integer compute() {
            if (n < 2) {
                return n;
            }
            Forking other = new Forking(n - 1);
            other.fork();
            return new Forking(n - 2).compute() + other.join();
        }
    }

    private static final class Pair extends RecursiveTask<Integer> {
        private static final long serialVersionUID = 1;
        private final int n;

        Pair(int n) {
            this.n = n;
        }

        @Override
        protected Integer compute() {
            if (n < 2) {
                return n;
            }
            Pair one = new Pair(n - 1);
            Pair other = new Pair(n - 2);
            invokeAll(one, other);
            return one.join() + other.join();
        }
    }

    private record Runs(boolean fails) implements Runnable {
        @Override
        public void run() {
            if (fails) {
                throw new IllegalStateException("on purpose");
            }
        }
    }

    private record Calls(boolean fails) implements Callable<String> {
        @Override
        public String call() {
            if (fails) {
                throw new UnsupportedOperationException("on purpose");
            }
            return "";
        }
    }

    private static class Action extends RecursiveAction {
        private static final long serialVersionUID = 1;
        private final boolean fails;

        Action(boolean fails) {
            this.fails = fails;
        }

        @Override
        protected void compute() {
            if (fails) {
                throw new IllegalArgumentException("on purpose");
            }
        }
    }

    private static final class Asynchronous implements Runnable {
        @Override
        public void run() {}
    }

    private static final class Common extends Action {
        private static final long serialVersionUID = 1;

        Common() {
            super(false);
        }
    }

    private static final class Cancelled extends Action {
        private static final long serialVersionUID = 1;

        Cancelled() {
            super(true);
        }
    }

    private static final class Refused extends Action {
        private static final long serialVersionUID = 1;

        Refused() {
            super(true);
        }
    }

    private static final class Dropped extends Action {
        private static final long serialVersionUID = 1;

        Dropped() {
            super(true);
        }
    }

    private static final class InPlace extends Action {
        private static final long serialVersionUID = 1;

        InPlace() {
            super(false);
        }
    }

    private static final class Child extends Action {
        private static final long serialVersionUID = 1;

        Child() {
            super(false);
        }
    }

    private static final class Gated extends RecursiveAction {
        private static final long serialVersionUID = 1;
        private final transient CountDownLatch runs = new CountDownLatch(1);
        private final transient CountDownLatch opens = new CountDownLatch(1);

        @Override
        protected void compute() {
            runs.countDown();
            boolean interrupted = false;
            while (opens.getCount() > 0) {
                try {
                    opens.await();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static final class Taking extends RecursiveAction {
        private static final long serialVersionUID = 1;

        @Override
        protected void compute() {
            List<Child> children = new ArrayList<>();
            for (int i = 0; i < 9; i++) {
                Child child = new Child();
                children.add(child);
                child.fork();
            }
            for (int i = 8; i > 5; i--) {
                check(children.get(i).tryUnfork(), "cannot be taken back");
            }
            ForkJoinTask<?> polled = pollNextLocalTask();
            check(polled == children.get(5), "another task is polled");
            polled.invoke();
            check(!children.get(8).tryUnfork(), "is taken back twice");
            children.subList(0, 5).forEach(ForkJoinTask::join);
        }
    }
}
