package dev.loomscope.session;

import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import dev.loomscope.protocol.BadInputException;
import dev.loomscope.protocol.Frame;
import dev.loomscope.protocol.FrameType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@Timeout(60)
class ReadAheadTest {
    private static final int LENGTH = 10_000;
    /** More than the buffers of a connection take. */
    private static final int FRAMES = 4_000;

    private static Frame frame(int number) {
        byte[] payload = new byte[LENGTH];
        payload[0] = (byte) number;
        return new Frame(FrameType.EVENTS, number, number, number, payload);
    }

    private static void await(BooleanSupplier condition) {
        long begin = System.nanoTime();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - begin).as("ns so far").isLessThan(30_000_000_000L);
            LockSupport.parkNanos(1_000_000);
        }
    }

    private static CompletableFuture<Void> sendAll(Socket client) {
        return CompletableFuture.runAsync(() -> {
            try {
                for (int i = 0; i < FRAMES; i++) {
                    FakeAgent.send(client, frame(i));
                }
                client.close();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @Test
    void theAgentGetsRidOfWhatNobodyHasAskedForYet() throws Exception {
        try (FakeAgent agent = new FakeAgent();
                ReadAhead ahead = ReadAhead.of(SocketSource.connect(agent.endpoint()))) {
            sendAll(agent.clients.take()).get(30, TimeUnit.SECONDS);
            await(() -> ahead.waiting() == (long) FRAMES * LENGTH);
            for (int i = 0; i < FRAMES; i++) {
                assertThat(ahead.next().sequence()).isEqualTo(i);
            }
            assertThat(ahead.waiting()).isZero();
            assertThat(ahead.next()).as("behind the end").isNull();
        }
    }

    @Test
    void noMoreWaitsThanMay() throws Exception {
        try (FakeAgent agent = new FakeAgent();
                ReadAhead ahead = ReadAhead.of(SocketSource.connect(agent.endpoint()), 5L * LENGTH)) {
            CompletableFuture<Void> sent = sendAll(agent.clients.take());
            await(() -> ahead.waiting() == 5L * LENGTH);
            for (int i = 0; i < FRAMES; i++) {
                assertThat(ahead.waiting()).isLessThanOrEqualTo(5L * LENGTH);
                assertThat(ahead.next().sequence()).isEqualTo(i);
            }
            sent.get(30, TimeUnit.SECONDS);
            assertThat(ahead.next()).isNull();
        }
    }

    @Test
    void whatCameBeforeDamageIsGivenOutFirst() throws Exception {
        try (FakeAgent agent = new FakeAgent();
                ReadAhead ahead = ReadAhead.of(SocketSource.connect(agent.endpoint()))) {
            Socket client = agent.clients.take();
            FakeAgent.send(client, frame(0), frame(1));
            client.getOutputStream().write(new byte[100]);
            client.getOutputStream().flush();
            assertThat(ahead.next().sequence()).isZero();
            assertThat(ahead.next().sequence()).isEqualTo(1);
            assertThatThrownBy(ahead::next).isInstanceOf(BadInputException.class).hasMessageContaining("damaged");
        }
    }

    @Test
    void whoWaitsIsLetGoWhenItIsClosed() throws Exception {
        try (FakeAgent agent = new FakeAgent()) {
            CompletableFuture<Frame> next;
            try (ReadAhead ahead = ReadAhead.of(SocketSource.connect(agent.endpoint()))) {
                next = CompletableFuture.supplyAsync(() -> {
                    try {
                        return ahead.next();
                    } catch (IOException | InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                });
            }
            assertThat(next.get(30, TimeUnit.SECONDS)).isNull();
        }
    }
}
