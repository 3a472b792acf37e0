package dev.loomscope.agent.stream;

import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;

import dev.loomscope.agent.AgentOptions;
import dev.loomscope.agent.DaemonThread;
import dev.loomscope.agent.HookStatus;
import dev.loomscope.agent.hook.HookMemory;
import dev.loomscope.agent.sample.PoolBoard;
import dev.loomscope.agent.sample.Sampler;
import dev.loomscope.agent.sample.WatchedThreads;
import org.jspecify.annotations.Nullable;

/**
 * The agent's half of the stream, from the rings to the socket and the file.
 *
 * <p>Memory, besides the rings (24 MiB as the installer gives them): at most 8 MiB, or a 48th of the heap where that is less. Of
 * that five eighths are for the tables of what is live (for 65,000 queued tasks and 57,000 virtual threads) with what writes
 * them into keyframes, and three eighths for the log of frames. What cannot be kept is counted, and said in the stream.
 */
public final class EventStream {
    private static final long MOST_BYTES = 8L << 20;
    private static final int HEAP_PART = 48;

    /** Bytes that a queued task and a virtual thread take together, in tables and scratch. */
    private static final int PLACE_BYTES = 81;

    private static final int LEAST_PLACES = 1 << 10;
    private static final int MOST_PLACES = 1 << 16;
    private static final long MOST_STACK_AFTER_MS = 86_400_000;
    private static final long CLOSE_MS = 180;
    private static final long RECORDED_CLOSE_MS = 4_900;

    private final AgentOptions options;
    private final HookMemory memory;
    private final FrameLog log;
    private final Cycle cycle;
    private final Drain drain;
    private final Sampler sampler;
    private final FrameLog.@Nullable Cursor recorded;
    private final Runnable detach;

    // From here on written by the thread that opens, under the lock.
    private @Nullable Server server;
    private @Nullable Recorder recorder;
    private @Nullable Path endpoint;
    private boolean closed;

    /**
     * @param memory where the hooks write
     * @param instrumentation opens what the sampler looks into
     * @param hooks takes messages of {@link dev.loomscope.agent.hook.Control}
     * @param workers whether a class, by its name, belongs to an executor of the application that has workers
     * @param detach takes the agent out; called in a thread of its own, when a client asks for it or the drain fails
     */
    public EventStream(
            AgentOptions options,
            HookMemory memory,
            Instrumentation instrumentation,
            Consumer<Object[]> hooks,
            Predicate<String> workers,
            Runnable detach) {
        this.options = options;
        this.memory = memory;
        this.detach = detach;
        long budget = Math.min(MOST_BYTES, Runtime.getRuntime().maxMemory() / HEAP_PART);
        long places = Long.highestOneBit(budget * 5 / 8 / PLACE_BYTES);
        log = new FrameLog(budget * 3 / 8);
        WatchedThreads threads = new WatchedThreads(RingRows.rows(memory));
        PoolBoard board = new PoolBoard();
        cycle = new Cycle(
                memory,
                log,
                threads,
                board,
                (int) Math.max(LEAST_PLACES, Math.min(MOST_PLACES, places)),
                workers,
                options.budget());
        drain = new Drain(memory, log, cycle, () -> DaemonThread.of("loomscope-detach", detach).start());
        sampler = new Sampler(instrumentation, memory, threads, board, options.stackAfter(), log::isRead, hooks,
                cycle::offer);
        recorded = options.record() == null ? null : log.open();
    }

    /** A thread that loads and compiles what draining needs, and ends by itself: to be run while hooks are installed. */
    public static Thread warmUp() {
        return DaemonThread.of("loomscope-warm-up", new WarmUp());
    }

    /** Begins to drain. What a recording is to hold is kept from here on, though its file comes with {@link #open}. */
    public void drain() {
        drain.start();
    }

    /**
     * Begins to record, where that is asked for, to sample and to listen. Where the stream is closed meanwhile it gets no
     * further; where this throws it is closed.
     *
     * @param hooks how their installation went, for the SESSION frame
     * @throws IOException when there cannot be listened, or the token or the recording's file is not usable
     */
    public void open(List<HookStatus> hooks) throws IOException {
        try {
            begin(hooks);
        } catch (Throwable e) {
            close("detach");
            throw e;
        }
    }

    private void begin(List<HookStatus> hooks) throws IOException {
        Session session = Session.of(new StreamClock(memory.epoch()), hooks);
        byte[] sessionJson = session.json();
        record(sessionJson);
        byte[] token = Token.read(options.tokenFile());
        Server listening = listen(options, log, token, sessionJson,
                message -> answer(message, sampler, cycle.modes(), detach));
        publish(listening, session, token);
    }

    private synchronized void record(byte[] session) throws IOException {
        Path file = options.record();
        if (file != null && recorded != null && !closed) {
            recorder = new Recorder(recorded, session, file, options.maxSize());
            recorder.start();
        }
    }

    private synchronized void publish(Server listening, Session session, byte[] token) {
        if (closed) {
            listening.stopListening();
            return;
        }
        server = listening;
        listening.start();
        endpoint = endpointFile(session, options.listenHost(), listening.port(), token);
        sampler.start();
    }

    private static Server listen(
            AgentOptions options, FrameLog log, byte[] token, byte[] session, Client.Control control)
            throws IOException {
        Server server = new Server(options.listenHost(), options.listenPort(), log, token, session, control,
                options.leaveAfter());
        if (server.isLoopback()) {
            return server;
        }
        if (options.tokenFile() == null) {
            server.stopListening();
            throw new IOException("listen=" + options.listenHost() + " is open to other machines: give a token-file");
        }
        System.err.println("loomscope: listens on " + options.listenHost() + ", open to other machines");
        return server;
    }

    private static @Nullable Path endpointFile(Session session, String host, int port, byte[] token) {
        try {
            Path temporary = Path.of(System.getProperty("java.io.tmpdir", "."));
            return EndpointFile.write(temporary, session, host, port, token);
        } catch (IOException e) {
            System.err.println("loomscope: no endpoint file, so no client will find this process: " + e.getMessage());
            return null;
        }
    }

    private static byte[] answer(
            Map<String, String> message, Sampler sampler, Modes modes, Runnable detach) {
        String command = Server.command(message);
        try {
            switch (command) {
                case "stack-after" -> sampler.stackAfter(
                        Duration.ofMillis(number(message, "ms", 1, MOST_STACK_AFTER_MS)));
                case "mode" -> modes.command(
                        Modes.family(message.getOrDefault("family", "")),
                        Modes.setting(message.getOrDefault("mode", "")));
                case "budget" -> modes.budget(
                        "unlimited".equals(message.get("events"))
                                ? Modes.UNLIMITED
                                : number(message, "events", 0, Modes.UNLIMITED));
                case "detach" -> DaemonThread.of("loomscope-detach", detach).start();
                default -> {
                    return Server.reply(command, false, "unknown command");
                }
            }
        } catch (IllegalArgumentException e) {
            return Server.reply(command, false, String.valueOf(e.getMessage()));
        }
        return Server.reply(command, true, "");
    }

    private static long number(Map<String, String> message, String field, long least, long most) {
        long number;
        try {
            number = Long.parseLong(message.getOrDefault(field, ""));
        } catch (NumberFormatException e) {
            number = -1;
        }
        if (number < least || number > most) {
            throw new IllegalArgumentException(field + "=" + message.get(field) + " is not " + least + " to " + most);
        }
        return number;
    }

    /**
     * Sends and records what is there, says good-bye, and ends all threads; takes at most about 200 ms, with a recording five
     * seconds as long as its disk takes anything. The endpoint file is gone afterwards.
     *
     * @param reason {@code exit}, {@code detach} or {@code stop}
     */
    public synchronized void close(String reason) {
        if (closed) {
            return;
        }
        closed = true;
        long deadline = System.nanoTime()
                + TimeUnit.MILLISECONDS.toNanos(recorder == null ? CLOSE_MS : RECORDED_CLOSE_MS);
        try {
            if (endpoint != null) {
                Files.deleteIfExists(endpoint);
            }
        } catch (IOException e) {
            // A client that finds it will find that nobody listens.
        }
        // Who detaches may be interrupted: nothing stays open for that.
        boolean interrupted = Thread.interrupted();
        try {
            tellRest();
            drain.end(reason);
            drain.join(left(deadline));
            if (server != null) {
                server.close(Math.min(CLOSE_MS, left(deadline)));
            }
            if (recorder != null) {
                recorder.join(left(deadline));
            }
            sampler.stop(Math.min(CLOSE_MS, left(deadline)));
        } catch (InterruptedException e) {
            interrupted = true;
            if (server != null) {
                server.stopListening();
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void tellRest() {
        try {
            if (log.isRead()) {
                cycle.offer(sampler.rest());
            }
        } catch (RuntimeException | LinkageError | OutOfMemoryError e) {
            // Sites stay unknown.
        }
    }

    private static long left(long deadline) {
        return Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime()));
    }
}
