package dev.loomscope.agent.it;

import java.lang.instrument.Instrumentation;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadPoolExecutor;

/** Classes of the JDK that agents of the application's own mark, and what stands in them. */
final class MarkedClasses {
    static final String MARK = "left by another agent";

    static final List<Class<?>> TARGETS = List.of(ThreadPoolExecutor.class, FutureTask.class);

    private MarkedClasses() {}

    /** Prints how many of them have another agent's mark, and how many have hooks. */
    static void look(Instrumentation instrumentation) throws Exception {
        Collection<byte[]> classes = Probe.look(instrumentation, TARGETS).values();
        System.out.println("marked=" + count(classes, MARK) + " hooked=" + count(classes, "Loomscope"));
    }

    private static long count(Collection<byte[]> classes, String text) {
        return classes.stream()
                .filter(code -> new String(code, StandardCharsets.ISO_8859_1).contains(text))
                .count();
    }
}
