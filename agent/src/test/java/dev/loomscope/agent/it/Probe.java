package dev.loomscope.agent.it;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.nio.charset.StandardCharsets;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Sees the JDK's classes as the JVM would make them now, behind all transformers that are there. */
final class Probe implements ClassFileTransformer {
    private static final List<String> TARGETS = List.of(
            "java.util.concurrent.ThreadPoolExecutor",
            "java.util.concurrent.ThreadPoolExecutor$DiscardOldestPolicy",
            "java.util.concurrent.FutureTask",
            "java.util.concurrent.ScheduledThreadPoolExecutor",
            "java.lang.VirtualThread");

    private final Map<String, byte[]> seen = new TreeMap<>();

    private Probe() {}

    /** The bytes of each class that hooks go into, by its name. */
    static Map<String, byte[]> look(Instrumentation instrumentation) throws Exception {
        Probe probe = new Probe();
        List<Class<?>> classes = new ArrayList<>();
        for (String target : TARGETS) {
            try {
                classes.add(Class.forName(target, false, null));
            } catch (ClassNotFoundException e) {
                // This JDK has no virtual threads.
            }
        }
        instrumentation.addTransformer(probe, true);
        try {
            instrumentation.retransformClasses(classes.toArray(new Class<?>[0]));
        } finally {
            instrumentation.removeTransformer(probe);
        }
        return probe.seen;
    }

    /** How many classes call hooks. */
    static long hooked(Map<String, byte[]> classes) {
        return classes.values()
                .stream()
                .filter(code -> new String(code, StandardCharsets.ISO_8859_1).contains("Loomscope"))
                .count();
    }

    @Override
    public byte[] transform(
            ClassLoader loader, String name, Class<?> redefined, ProtectionDomain domain, byte[] code) {
        if (redefined != null) {
            seen.put(name, code);
        }
        return null;
    }
}
