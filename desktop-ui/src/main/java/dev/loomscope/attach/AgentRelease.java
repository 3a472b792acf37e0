package dev.loomscope.attach;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

import dev.loomscope.protocol.BadInputException;
import dev.loomscope.protocol.Frame;
import dev.loomscope.session.Endpoint;
import dev.loomscope.session.SocketSource;

/**
 * Lets an agent go that was brought into a JVM for a while. Where others are connected it goes by itself after the last of them;
 * where it was asked to stay it stays.
 */
public final class AgentRelease {
    private static final String COMMAND = "{\"command\":\"detach-at-end\"}";

    /** What the agent answers where nothing keeps it. */
    private static final String NOTHING_KEEPS_IT = "\"why\":\"\"";

    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(5);

    /** In this time it has noticed that a connection of ours was closed, and that it was no other's. */
    private static final Duration OTHERS_LIMIT = Duration.ofSeconds(1);

    private AgentRelease() {}

    /**
     * Returns when the agent is gone, or has said what keeps it.
     *
     * @throws BadInputException when it does neither
     */
    public static void of(long pid, Endpoint endpoint) throws BadInputException {
        long limit = System.nanoTime() + OTHERS_LIMIT.toNanos();
        boolean goes = goes(pid, endpoint);
        while (!goes && System.nanoTime() < limit && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(20_000_000);
            goes = goes(pid, endpoint);
        }
        if (goes) {
            AgentLoader.awaitGone(pid);
        }
    }

    /** Asks on a thread of its own, so that a JVM that is stopped holds nobody up. */
    private static boolean goes(long pid, Endpoint endpoint) throws BadInputException {
        FutureTask<Boolean> question = new FutureTask<>(() -> ask(pid, endpoint));
        Thread.ofPlatform().daemon().name("release-" + pid).start(question);
        try {
            return question.get(ANSWER_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new BadInputException("the agent of pid=" + pid + " does not answer: it goes by itself when it can",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BadInputException("interrupted while the agent of pid=" + pid + " was let go", e);
        }
    }

    private static boolean ask(long pid, Endpoint endpoint) {
        try (SocketSource source = SocketSource.connect(endpoint)) {
            Frame reply = source.ask(COMMAND);
            return reply == null || reply.text().contains(NOTHING_KEEPS_IT);
        } catch (IOException _) {
            return AgentLoader.endpoint(pid).isEmpty();
        }
    }
}
