package dev.loomscope.agent.it;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.Future;
import java.util.concurrent.RecursiveAction;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import static dev.loomscope.agent.it.PoolsMain.check;

/** A program that uses fork/join beside virtual threads, whose scheduler is a fork/join pool too, and as JDK 25 has it. */
public final class VirtualForkJoinMain {
    private VirtualForkJoinMain() {}

    public static void main(String[] arguments) throws Exception {
        PoolsMain.awaitAgent(arguments);
        fromVirtualThreads();
        lazily();
        scheduled();
        System.out.print(PoolsMain.report());
    }

    /** 200 virtual threads yield and sleep; each of them forks a task, and half of them wait for theirs. */
    private static void fromVirtualThreads() throws Exception {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            boolean waits = i % 2 == 0;
            threads.add(VirtualMain.start(() -> {
                Thread.yield();
                Child child = new Child();
                child.fork();
                sleep();
                if (waits) {
                    child.join();
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        check(ForkJoinPool.commonPool().awaitQuiescence(60, TimeUnit.SECONDS), "the common pool does not come to rest");
    }

    /** 1 task puts 3 on a queue of its pool, without a signal to other workers. */
    private static void lazily() throws Exception {
        ForkJoinPool pool = new ForkJoinPool(1);
        pool.invoke(new LazyRoot());
        ForkJoinMain.end(pool);
    }

    /** 1 that is run once, 1 that is run 4 times, 1 that is cancelled before its time, 1 that is refused, 2 that are dropped. */
    private static void scheduled() throws Exception {
        ForkJoinPool pool = new ForkJoinPool(1);
        ScheduledExecutorService scheduler = (ScheduledExecutorService) (Object) pool;
        scheduler.schedule(new Once(), 1, TimeUnit.MILLISECONDS).get();
        CountDownLatch fourth = new CountDownLatch(4);
        Periodic periodic = new Periodic(fourth);
        periodic.self.is(scheduler.scheduleAtFixedRate(periodic, 50, 1, TimeUnit.MILLISECONDS));
        fourth.await();
        Future<?> late = scheduler.schedule(new Once(), 1, TimeUnit.HOURS);
        late.cancel(false);
        ForkJoinMain.end(pool);
        try {
            scheduler.schedule(new Once(), 1, TimeUnit.HOURS);
            check(false, "a pool that was shut down takes tasks");
        } catch (RejectedExecutionException e) {
            // As it should be.
        }
        ForkJoinPool dropping = new ForkJoinPool(1);
        for (int i = 0; i < 2; i++) {
            ((ScheduledExecutorService) (Object) dropping).schedule(new Once(), 1, TimeUnit.HOURS);
        }
        dropping.shutdownNow();
        check(dropping.awaitTermination(60, TimeUnit.SECONDS), "pool does not end");
    }

    private static void sleep() {
        try {
            Thread.sleep(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class Child extends RecursiveAction {
        private static final long serialVersionUID = 1;

        @Override
        protected void compute() {
            sleep();
        }
    }

    private static final class Lazy extends RecursiveAction {
        private static final long serialVersionUID = 1;

        @Override
        protected void compute() {}
    }

    private static final class LazyRoot extends RecursiveAction {
        private static final long serialVersionUID = 1;

        @Override
        protected void compute() {
            List<Lazy> tasks = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                Lazy task = new Lazy();
                tasks.add(task);
                try {
                    ForkJoinPool.class.getMethod("lazySubmit", ForkJoinTask.class).invoke(getPool(), task);
                } catch (ReflectiveOperationException e) {
                    throw new IllegalStateException(e);
                }
            }
            tasks.forEach(ForkJoinTask::join);
        }
    }

    private static final class Once implements Runnable {
        @Override
        public void run() {}
    }

    private static final class Periodic implements Runnable {
        private final CountDownLatch fourth;
        private final OwnFuture self = new OwnFuture();

        Periodic(CountDownLatch fourth) {
            this.fourth = fourth;
        }

        @Override
        public void run() {
            fourth.countDown();
            if (fourth.getCount() == 0) {
                self.cancel();
            }
        }
    }
}
