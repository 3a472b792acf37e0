package dev.loomscope.agent.stream;

import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import dev.loomscope.agent.AgentOptions;
import dev.loomscope.agent.DaemonThread;
import dev.loomscope.agent.HookStatus;
import dev.loomscope.agent.hook.HookMemory;
import dev.loomscope.agent.sample.PoolBoard;
import dev.loomscope.agent.sample.WatchedThreads;
import org.jspecify.annotations.Nullable;

/**
 * The agent's half of the stream, from the rings to the socket and the file.
 *
 * <p>Memory, besides the rings (24 MiB as the installer gives them): tables of what is live 4.2 MiB, the log of frames at most
 * 3 MiB, names and buffers below 1 MiB. What cannot be kept in it is counted, and said in the stream.
 */
public final class EventStream {
    /** The most queued tasks, and the most virtual threads, about. */
    private static final int PLACES = 1 << 16;

    private static final long LOG_BYTES = 3 << 20;

    private final Drain drain;
    private final Server server;
    private final @Nullable Recorder recorder;
    private final Endpoint endpoint;
    private boolean closed;

    private EventStream(Drain drain, Server server, @Nullable Recorder recorder, Endpoint endpoint) {
        this.drain = drain;
        this.server = server;
        this.recorder = recorder;
        this.endpoint = endpoint;
    }

    /** Loads and compiles what draining needs, on a thread of its own that ends by itself: at best while hooks are installed. */
    public static Thread warmUp() {
        Thread thread = DaemonThread.of("loomscope-warm-up", WarmUp::run);
        thread.start();
        return thread;
    }

    /**
     * Begins to drain, to listen and, where that is asked for, to record.
     *
     * @param memory where the hooks write
     * @param hooks how their installation went, for the SESSION frame
     * @param instrumentation opens what the sampler looks into
     * @param detach takes the agent out; called in a thread of its own when a client asks for it
     * @throws IOException when there cannot be listened, or the token or the recording's file is not usable
     */
    public static EventStream open(
            AgentOptions options,
            HookMemory memory,
            List<HookStatus> hooks,
            Instrumentation instrumentation,
            Runnable detach)
            throws IOException {
        StreamClock clock = new StreamClock(memory.epoch());
        Session session = Session.of(clock, hooks);
        byte[] sessionJson = session.json();
        byte[] token = Token.read(options.tokenFile());
        FrameLog log = new FrameLog(LOG_BYTES);
        WatchedThreads threads = new WatchedThreads(RingRows.rows(memory));
        PoolBoard board = new PoolBoard();
        Drain drain = new Drain(memory, log, threads, board, PLACES);
        Path record = options.record();
        Recorder recorder = record == null ? null : new Recorder(log, sessionJson, record, options.maxSize());
        drain.start();
        if (recorder != null) {
            recorder.start();
        }
        Server server = new Server(
                options.listenHost(),
                options.listenPort(),
                log,
                token,
                sessionJson,
                message -> answer(message, detach));
        if (!server.isLoopback()) {
            if (options.tokenFile() == null) {
                throw new IOException(
                        "listen=" + options.listenHost() + " is open to other machines: give a token-file");
            }
            System.err.println("loomscope: listens on " + options.listenHost() + ", open to other machines");
        }
        Path file = endpointFile(session, options.listenHost(), server.port(), token);
        server.start();
        return new EventStream(drain, server, recorder, new Endpoint(options.listenHost(), server.port(), file));
    }

    private static @Nullable Path endpointFile(Session session, String host, int port, byte[] token) {
        try {
            return EndpointFile.write(EndpointFile.temporary(), session, host, port, token);
        } catch (IOException e) {
            System.err.println("loomscope: no endpoint file, so no client will find this process: " + e.getMessage());
            return null;
        }
    }

    private static byte[] answer(Map<String, String> message, Runnable detach) {
        String command = Server.command(message);
        if (command.equals("detach")) {
            DaemonThread.of("loomscope-detach", detach).start();
            return Server.reply(command, true, "");
        }
        return Server.reply(command, false, "unknown command");
    }

    /** Where clients find the stream. */
    public Endpoint endpoint() {
        return endpoint;
    }

    /**
     * Sends and records what is there, says good-bye, and ends all threads; takes at most about 200 ms. The endpoint file is
     * gone afterwards.
     *
     * @param reason {@code exit}, {@code detach} or {@code stop}
     */
    public synchronized void close(String reason) {
        if (closed) {
            return;
        }
        closed = true;
        long deadline = System.nanoTime() + 180_000_000;
        try {
            Path file = endpoint.file();
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            // A client that finds it will find that nobody listens.
        }
        try {
            drain.stop(reason, left(deadline));
            server.close(left(deadline));
            if (recorder != null) {
                recorder.join(left(deadline));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static long left(long deadline) {
        return Math.max(1, (deadline - System.nanoTime()) / 1_000_000);
    }
}
