package dev.loomscope.bench;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntUnaryOperator;

import org.jspecify.annotations.Nullable;

/** Chains of asynchronous stages in a pool of two workers, some hundred chains at a time. A task is a stage. */
final class FuturesBatch implements Batch {
    private static final int CHAINS = 500;
    private static final int STAGES = 10;

    private final ExecutorService pool = Executors.newFixedThreadPool(2,
            Thread.ofPlatform().name("bench-", 1).factory());
    private final IntUnaryOperator stage;

    FuturesBatch(Around around) {
        stage = value -> {
            @Nullable Object begun = around.begin();
            try {
                return value + 1;
            } finally {
                around.end(begun);
            }
        };
    }

    @Override
    public int run() {
        CompletableFuture<?>[] chains = new CompletableFuture<?>[CHAINS];
        for (int i = 0; i < CHAINS; i++) {
            CompletableFuture<Integer> chain = CompletableFuture.supplyAsync(() -> stage.applyAsInt(0), pool);
            for (int n = 1; n < STAGES; n++) {
                chain = chain.thenApplyAsync(stage::applyAsInt, pool);
            }
            chains[i] = chain;
        }
        CompletableFuture.allOf(chains).join();
        return CHAINS * STAGES;
    }

    @Override
    public void close() {
        pool.close();
    }
}
