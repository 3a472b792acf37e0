package dev.loomscope.agent.it;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RecursiveAction;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

import static dev.loomscope.agent.it.PoolsMain.check;

/** A program whose futures are followed: their stages, who waits for them, who asks them. */
public final class FutureMain {
    private FutureMain() {}

    public static void main(String[] arguments) throws Exception {
        PoolsMain.awaitAgent(arguments);
        CountingAgent.counts().tape();
        ThreadPoolExecutor pool = pool(2);
        stages(ForkJoinPool.commonPool());
        stages(pool);
        failing(ForkJoinPool.commonPool());
        failing(pool);
        end(pool);
        cancelled();
        starvedByStage();
        starvedByFuture();
        joined();
        silentOrAsked();
        check(ForkJoinPool.commonPool().awaitQuiescence(60, TimeUnit.SECONDS), "the common pool does not come to rest");
        System.out.print(PoolsMain.report());
    }

    /** In an executor 20 suppliers, each with a function and a handler behind it, and one composed stage behind them all. */
    private static void stages(Executor executor) {
        List<CompletableFuture<Integer>> all = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            all.add(
                    CompletableFuture.supplyAsync(new One(), executor)
                            .thenApplyAsync(new Twice(), executor)
                            .handleAsync(new Kept(), executor));
        }
        CompletableFuture<Integer> sum = CompletableFuture.allOf(all.toArray(new CompletableFuture<?>[0]))
                .thenApply(nothing -> all.stream().mapToInt(CompletableFuture::join).sum())
                .thenComposeAsync(new Later(executor), executor);
        check(sum.join() == 41, "sum=" + sum.join());
    }

    /** 5 suppliers fail: the functions behind them never run, the handlers do. */
    private static void failing(Executor executor) {
        for (int i = 0; i < 5; i++) {
            int healed = CompletableFuture.supplyAsync(new Fails(), executor)
                    .thenApplyAsync(new Never(), executor)
                    .handleAsync(new Healed(), executor)
                    .join();
            check(healed == -1, "healed=" + healed);
        }
    }

    /** 4 futures of stages are cancelled before their stages are run, which run all the same, and do nothing. */
    private static void cancelled() throws Exception {
        ThreadPoolExecutor pool = pool(1);
        ForkJoinPool forkJoin = new ForkJoinPool(1);
        CountDownLatch gate = new CountDownLatch(1);
        pool.execute(() -> await(gate));
        forkJoin.execute(() -> await(gate));
        for (int i = 0; i < 2; i++) {
            check(CompletableFuture.supplyAsync(new Cancelled(), pool).cancel(false), "cannot be cancelled");
            check(CompletableFuture.supplyAsync(new Cancelled(), forkJoin).cancel(false), "cannot be cancelled");
        }
        gate.countDown();
        end(pool);
        end(forkJoin);
    }

    /** In a pool of one, a task waits for a stage that is queued behind it, by way of a stage that depends on that one. */
    private static void starvedByStage() throws Exception {
        ThreadPoolExecutor pool = pool(1);
        CompletableFuture<CompletableFuture<Integer>> told = new CompletableFuture<>();
        CompletableFuture<CompletableFuture<Integer>> awaited = new CompletableFuture<>();
        CountDownLatch over = new CountDownLatch(1);
        pool.execute(() -> {
            CompletableFuture<Integer> source = CompletableFuture.supplyAsync(new Starved(), pool);
            CompletableFuture<Integer> dependent = source.thenApply(new Twice());
            told.complete(source);
            awaited.complete(dependent);
            dependent.join();
            over.countDown();
        });
        CompletableFuture<Integer> source = told.join();
        CompletableFuture<Integer> dependent = awaited.join();
        Tape tape = Tape.until(events -> events.awaits(dependent) == 1);
        check(tape.isCompletedBy(dependent, System.identityHashCode(source)), "the dependent's source is not told");
        long stage = tape.completes(source);
        check(tape.isSubmitted(stage) && !tape.isStarted(stage), "the queued stage is not told");
        source.complete(1);
        await(over);
        end(pool);
        check(Tape.now().goesOn(dependent), "the end of the wait is not told");
    }

    /** The same with a future of the pool's own. */
    private static void starvedByFuture() throws Exception {
        ThreadPoolExecutor pool = pool(1);
        CompletableFuture<Future<?>> told = new CompletableFuture<>();
        pool.execute(() -> {
            Future<String> queued = pool.submit((Callable<String>) () -> "");
            told.complete(queued);
            try {
                queued.get();
            } catch (Exception e) {
                // It is cancelled, which ends the wait.
            }
        });
        Future<?> queued = told.join();
        Tape tape = Tape.until(events -> events.awaits(queued) == 1);
        check(tape.isSubmitted(System.identityHashCode(queued)), "the queued task is not told");
        check(!tape.isStarted(System.identityHashCode(queued)), "the queued task is told to run");
        queued.cancel(false);
        end(pool);
        check(Tape.now().goesOn(queued), "the end of the wait is not told");
        check(Tape.now().asked(queued) == 1, "asked=" + Tape.now().asked(queued));
    }

    /** Somebody who is no worker waits for a fork/join task; somebody is interrupted while he waits. */
    private static void joined() throws Exception {
        ForkJoinPool pool = new ForkJoinPool(1);
        CountDownLatch gate = new CountDownLatch(1);
        RecursiveAction task = new RecursiveAction() {
            private static final long serialVersionUID = 1;

            @Override
            protected void compute() {
                FutureMain.await(gate);
            }
        };
        pool.execute(task);
        Thread joins = new Thread(task::join);
        joins.start();
        Tape.until(events -> events.awaits(task) == 1);
        Thread gets = new Thread(() -> {
            try {
                task.get();
            } catch (InterruptedException | ExecutionException e) {
                // As it should be.
            }
        });
        gets.start();
        Tape.until(events -> events.awaits(task) == 2);
        gets.interrupt();
        gets.join();
        gate.countDown();
        joins.join();
        end(pool);
        check(Tape.now().goesOn(task), "the end of the wait is not told");
    }

    /** Of the same failures some are asked for in one way or another, and some are not. */
    private static void silentOrAsked() throws Exception {
        ThreadPoolExecutor pool = pool(1);
        asked(1, fails(pool), CompletableFuture::join);
        asked(1, fails(pool), CompletableFuture::get);
        asked(1, fails(pool), future -> future.get(1, TimeUnit.SECONDS));
        asked(1, fails(pool), future -> future.getNow(1));
        asked(1, fails(pool), future -> future.handle(new Healed()));
        asked(1, fails(pool), future -> future.handleAsync(new Healed(), pool).join());
        asked(1, fails(pool), future -> future.exceptionally(thrown -> 1));
        asked(1, fails(pool), future -> future.whenComplete((value, thrown) -> {}));
        asked(0, fails(pool), CompletableFuture::isDone);

        CompletableFuture<Integer> pending = new CompletableFuture<>();
        CompletableFuture<Integer> healed = pending.handle(new Healed());
        asked(0, pending, CompletableFuture::isDone);
        pending.completeExceptionally(new IllegalStateException("on purpose"));
        check(healed.join() == -1, "a wrong result");
        asked(1, pending, CompletableFuture::isDone);

        // What goes on to another future is told as a link; it is for that one to be asked.
        CompletableFuture<Integer> source = fails(pool);
        CompletableFuture<Integer> dependent = source.thenApply(new Never());
        asked(0, source, CompletableFuture::isDone);
        check(Tape.now().isCompletedBy(dependent, System.identityHashCode(source)), "it is not told what failed");
        asked(1, dependent, CompletableFuture::join);

        asked(0, CompletableFuture.completedFuture(1), CompletableFuture::join);
        Future<?> queued = pool.submit((Callable<String>) () -> {
            throw new IllegalStateException("on purpose");
        });
        asked(1, queued, Future::get);
        asked(0, pool.submit((Callable<String>) () -> ""), Future::get);
        end(pool);

        ForkJoinPool forkJoin = new ForkJoinPool(1);
        asked(1, forkJoin.submit((Callable<String>) () -> {
            throw new IllegalStateException("on purpose");
        }), Future::get);
        asked(0, forkJoin.submit((Callable<String>) () -> ""), Future::get);
        end(forkJoin);
    }

    /** A future that holds an exception already. */
    private static CompletableFuture<Integer> fails(ExecutorService pool) throws Exception {
        CompletableFuture<Integer> future = CompletableFuture.supplyAsync(new Fails(), pool);
        while (!future.isDone()) {
            Thread.sleep(1);
        }
        return future;
    }

    private interface Question<F> {
        Object ask(F future) throws Exception;
    }

    private static <F extends Future<?>> void asked(int times, F future, Question<F> question) {
        try {
            question.ask(future);
        } catch (CompletionException | ExecutionException e) {
            check(times == 1, "an exception that is not expected");
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        long asked = Tape.now().asked(future);
        check(asked == times, "asked=" + asked + " expected=" + times);
    }

    private static ThreadPoolExecutor pool(int workers) {
        return new ThreadPoolExecutor(workers, workers, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
    }

    private static void end(ExecutorService pool) throws InterruptedException {
        pool.shutdown();
        check(pool.awaitTermination(60, TimeUnit.SECONDS), "pool does not end");
    }

    private static void await(CountDownLatch latch) {
        try {
            check(latch.await(60, TimeUnit.SECONDS), "nothing comes");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private record One() implements Supplier<Integer> {
        @Override
        public Integer get() {
            return 1;
        }
    }

    private record Starved() implements Supplier<Integer> {
        @Override
        public Integer get() {
            return 1;
        }
    }

    private record Cancelled() implements Supplier<Integer> {
        @Override
        public Integer get() {
            throw new IllegalStateException("must not run");
        }
    }

    private record Fails() implements Supplier<Integer> {
        @Override
        public Integer get() {
            throw new UnsupportedOperationException("on purpose");
        }
    }

    private record Twice() implements Function<Integer, Integer> {
        @Override
        public Integer apply(Integer number) {
            return 2 * number;
        }
    }

    private record Never() implements Function<Integer, Integer> {
        @Override
        public Integer apply(Integer number) {
            throw new IllegalStateException("must not run");
        }
    }

    private record Kept() implements BiFunction<Integer, Throwable, Integer> {
        @Override
        public Integer apply(Integer number, Throwable thrown) {
            return number;
        }
    }

    private record Healed() implements BiFunction<Integer, Throwable, Integer> {
        @Override
        public Integer apply(Integer number, Throwable thrown) {
            return thrown == null ? number : -1;
        }
    }

    private record Later(Executor executor) implements Function<Integer, CompletableFuture<Integer>> {
        @Override
        public CompletableFuture<Integer> apply(Integer number) {
            return CompletableFuture.supplyAsync(() -> number + 1, executor);
        }
    }
}
