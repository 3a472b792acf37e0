package dev.loomscope.agent.it.semantics;

import java.util.ArrayList;
import java.util.List;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Work of every kind that is under way, queued or delayed when an agent comes or goes, and what becomes of it. */
final class Straddling {
    private final CountDownLatch latch = new CountDownLatch(1);
    private final ThreadPoolExecutor pool = PoolFacts.pool(2);
    private final ScheduledThreadPoolExecutor scheduled = new ScheduledThreadPoolExecutor(1);
    private final ForkJoinPool forkJoin = new ForkJoinPool(2);
    private final Timer timer = new Timer("straddling", true);
    private final CompletableFuture<Integer> begun = new CompletableFuture<>();
    private final CompletableFuture<Integer> chain;
    private final List<Runnable> queued = new ArrayList<>();
    private final List<Future<Integer>> answers = new ArrayList<>();
    private final ScheduledFuture<?> periodic;
    private final AtomicInteger runs = new AtomicInteger();
    private final AtomicInteger ticks = new AtomicInteger();
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicInteger ended = new AtomicInteger();
    private final Future<Integer> forked;

    Straddling() throws InterruptedException {
        CountDownLatch inside = new CountDownLatch(4);
        for (int i = 0; i < 2; i++) {
            pool.execute(PoolFacts.holding(inside, latch));
        }
        for (int i = 0; i < 10; i++) {
            int number = i;
            Runnable task = new PoolFacts.Named("queued" + i);
            queued.add(task);
            pool.execute(task);
            answers.add(pool.submit(() -> number));
        }
        chain = begun.thenApplyAsync(i -> i + 1, pool).thenApplyAsync(i -> i + 1).thenApply(i -> i + 1);
        periodic = scheduled.scheduleAtFixedRate(runs::incrementAndGet, 0, 1, TimeUnit.MILLISECONDS);
        timer.schedule(new TimerTask() {
            @Override
            public void run() {
                ticks.incrementAndGet();
            }
        }, 0, 1);
        forked = forkJoin.submit((Callable<Integer>) () -> {
            ForkJoinFacts.Fibonacci child = new ForkJoinFacts.Fibonacci(10);
            child.fork();
            PoolFacts.holding(inside, latch).run();
            return child.join();
        });
        threads.add(new Thread(waiting(inside)));
        if (VirtualFacts.present()) {
            for (int i = 0; i < 20; i++) {
                threads.add(VirtualFacts.factory().newThread(waiting(new CountDownLatch(1))));
            }
        }
        threads.forEach(Thread::start);
        Report.await(inside);
    }

    private Runnable waiting(CountDownLatch inside) {
        return () -> {
            PoolFacts.holding(inside, latch).run();
            ended.incrementAndGet();
        };
    }

    void end(Report report) throws InterruptedException {
        report.fact("straddling queue", () -> {
            List<Runnable> now = new ArrayList<>(pool.getQueue());
            now.removeIf(task -> !(task instanceof PoolFacts.Named));
            return pool.getQueue().size() + " " + Report.places(now, queued) + pool.remove(queued.get(3)) + now;
        });
        report.fact("straddling cancel", () -> answers.get(9).cancel(true) + " " + answers.get(9).isCancelled());
        report.fact("straddling periodic goes on", () -> {
            int before = runs.get();
            int beforeTicks = ticks.get();
            Report.await(() -> runs.get() > before + 2 && ticks.get() > beforeTicks + 2);
            timer.cancel();
            return periodic.cancel(false);
        });
        latch.countDown();
        report.fact("straddling answers", () -> {
            StringBuilder text = new StringBuilder();
            for (Future<Integer> answer : answers.subList(0, 9)) {
                text.append(answer.get());
            }
            begun.complete(1);
            return text.append(' ').append(chain.join()).append(' ').append(forked.get());
        });
        report.fact("straddling threads", () -> {
            for (Thread thread : threads) {
                thread.join();
            }
            return ended.get() - threads.size();
        });
        report.fact("straddling pools end", () -> {
            PoolFacts.end(pool);
            PoolFacts.end(scheduled);
            PoolFacts.end(forkJoin);
            return pool.getCompletedTaskCount() + " " + pool.isTerminated();
        });
    }
}
