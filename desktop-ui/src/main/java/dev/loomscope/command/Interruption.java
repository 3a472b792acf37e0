package dev.loomscope.command;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntSupplier;

/**
 * Ctrl-C as an orderly end. A command that has something to bring to an end (a file to close, a JVM to leave) calls
 * {@link #watch} and then waits with {@link #await}: when the process is told to end, the wait returns early, the command
 * finishes its work, and its exit code becomes the process's.
 */
final class Interruption {
    private static final long FINISH_LIMIT_SECONDS = 15;
    private static final CountDownLatch REQUESTED = new CountDownLatch(1);

    private static volatile boolean watched;

    private Interruption() {}

    /** Runs the program and gives a command in it that watches time to finish. */
    static int guard(IntSupplier program) {
        CompletableFuture<Integer> code = new CompletableFuture<>();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            REQUESTED.countDown();
            if (watched && !code.isDone()) {
                haltWith(code);
            }
        }, "interruption"));
        try {
            code.complete(program.getAsInt());
            return code.join();
        } finally {
            code.complete(Exit.UNUSABLE);
        }
    }

    private static void haltWith(CompletableFuture<Integer> code) {
        try {
            Runtime.getRuntime().halt(code.get(FINISH_LIMIT_SECONDS, TimeUnit.SECONDS));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException _) {
            // The command does not come to an end: the process does without it.
        }
    }

    /** From here on the command answers Ctrl-C itself, within a few seconds. */
    static void watch() {
        watched = true;
    }

    /** Whether the process is to end. */
    static boolean isRequested() {
        return REQUESTED.getCount() == 0;
    }

    /**
     * Waits, at most so long.
     *
     * @return whether the process is to end
     */
    static boolean await(long millis) throws InterruptedException {
        return REQUESTED.await(millis, TimeUnit.MILLISECONDS);
    }
}
