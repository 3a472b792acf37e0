package dev.loomscope.agent;

import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;

import org.jspecify.annotations.Nullable;

/**
 * Where the JVM enters the agent: at start-up with {@code -javaagent}, or later through attach. The only class of the agent in
 * the application's class loader; everything else lives in a loader of its own, one for each time the agent is live.
 *
 * <p>The argument is {@code key=value,...} (see {@link AgentOptions}), or the word {@code detach}. While the agent is live a
 * further entry changes nothing. What goes wrong here costs the application one line on stderr.
 */
public final class AgentEntry {
    private static final String DETACH = "detach";

    /** The live agent; closing it detaches. */
    private static @Nullable AutoCloseable live;

    private AgentEntry() {}

    public static void premain(@Nullable String arguments, Instrumentation instrumentation) {
        enter(arguments, instrumentation);
    }

    public static void agentmain(@Nullable String arguments, Instrumentation instrumentation) {
        enter(arguments, instrumentation);
    }

    /** Works in a thread of its own, so that no thread of the application keeps anything of the agent's in its thread locals. */
    private static void enter(@Nullable String arguments, Instrumentation instrumentation) {
        try {
            Thread thread = new Thread(null, () -> work(arguments, instrumentation), "loomscope-entry", 0, false);
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

    private static void work(@Nullable String arguments, Instrumentation instrumentation) {
        try {
            if (DETACH.equals(arguments)) {
                detach();
            } else {
                start(arguments, instrumentation);
            }
        } catch (Throwable e) {
            Throwable cause = e instanceof InvocationTargetException && e.getCause() != null ? e.getCause() : e;
            System.err.println("loomscope: " + (DETACH.equals(arguments) ? "not detached: " : "not started: ") + cause);
        }
    }

    private static synchronized void start(@Nullable String arguments, Instrumentation instrumentation)
            throws ReflectiveOperationException, IOException {
        if (live != null) {
            return;
        }
        URL jar = AgentEntry.class.getProtectionDomain().getCodeSource().getLocation();
        URLClassLoader loader = new URLClassLoader("loomscope", new URL[] {jar}, ClassLoader.getPlatformClassLoader());
        try {
            live = (AutoCloseable) Class.forName("dev.loomscope.agent.Agent", true, loader)
                    .getMethod("start", String.class, Instrumentation.class, Runnable.class)
                    .invoke(null, arguments, instrumentation, (Runnable) () -> ended(loader));
        } catch (Throwable e) {
            loader.close();
            throw e;
        }
    }

    private static void detach() throws Exception {
        AutoCloseable agent;
        synchronized (AgentEntry.class) {
            agent = live;
        }
        // Outside the lock: the end is told on the thread that detaches.
        if (agent != null) {
            agent.close();
        }
    }

    private static synchronized void ended(URLClassLoader loader) {
        live = null;
        try {
            loader.close();
        } catch (IOException e) {
            // Only the jar stays open.
        }
    }
}
