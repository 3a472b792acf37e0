package dev.loomscope.agent.instrument;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import java.util.function.Function;

import dev.loomscope.protocol.EventKind;

/** Makes stages of futures on the spot, waits a moment for one, and asks one that failed. */
final class FutureTrial {
    private final SmokeTest test;

    FutureTrial(SmokeTest test) {
        this.test = test;
    }

    void run() {
        CompletableFuture<String> first = new CompletableFuture<>();
        CompletableFuture<String> second = first.thenApply(new Same());
        CompletableFuture<String> healed = second.handle(new Healing());
        await(test, "CompletableFuture.timedGet", healed);
        first.completeExceptionally(new IllegalStateException("ends the trial"));
        try {
            second.join();
        } catch (CompletionException e) {
            test.expect("CompletableFuture.join", EventKind.ASKED, second, 1);
        }
        CompletableFuture<String> third = second.thenApply(new Same());

        test.expect("CompletableFuture.push", EventKind.COMPLETES, second, 1);
        test.expect("CompletableFuture.UniHandle", EventKind.ASKED, second, 2);
        test.expect("CompletableFuture.stage", EventKind.COMPLETES, third, 1);
    }

    /** Waits for a future that nobody completes. */
    static void await(SmokeTest test, String hook, Future<?> never) {
        try {
            never.get(1, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            test.expect(hook, EventKind.AWAIT, never, 1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a trial of the hooks came to nothing", e);
        }
    }

    private static final class Same implements Function<String, String> {
        @Override
        public String apply(String text) {
            return text;
        }
    }

    private static final class Healing implements BiFunction<String, Throwable, String> {
        @Override
        public String apply(String text, Throwable thrown) {
            return "";
        }
    }
}
