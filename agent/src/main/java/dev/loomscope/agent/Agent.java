package dev.loomscope.agent;

import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

import dev.loomscope.agent.instrument.Installation;
import dev.loomscope.agent.instrument.Preparation;
import dev.loomscope.agent.stream.EventStream;
import org.jspecify.annotations.Nullable;

/**
 * One live agent, from its start until it is detached or the JVM ends: the hooks in the JDK, and the stream that carries away
 * what they record. Closing it detaches; that may be done from any thread, by several at once.
 *
 * <p>Where the agent comes with the application, that waits for the hooks only: the stream opens on a thread of the agent's
 * own, while the rings hold what happens. Whoever attaches waits for all of it. The code up to there is plain, as at start-up
 * every lambda costs time.
 */
public final class Agent implements AutoCloseable {
    /** Who attaches waits no longer than this for the warm-up. */
    private static final long WARM_UP_MS = 200;

    /** The JVM's end waits no longer than this for the stream's. */
    private static final long EXIT_MS = 200;

    /**
     * As {@link #EXIT_MS}, where a recording was asked for: a program that ends soon on a busy machine ends before the stream is
     * open.
     */
    private static final long RECORDED_EXIT_MS = 5_000;

    private final AgentOptions options;
    private final Instrumentation instrumentation;
    private final Installation installation;
    private final Runnable ended;
    private final Thread atExit = DaemonThread.of("loomscope-exit", new AtExit(this));
    private final CountDownLatch opened = new CountDownLatch(1);
    private final CountDownLatch detached = new CountDownLatch(1);
    private boolean detaching;
    private boolean over;
    private @Nullable EventStream stream;

    private Agent(
            AgentOptions options, Instrumentation instrumentation, Installation installation, Runnable ended) {
        this.options = options;
        this.instrumentation = instrumentation;
        this.installation = installation;
        this.ended = ended;
    }

    /**
     * Installs the hooks and opens the stream.
     *
     * @param arguments as {@link AgentOptions#parse} takes them
     * @param early whether the application waits for this: it returns with the hooks installed then, and what is wrong with
     *     the stream comes as one line on stderr and a detach a moment later
     * @param ended called when the agent has been detached
     * @throws ReflectiveOperationException when the hooks cannot be installed; nothing is left of them then
     * @throws IOException when the stream cannot be opened; nothing is left of the hooks then
     */
    public static Agent start(
            @Nullable String arguments, Instrumentation instrumentation, boolean early, Runnable ended)
            throws ReflectiveOperationException, IOException {
        Preparation preparation = Preparation.begin(instrumentation);
        Thread warmUp = early ? null : EventStream.warmUp();
        if (warmUp != null) {
            warmUp.start();
        }
        AgentOptions options = AgentOptions.parse(arguments, new Warnings());
        Installation installation = Installation.install(preparation, options.ringBytes(), early);
        if (options.budget() == 0) {
            Arrays.fill(installation.memory().modes(), 0);
        }
        Agent agent = new Agent(options, instrumentation, installation, ended);
        try {
            Runtime.getRuntime().addShutdownHook(agent.atExit);
            if (warmUp == null) {
                installation.enable();
                DaemonThread.of("loomscope-opening", new Opening(agent)).start();
                return agent;
            }
            warmUp.join(WARM_UP_MS);
            installation.enable();
            agent.open();
        } catch (IOException | RuntimeException | Error e) {
            // As where no thread is to be had, or the JVM is ending already.
            agent.opened.countDown();
            agent.close();
            throw e;
        } catch (InterruptedException e) {
            agent.opened.countDown();
            agent.close();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while starting", e);
        }
        return agent;
    }

    private void open() throws IOException {
        try {
            EventStream opening = begin();
            if (opening != null) {
                opening.open(installation.statuses());
                Preparation.rehearse();
            }
        } finally {
            opened.countDown();
        }
    }

    /** Lets the drain run, unless it is all over. */
    private synchronized @Nullable EventStream begin() {
        if (over) {
            return null;
        }
        EventStream begun = new EventStream(options, installation.memory(), instrumentation, installation::tell,
                installation::isWorkers, this::close);
        begun.drain();
        stream = begun;
        return begun;
    }

    /** Detaches: takes the hooks out, then closes the stream. Returns when all of it is done, whoever began. */
    @Override
    public void close() {
        if (!beginDetaching()) {
            await(detached);
            return;
        }
        try {
            installation.uninstall();
        } catch (RuntimeException e) {
            System.err.println("loomscope: hooks stay, but do nothing: " + e);
        } finally {
            try {
                end("detach");
                Runtime.getRuntime().removeShutdownHook(atExit);
            } catch (IllegalStateException e) {
                // The JVM is ending: the hook has nothing more to do.
            } finally {
                ended.run();
                detached.countDown();
            }
        }
    }

    private synchronized boolean beginDetaching() {
        boolean first = !detaching;
        detaching = true;
        return first;
    }

    /** Closes the stream; a recording that is still to be opened is awaited. */
    private void end(String reason) {
        if (options.record() != null) {
            await(opened);
        }
        EventStream open;
        synchronized (this) {
            over = true;
            open = stream;
            stream = null;
        }
        if (open != null) {
            open.close(reason);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class Warnings implements Consumer<String> {
        @Override
        public void accept(String warning) {
            System.err.println("loomscope: " + warning);
        }
    }

    /** Opens the stream while the application starts. */
    private static final class Opening implements Runnable {
        private final Agent agent;

        Opening(Agent agent) {
            this.agent = agent;
        }

        @Override
        public void run() {
            try {
                agent.open();
            } catch (IOException | RuntimeException | Error e) {
                System.err.println("loomscope: not started: " + e);
                agent.close();
            }
        }
    }

    /** The JVM ends: what is still in the rings goes out, if that is quick. */
    private static final class AtExit implements Runnable {
        private final Agent agent;

        AtExit(Agent agent) {
            this.agent = agent;
        }

        @Override
        public void run() {
            Thread closer = DaemonThread.of("loomscope-close", () -> agent.end("exit"));
            closer.start();
            try {
                closer.join(agent.options.record() == null ? EXIT_MS : RECORDED_EXIT_MS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
