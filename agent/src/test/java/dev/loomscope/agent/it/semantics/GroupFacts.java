package dev.loomscope.agent.it.semantics;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Tasks that are handed over together: invokeAll, invokeAny, ExecutorCompletionService. */
final class GroupFacts {
    private GroupFacts() {}

    static void tell(Report report) {
        report.fact("invokeAll", () -> {
            ThreadPoolExecutor pool = PoolFacts.pool(3);
            List<Callable<Integer>> tasks = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                int number = i;
                tasks.add(() -> {
                    if (number % 7 == 3) {
                        throw new IllegalStateException("number=" + number);
                    }
                    return number;
                });
            }
            List<Future<Integer>> futures = pool.invokeAll(tasks);
            StringBuilder text = new StringBuilder();
            for (Future<Integer> future : futures) {
                Throwable thrown = Report.thrownBy(future::get);
                text.append(thrown == null ? future.get() : thrown.getCause()).append(' ');
            }
            PoolFacts.end(pool);
            return text.toString() + futures.getClass() + futures.get(0).getClass();
        });
        report.fact("invokeAll times out", () -> {
            ThreadPoolExecutor pool = PoolFacts.pool(1);
            CountDownLatch latch = new CountDownLatch(1);
            AtomicInteger runs = new AtomicInteger();
            // Holds the worker although it is interrupted: those behind it are cancelled before they run.
            Callable<Integer> waiting = () -> {
                while (latch.getCount() > 0) {
                    Thread.onSpinWait();
                }
                return 1;
            };
            List<Future<Integer>> futures = pool.invokeAll(
                    List.of(waiting, runs::incrementAndGet, runs::incrementAndGet), 20, TimeUnit.MILLISECONDS);
            latch.countDown();
            StringBuilder text = new StringBuilder();
            for (Future<Integer> future : futures) {
                text.append(future.isCancelled()).append(future.isDone()).append(' ');
            }
            PoolFacts.end(pool);
            return text.toString() + runs;
        });
        report.fact("invokeAll interrupted", () -> {
            ThreadPoolExecutor pool = PoolFacts.pool(1);
            CountDownLatch never = new CountDownLatch(1);
            Callable<Integer> waiting = () -> {
                never.await();
                return 1;
            };
            Thread.currentThread().interrupt();
            Throwable thrown = Report.thrownBy(() -> pool.invokeAll(List.of(waiting, waiting)));
            PoolFacts.end(pool);
            return thrown.getClass() + " " + Thread.interrupted();
        });
        report.fact("invokeAny", () -> {
            ThreadPoolExecutor pool = PoolFacts.pool(1);
            Callable<String> failing = () -> {
                throw new IllegalStateException("first");
            };
            String answer = pool.invokeAny(List.of(failing, () -> "second"));
            Throwable all = Report.thrownBy(() -> pool.invokeAny(List.of(failing, failing)));
            Throwable none = Report.thrownBy(() -> pool.invokeAny(List.of()));
            PoolFacts.end(pool);
            return answer + all + all.getCause() + none;
        });
        report.fact("invokeAny times out", () -> {
            ThreadPoolExecutor pool = PoolFacts.pool(2);
            CountDownLatch never = new CountDownLatch(1);
            AtomicInteger interrupted = new AtomicInteger();
            CountDownLatch inside = new CountDownLatch(1);
            Callable<String> waiting = () -> {
                inside.countDown();
                try {
                    never.await();
                } catch (InterruptedException e) {
                    interrupted.incrementAndGet();
                }
                return "never";
            };
            Throwable thrown = Report.thrownBy(() -> pool.invokeAny(List.of(waiting), 50, TimeUnit.MILLISECONDS));
            PoolFacts.end(pool);
            return thrown.getClass() + " " + (inside.getCount() == 0 ? interrupted.get() : 1);
        });
        report.fact("completion service", () -> {
            ThreadPoolExecutor pool = PoolFacts.pool(1);
            LinkedBlockingQueue<Future<Integer>> done = new LinkedBlockingQueue<>();
            ExecutorCompletionService<Integer> service = new ExecutorCompletionService<>(pool, done);
            List<Future<Integer>> given = new ArrayList<>();
            List<Future<Integer>> taken = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                int number = i;
                given.add(service.submit(() -> number));
            }
            given.add(service.submit(new PoolFacts.Named("runnable"), 99));
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < 11; i++) {
                Future<Integer> next = service.take();
                taken.add(next);
                text.append(next.get()).append(' ');
            }
            Future<Integer> none = service.poll();
            PoolFacts.end(pool);
            return Report.places(taken, given) + " " + text + none + service.poll(1, TimeUnit.MILLISECONDS)
                    + given.get(0).getClass();
        });
        report.fact("completion service's queue", () -> {
            ThreadPoolExecutor pool = PoolFacts.pool(1);
            CountDownLatch inside = new CountDownLatch(1);
            CountDownLatch latch = new CountDownLatch(1);
            pool.execute(PoolFacts.holding(inside, latch));
            Report.await(inside);
            Future<Integer> given = new ExecutorCompletionService<Integer>(pool).submit(() -> 1);
            Runnable queued = pool.getQueue().peek();
            boolean cancelled = given.cancel(false);
            latch.countDown();
            PoolFacts.end(pool);
            return queued.getClass() + " " + cancelled;
        });
    }
}
