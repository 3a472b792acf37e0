package dev.loomscope.demo;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;

/**
 * Stands for a system elsewhere that is asked by message: it answers after a while, or never. Who asks gets a future and
 * decides how long to wait for it. Answers are delivered by one thread, as a connection's reader would.
 *
 * @param <A> the answers
 */
public final class RemoteParty<A> implements AutoCloseable {
    private final DelayQueue<Letter<A>> underway = new DelayQueue<>();
    private final Thread reader;

    /** @param name of the thread that delivers the answers */
    public RemoteParty(String name) {
        reader = Thread.ofPlatform().daemon().name(name).start(this::deliver);
    }

    /** Asks; {@code answer} comes after that time. */
    public CompletableFuture<A> ask(A answer, Duration after) {
        Letter<A> letter = new Letter<>(answer, System.nanoTime() + after.toNanos(), new CompletableFuture<>());
        underway.add(letter);
        return letter.receiver();
    }

    /** Asks, and the answer gets lost on its way. */
    public CompletableFuture<A> askInVain() {
        return new CompletableFuture<>();
    }

    private void deliver() {
        try {
            while (true) {
                Letter<A> letter = underway.take();
                letter.receiver().complete(letter.answer());
            }
        } catch (InterruptedException e) {
            // Closed.
        }
    }

    /** No more answers come. */
    @Override
    public void close() {
        reader.interrupt();
    }

    private record Letter<A>(A answer, long due, CompletableFuture<A> receiver) implements Delayed {
        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(due - System.nanoTime(), TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
        }
    }
}
