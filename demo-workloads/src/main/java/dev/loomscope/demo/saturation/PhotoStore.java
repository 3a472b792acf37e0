package dev.loomscope.demo.saturation;

import java.time.Duration;
import java.util.concurrent.ExecutionException;

import dev.loomscope.demo.RemoteParty;

/** The storage elsewhere: what is fetched or put waits for the network, not for the processor. */
final class PhotoStore implements AutoCloseable {
    private final RemoteParty<Integer> network = new RemoteParty<>("photo-store");

    /** Waits 40 to 60 ms. */
    Photo fetch(int number) throws InterruptedException {
        return new Photo(await(number, Duration.ofMillis(40 + number % 20)));
    }

    /** Waits 10 to 15 ms. */
    void put(int number, byte[] thumbnail) throws InterruptedException {
        if (thumbnail.length != Photo.WIDTH * Photo.HEIGHT / (Photo.SCALE * Photo.SCALE)) {
            throw new IllegalArgumentException("photo=" + number + " has a thumbnail of length=" + thumbnail.length);
        }
        await(number, Duration.ofMillis(10 + number % 5));
    }

    private int await(int number, Duration latency) throws InterruptedException {
        try {
            return network.ask(number, latency).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("photo=" + number + " is not to be had", e);
        }
    }

    @Override
    public void close() {
        network.close();
    }
}
