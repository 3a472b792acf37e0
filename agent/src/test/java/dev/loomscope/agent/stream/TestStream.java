package dev.loomscope.agent.stream;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import dev.loomscope.agent.HookStatus;
import dev.loomscope.agent.sample.PoolBoard;
import dev.loomscope.agent.sample.WatchedThreads;

/** Drain, log and server over rings that the test fills; no sampler. */
final class TestStream implements AutoCloseable {
    final byte[] token = new byte[32];
    final FrameLog log;
    final Drain drain;
    final Server server;
    final Modes modes;
    final Cycle cycle;
    final byte[] session;
    volatile Map<String, String> lastControl = Map.of();

    TestStream(TestRings rings, long logBytes) {
        this(rings, logBytes, Modes.UNLIMITED);
    }

    TestStream(TestRings rings, long logBytes, long budget) {
        this(rings, logBytes, budget, null);
    }

    /** @param leaveAfter as {@link Server} takes it */
    TestStream(TestRings rings, long logBytes, long budget, Duration leaveAfter) {
        Arrays.fill(token, (byte) 7);
        log = new FrameLog(logBytes);
        WatchedThreads threads = new WatchedThreads(RingRows.rows(rings.memory));
        cycle = new Cycle(rings.memory, log, threads, new PoolBoard(), 1 << 10, name -> false, budget);
        modes = cycle.modes();
        drain = new Drain(rings.memory, log, cycle, () -> {});
        session = Session.of(new StreamClock(rings.epoch), List.of(new HookStatus("test", "live", "")))
                .json();
        server = listen(leaveAfter);
        drain.start();
        server.start();
    }

    private Server listen(Duration leaveAfter) {
        try {
            return new Server("127.0.0.1", 0, log, token, session, message -> {
                lastControl = message;
                return Server.reply(Server.command(message), true, "");
            }, leaveAfter);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    TestClient client() throws IOException {
        return new TestClient(server.port(), token);
    }

    @Override
    public void close() {
        try {
            drain.end("stop");
            drain.join(5_000);
            server.close(5_000);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
