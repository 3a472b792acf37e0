package dev.loomscope.agent.it;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import dev.loomscope.protocol.TaskFamily;

/** A program that makes stages without executors in tasks of pools, of which first the one sort is recorded and then the other. */
public final class LinksMain {
    private LinksMain() {}

    public static void main(String[] arguments) throws Exception {
        Counts counts = CountingAgent.counts();
        ThreadPoolExecutor pool = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
        ForkJoinPool forkJoin = new ForkJoinPool(1);
        counts.recordOnly(TaskFamily.POOL);
        links(3);
        in(pool, 5);
        in(forkJoin, 7);
        counts.recordOnly(TaskFamily.FORK_JOIN);
        links(11);
        in(pool, 13);
        in(forkJoin, 17);
        counts.countOnly();
        in(pool, 19);
        in(forkJoin, 23);
        pool.shutdown();
        forkJoin.shutdown();
        System.out.print(PoolsMain.report());
    }

    private static void in(ExecutorService executor, int stages) throws Exception {
        executor.submit(() -> links(stages)).get();
    }

    /** Stages of one future, which are made before it is complete. */
    private static void links(int stages) {
        CompletableFuture<String> source = new CompletableFuture<>();
        for (int i = 0; i < stages; i++) {
            source.thenApply(text -> text);
        }
        source.complete("");
    }
}
