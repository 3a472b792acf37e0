package dev.loomscope.agent;

import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.util.concurrent.CountDownLatch;

import dev.loomscope.agent.instrument.Installation;
import dev.loomscope.agent.stream.EventStream;
import org.jspecify.annotations.Nullable;

/**
 * One live agent, from its start until it is detached or the JVM ends: the hooks in the JDK, and the stream that carries away
 * what they record. Closing it detaches; that may be done from any thread, by several at once.
 */
public final class Agent implements AutoCloseable {
    /** The start waits no longer than this for the warm-up. */
    private static final long WARM_UP_MS = 200;

    /** The JVM's end waits no longer than this for the stream's. */
    private static final long EXIT_MS = 200;

    private final Installation installation;
    private final Runnable ended;
    private final Thread atExit = DaemonThread.of("loomscope-exit", this::exit);
    private final CountDownLatch detached = new CountDownLatch(1);
    private boolean detaching;
    private @Nullable EventStream stream;

    private Agent(Installation installation, Runnable ended) {
        this.installation = installation;
        this.ended = ended;
    }

    /**
     * Installs the hooks and opens the stream.
     *
     * @param arguments as {@link AgentOptions#parse} takes them
     * @param ended called when the agent has been detached
     * @throws ReflectiveOperationException when the hooks cannot be installed; nothing is left of them then
     * @throws IOException when the stream cannot be opened; nothing is left of the hooks then
     */
    public static Agent start(@Nullable String arguments, Instrumentation instrumentation, Runnable ended)
            throws ReflectiveOperationException, IOException {
        AgentOptions options = AgentOptions.parse(arguments, warning -> System.err.println("loomscope: " + warning));
        Thread warmUp = EventStream.warmUp();
        Installation installation = Installation.install(instrumentation, options.ringBytes());
        Agent agent = new Agent(installation, ended);
        try {
            warmUp.join(WARM_UP_MS);
            installation.enable();
            agent.open(options, instrumentation);
        } catch (IOException | RuntimeException | Error e) {
            installation.uninstall();
            throw e;
        } catch (InterruptedException e) {
            installation.uninstall();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while starting", e);
        }
        return agent;
    }

    private synchronized void open(AgentOptions options, Instrumentation instrumentation) throws IOException {
        stream = EventStream.open(options, installation.memory(), installation.statuses(), instrumentation,
                this::close);
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /** Detaches: takes the hooks out, then closes the stream. Returns when all of it is done, whoever began. */
    @Override
    public void close() {
        if (!begin()) {
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

    private synchronized boolean begin() {
        boolean first = !detaching;
        detaching = true;
        return first;
    }

    private void end(String reason) {
        EventStream open;
        synchronized (this) {
            open = stream;
            stream = null;
        }
        if (open != null) {
            open.close(reason);
        }
    }

    /** The JVM ends: what is still in the rings goes out, if that is quick. */
    private void exit() {
        Thread closer = DaemonThread.of("loomscope-close", () -> end("exit"));
        closer.start();
        try {
            closer.join(EXIT_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
