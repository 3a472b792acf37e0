package dev.loomscope.agent;

import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * Where the JVM enters the agent: at start-up with {@code -javaagent}, or later through attach. With {@link AgentLoader} it is
 * all of the agent in the application's class loader; everything else lives in a loader of its own, one for each time the agent
 * is live, from the jar that came last.
 *
 * <p>The argument is {@code key=value,...} (see {@link AgentOptions}), or the word {@code detach}. While the agent is live a
 * further entry changes nothing. What goes wrong here costs the application one line on stderr.
 *
 * <p>It is also the thread's work and what is told at the end: a class more would be one more that the application sees, and
 * a lambda costs a starting application milliseconds.
 */
public final class AgentEntry implements Runnable {
    private static final String DETACH = "detach";

    /** System property from which whoever attached learns why nothing came of it. */
    private static final String FAILURE = "loomscope.agent.failure";

    /** Who started the agent that is live, or is starting it. */
    private static @Nullable AgentEntry live;

    /** Whether an agent was started before: only then can another jar have come since. */
    private static boolean again;

    private final CountDownLatch started = new CountDownLatch(1);

    /** The agent; closing it detaches. To be read once it was started. */
    private @Nullable AutoCloseable agent;

    private final @Nullable String arguments;
    private final Instrumentation instrumentation;
    private final boolean early;
    private @Nullable AgentLoader loader;
    private boolean isLater;

    private AgentEntry(@Nullable String arguments, Instrumentation instrumentation, boolean early) {
        this.arguments = arguments;
        this.instrumentation = instrumentation;
        this.early = early;
    }

    public static void premain(@Nullable String arguments, Instrumentation instrumentation) {
        new AgentEntry(arguments, instrumentation, true).enter();
    }

    public static void agentmain(@Nullable String arguments, Instrumentation instrumentation) {
        new AgentEntry(arguments, instrumentation, false).enter();
    }

    /** Works in a thread of its own, so that no thread of the application keeps anything of the agent's in its thread locals. */
    private void enter() {
        try {
            Thread thread = new Thread(null, this, "loomscope-entry", 0, false);
            thread.setDaemon(true);
            thread.setContextClassLoader(null);
            thread.start();
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            // As where a security manager refuses: thrown from here it would end the application before it began.
            System.err.println("loomscope: not started: " + e);
        }
    }

    /** Enters; and, when called again by the agent that was started, notes its end. */
    @Override
    public void run() {
        if (loader != null) {
            ended(loader);
            return;
        }
        System.clearProperty(FAILURE);
        try {
            if (DETACH.equals(arguments)) {
                detach();
            } else {
                start(this);
            }
        } catch (Throwable e) {
            Throwable cause = e instanceof IllegalStateException && e.getCause() != null ? e.getCause() : e;
            System.setProperty(FAILURE, cause.toString());
            System.err.println("loomscope: " + (DETACH.equals(arguments) ? "not detached: " : "not started: ") + cause);
        }
    }

    /** No lock is held meanwhile: an agent may end before it was started, on another thread. */
    @SuppressWarnings("unchecked")
    private static void start(AgentEntry entry) throws ReflectiveOperationException, IOException {
        if (!claim(entry)) {
            return;
        }
        AgentLoader loader = load(entry);
        try {
            Function<Object[], AutoCloseable> start = Class.forName("dev.loomscope.agent.Start", true, loader)
                    .asSubclass(Function.class)
                    .getConstructor()
                    .newInstance();
            entry.loader = loader;
            entry.agent = start.apply(new Object[] {entry.arguments == null ? "" : entry.arguments,
                    entry.instrumentation, entry.early, entry});
        } catch (Throwable e) {
            release(entry);
            loader.close();
            throw e;
        } finally {
            entry.started.countDown();
        }
    }

    private static AgentLoader load(AgentEntry entry) throws IOException {
        try {
            return new AgentLoader(entry.isLater ? AgentLoader.latest() : AgentLoader.first());
        } catch (IOException | RuntimeException | Error e) {
            release(entry);
            entry.started.countDown();
            throw e;
        }
    }

    private static synchronized boolean claim(AgentEntry entry) {
        if (live != null) {
            return false;
        }
        live = entry;
        entry.isLater = again;
        again = true;
        return true;
    }

    private static synchronized void release(AgentEntry entry) {
        if (live == entry) {
            live = null;
        }
    }

    private static synchronized @Nullable AgentEntry live() {
        return live;
    }

    private static void detach() throws Exception {
        AgentEntry entry = live();
        if (entry != null) {
            entry.started.await();
            if (entry.agent != null) {
                entry.agent.close();
            }
        }
    }

    private void ended(AgentLoader loader) {
        release(this);
        try {
            loader.close();
        } catch (IOException e) {
            // Only the jar stays open.
        }
    }
}
