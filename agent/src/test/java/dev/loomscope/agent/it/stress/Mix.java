package dev.loomscope.agent.it.stress;

import java.util.ArrayList;
import java.util.List;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.RecursiveTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;

/** Some work of every kind that is watched, with a result that is known beforehand. */
final class Mix {
    private static final int TASKS = 200;

    private Mix() {}

    /** Does the work so many times; whether every result was right. */
    static boolean run(int times) throws Exception {
        boolean right = true;
        for (int i = 0; i < times; i++) {
            right &= pool() == 19_900 + TASKS / 10;
            right &= scheduled() == 10;
            right &= forkJoin() == 610;
            right &= stages() == 190;
            right &= LongStream.range(0, 5_000).parallel().sum() == 12_497_500;
            right &= timer() == 5;
            right &= threads() == 45;
            right &= VirtualThreads.factory() == null || virtual() == 4_950;
        }
        return right;
    }

    private static void end(ExecutorService pool) throws InterruptedException {
        pool.shutdown();
        if (!pool.awaitTermination(60, TimeUnit.SECONDS)) {
            throw new AssertionError("pool does not end: " + pool);
        }
    }

    private static long pool() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(3);
        List<Future<Integer>> answers = new ArrayList<>();
        for (int i = 0; i < TASKS; i++) {
            int number = i;
            answers.add(pool.submit(() -> number));
        }
        List<Callable<Integer>> failing = new ArrayList<>();
        for (int i = 0; i < TASKS / 10; i++) {
            failing.add(() -> {
                throw new IllegalStateException();
            });
        }
        long sum = 0;
        for (Future<Integer> answer : answers) {
            sum += answer.get();
        }
        for (Future<Integer> failed : pool.invokeAll(failing)) {
            try {
                failed.get();
            } catch (java.util.concurrent.ExecutionException e) {
                sum += e.getCause() instanceof IllegalStateException ? 1 : 0;
            }
        }
        end(pool);
        return sum;
    }

    private static long scheduled() throws Exception {
        ScheduledExecutorService pool = Executors.newScheduledThreadPool(2);
        CountDownLatch five = new CountDownLatch(5);
        ScheduledFuture<?> periodic = pool.scheduleAtFixedRate(five::countDown, 0, 100, TimeUnit.MICROSECONDS);
        ScheduledFuture<Integer> once = pool.schedule(() -> 10, 1, TimeUnit.MILLISECONDS);
        five.await();
        periodic.cancel(false);
        int answer = once.get();
        end(pool);
        return answer;
    }

    private static final class Fibonacci extends RecursiveTask<Integer> {
        private static final long serialVersionUID = 1;
        private final int number;

        Fibonacci(int number) {
            this.number = number;
        }

        @Override
        protected Integer compute() {
            if (number < 2) {
                return number;
            }
            Fibonacci left = new Fibonacci(number - 1);
            left.fork();
            return new Fibonacci(number - 2).compute() + left.join();
        }
    }

    private static long forkJoin() throws Exception {
        ForkJoinPool pool = new ForkJoinPool(3);
        int answer = pool.invoke(new Fibonacci(15));
        end(pool);
        return answer;
    }

    private static long stages() {
        List<CompletableFuture<Integer>> stages = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            int number = i;
            stages.add(CompletableFuture.supplyAsync(() -> number)
                    .thenApplyAsync(n -> n + 1)
                    .thenApply(n -> n - 1));
        }
        return stages.stream().mapToInt(CompletableFuture::join).sum();
    }

    private static long timer() throws InterruptedException {
        Timer timer = new Timer(true);
        CountDownLatch five = new CountDownLatch(5);
        timer.schedule(new TimerTask() {
            @Override
            public void run() {
                five.countDown();
            }
        }, 0, 1);
        five.await();
        timer.cancel();
        return 5 - five.getCount();
    }

    private static long threads() throws InterruptedException {
        AtomicLong sum = new AtomicLong();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            int number = i;
            Thread thread = new Thread(() -> sum.addAndGet(number));
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return sum.get();
    }

    private static long virtual() throws InterruptedException {
        AtomicLong sum = new AtomicLong();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            int number = i;
            Thread thread = VirtualThreads.factory().newThread(() -> {
                Thread.yield();
                synchronized (sum) {
                    sum.addAndGet(number);
                }
            });
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return sum.get();
    }
}
