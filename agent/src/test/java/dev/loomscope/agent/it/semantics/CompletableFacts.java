package dev.loomscope.agent.it.semantics;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** CompletableFuture: stages, their executors, their exceptions. */
final class CompletableFacts {
    private CompletableFacts() {}

    /** Runs at once, and notes what it is given. */
    private static final class Noting implements Executor {
        private final List<String> given = Collections.synchronizedList(new ArrayList<>());

        @Override
        public void execute(Runnable task) {
            given.add(task.getClass().getName());
            task.run();
        }
    }

    static void tell(Report report) {
        report.fact("stages in a chain", () -> CompletableFuture.supplyAsync(() -> 1)
                .thenApply(i -> i + 1)
                .thenApplyAsync(i -> i * 10)
                .thenCompose(i -> CompletableFuture.supplyAsync(() -> i + 3))
                .thenCombineAsync(CompletableFuture.completedFuture(4), Integer::sum)
                .join());
        report.fact("stages' tasks", () -> {
            Noting executor = new Noting();
            CompletableFuture.supplyAsync(() -> 1, executor)
                    .thenApplyAsync(i -> i + 1, executor)
                    .thenAcceptAsync(i -> {}, executor)
                    .thenRunAsync(() -> {}, executor)
                    .whenCompleteAsync((i, e) -> {}, executor)
                    .handleAsync((i, e) -> 5, executor)
                    .join();
            CompletableFuture.runAsync(() -> {}, executor).join();
            return executor.given;
        });
        report.fact("stages' exception is the same", () -> {
            RuntimeException mine = new IllegalStateException("mine");
            CompletableFuture<Object> first = CompletableFuture.supplyAsync(() -> {
                throw mine;
            });
            Throwable joined = Report.thrownBy(first::join);
            Throwable got = Report.thrownBy(first::get);
            CompletableFuture<Object> second = first.thenApply(i -> i);
            Throwable dependent = Report.thrownBy(second::join);
            List<Throwable> seen = new ArrayList<>();
            first.whenComplete((i, e) -> seen.add(e)).exceptionally(e -> null).join();
            return joined.getClass() + " " + (joined.getCause() == mine) + (got.getCause() == mine)
                    + (dependent.getCause() == mine) + (seen.get(0) instanceof CompletionException)
                    + first.isCompletedExceptionally();
        });
        report.fact("stages' exception's stack", () -> {
            ThreadPoolExecutor pool = PoolFacts.pool(1);
            CompletableFuture<Object> failing = CompletableFuture.supplyAsync(() -> {
                throw new IllegalStateException("stack");
            }, pool);
            Throwable thrown = Report.thrownBy(failing::get).getCause();
            PoolFacts.end(pool);
            return Report.trace(thrown);
        });
        report.fact("stages cancelled", () -> {
            CompletableFuture<Integer> first = new CompletableFuture<>();
            CompletableFuture<Integer> second = first.thenApply(i -> i + 1);
            int dependents = first.getNumberOfDependents();
            String before = first.toString();
            boolean done = first.cancel(true);
            return dependents + before + done + first.isCancelled() + second.isCancelled()
                    + second.isCompletedExceptionally() + Report.thrownBy(second::join).getClass() + first;
        });
        report.fact("stages that time out", () -> {
            CompletableFuture<Integer> late = new CompletableFuture<Integer>().orTimeout(1, TimeUnit.MILLISECONDS);
            int other = new CompletableFuture<Integer>().completeOnTimeout(9, 1, TimeUnit.MILLISECONDS).join();
            return Report.thrownBy(late::get).getCause().getClass() + " " + other;
        });
        report.fact("stages all and any", () -> {
            List<CompletableFuture<Integer>> all = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                int number = i;
                all.add(CompletableFuture.supplyAsync(() -> number));
            }
            CompletableFuture.allOf(all.toArray(new CompletableFuture<?>[0])).join();
            int sum = all.stream().mapToInt(CompletableFuture::join).sum();
            Object any = CompletableFuture.anyOf(new CompletableFuture<>(), CompletableFuture.completedFuture("any"))
                    .join();
            return sum + " " + any;
        });
        report.fact("stages by hand", () -> {
            CompletableFuture<Integer> future = new CompletableFuture<>();
            boolean first = future.complete(1);
            boolean second = future.complete(2);
            future.obtrudeValue(3);
            return first + " " + second + future.join() + future.getNow(0) + future + future.copy().join();
        });
        report.fact("stages run by whoever completes", () -> {
            CompletableFuture<Integer> future = new CompletableFuture<>();
            List<Thread> threads = new ArrayList<>();
            CompletableFuture<Void> dependent = future.thenAccept(i -> threads.add(Thread.currentThread()));
            Thread completer = new Thread(() -> future.complete(1));
            completer.start();
            dependent.join();
            completer.join();
            return threads.get(0) == completer;
        });
        report.fact("stages' default executor", () -> {
            CompletableFuture<Integer> future = new CompletableFuture<>();
            return future.defaultExecutor().getClass() + " "
                    + CompletableFuture.delayedExecutor(1, TimeUnit.MILLISECONDS).getClass();
        });
        report.fact("stages delayed", () -> CompletableFuture
                .supplyAsync(() -> "later", CompletableFuture.delayedExecutor(2, TimeUnit.MILLISECONDS))
                .get());
        report.fact("stages whose executor refuses", () -> {
            RuntimeException mine = new IllegalStateException("refuses");
            Executor refusing = task -> {
                throw mine;
            };
            boolean thrown = Report.thrownBy(() -> CompletableFuture.supplyAsync(() -> 1, refusing)) == mine;
            CompletableFuture<
                    Integer> dependent = CompletableFuture.completedFuture(1).thenApplyAsync(i -> i, refusing);
            return thrown + " " + (Report.thrownBy(dependent::join).getCause() == mine);
        });
        report.fact("stages, a long chain", () -> {
            CompletableFuture<Integer> first = new CompletableFuture<>();
            CompletableFuture<Integer> last = first;
            for (int i = 0; i < 20_000; i++) {
                last = last.thenApply(n -> n + 1);
            }
            first.complete(0);
            return last.join();
        });
        report.fact("stages' waiter is interrupted", () -> {
            CountDownLatch inside = new CountDownLatch(1);
            List<Object> seen = Collections.synchronizedList(new ArrayList<>());
            Thread waiter = new Thread(() -> {
                inside.countDown();
                seen.add(Report.thrownBy(() -> new CompletableFuture<>().get()).getClass());
            });
            waiter.start();
            Report.await(inside);
            waiter.interrupt();
            waiter.join();
            return seen;
        });
    }
}
