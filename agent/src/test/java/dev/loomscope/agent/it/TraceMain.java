package dev.loomscope.agent.it;

import java.lang.ref.WeakReference;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Applications with and without OpenTelemetry: the argument says which. Each ends with {@code bye}. This class itself knows
 * nothing of OpenTelemetry.
 */
public final class TraceMain {
    private TraceMain() {}

    public static void main(String[] arguments) throws Exception {
        switch (arguments[0]) {
            case "none" -> submit();
            case "unused" -> unused();
            case "loaders" -> loaders();
            default -> throw new IllegalArgumentException(arguments[0]);
        }
        System.out.println("bye");
    }

    private static void submit() throws Exception {
        System.out.println("ready");
        System.in.read();
        ExecutorService pool = Executors.newFixedThreadPool(2);
        for (int i = 0; i < 100; i++) {
            pool.submit(() -> {}).get();
        }
        pool.shutdown();
        awaitLooks();
    }

    /** Loads the classes of OpenTelemetry, and looks whether anybody has initialised one of them. */
    private static void unused() throws Exception {
        List<Class<?>> classes = new ArrayList<>();
        for (String name : List.of(
                "api.GlobalOpenTelemetry",
                "api.trace.Span",
                "api.trace.SpanContext",
                "api.trace.SpanContextKey",
                "context.Context",
                "context.ContextKey",
                "context.ContextStorage",
                "context.LazyStorage",
                "context.ArrayBasedContext",
                "context.ThreadLocalContextStorage")) {
            classes.add(Class.forName("io.opentelemetry." + name, false, TraceMain.class.getClassLoader()));
        }
        submit();
        Class<?> unsafe = Class.forName("jdk.internal.misc.Unsafe");
        Object instance = unsafe.getMethod("getUnsafe").invoke(null);
        Method shouldBeInitialized = unsafe.getMethod("shouldBeInitialized", Class.class);
        for (Class<?> type : classes) {
            if (!(boolean) shouldBeInitialized.invoke(instance, type)) {
                System.out.println("initialised: " + type);
            }
        }
    }

    /** Waits until the agent has looked for OpenTelemetry several times. */
    private static void awaitLooks() {
        var threads = java.lang.management.ManagementFactory.getThreadMXBean();
        Thread looker = looker();
        long before = threads.getThreadInfo(looker.getId()).getWaitedCount();
        while (threads.getThreadInfo(looker.getId()).getWaitedCount() < before + 3) {
            Thread.onSpinWait();
        }
    }

    private static Thread looker() {
        while (true) {
            for (Thread thread : Thread.getAllStackTraces().keySet()) {
                if (thread.getName().equals("loomscope-spans")) {
                    return thread;
                }
            }
        }
    }

    /** Two web applications, one after the other, each with an OpenTelemetry of its own; both are to be collected. */
    private static void loaders() throws Exception {
        List<URL> path = new ArrayList<>();
        for (String part : System.getProperty("program.path").split(java.io.File.pathSeparator)) {
            path.add(Path.of(part).toUri().toURL());
        }
        for (int round = 0; round < 2; round++) {
            WeakReference<ClassLoader> loader = use(path.toArray(new URL[0]));
            while (loader.get() != null) {
                System.gc();
            }
            System.out.println("released");
        }
    }

    private static WeakReference<ClassLoader> use(URL[] path) throws Exception {
        try (URLClassLoader loader = new URLClassLoader(path, ClassLoader.getPlatformClassLoader())) {
            loader.loadClass(SpansMain.class.getName()).getMethod("main", String[].class)
                    .invoke(null, (Object) new String[] {"sdk"});
            return new WeakReference<>(loader);
        }
    }
}
