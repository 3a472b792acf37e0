package dev.loomscope.agent.it;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.RecursiveAction;
import java.util.concurrent.TimeUnit;

import static dev.loomscope.agent.it.PoolsMain.check;

/** A program whose fork/join tasks and stages are counted in place of being recorded. */
public final class ForkJoinCountedMain {
    private ForkJoinCountedMain() {}

    public static void main(String[] arguments) throws Exception {
        Counts counts = CountingAgent.counts();
        counts.countOnly();
        ForkJoinPool pool = new ForkJoinPool(3);
        check(pool.invoke(new ForkJoinMain.Forking(16)) == 987, "a wrong number");
        List<ForkJoinTask<?>> tasks = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            tasks.add(pool.submit(new Action(i < 6)));
        }
        tasks.forEach(ForkJoinTask::quietlyJoin);
        List<CompletableFuture<?>> stages = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            boolean fails = i < 7;
            stages.add(CompletableFuture.supplyAsync(() -> fails(fails), pool).thenApplyAsync(text -> text, pool));
        }
        stages.forEach(stage -> stage.handle((text, thrown) -> "").join());
        check(pool.awaitQuiescence(60, TimeUnit.SECONDS), "the pool does not come to rest");
        // The last end comes a little after that.
        long deadline = System.nanoTime() + 60_000_000_000L;
        while (!counts.counted().contains("end=" + (ForkJoinMain.forks(16) + 74)) && System.nanoTime() - deadline < 0) {
            Thread.sleep(1);
        }
        System.out.print(counts.counted());
        System.out.print(PoolsMain.report());
    }

    private static String fails(boolean fails) {
        if (fails) {
            throw new IllegalStateException("on purpose");
        }
        return "";
    }

    private static final class Action extends RecursiveAction {
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
}
