package dev.loomscope.agent.it;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.nio.charset.StandardCharsets;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Sees the JDK's classes as the JVM has them now, behind all transformers that are there, or as they stand in the JDK's files.
 * Of both only the code of methods, in one order: what the JVM gives has another order, fewer attributes, and constants of a
 * former form that no code uses any more.
 */
final class Probe implements ClassFileTransformer {
    private static final List<String> TARGETS = List.of(
            "java.util.concurrent.ThreadPoolExecutor",
            "java.util.concurrent.ThreadPoolExecutor$DiscardOldestPolicy",
            "java.util.concurrent.FutureTask",
            "java.util.concurrent.ScheduledThreadPoolExecutor",
            "java.util.concurrent.ForkJoinPool",
            "java.util.concurrent.ForkJoinPool$WorkQueue",
            "java.util.concurrent.ForkJoinTask",
            "java.util.concurrent.CompletableFuture",
            "java.util.concurrent.CompletableFuture$AsyncRun",
            "java.util.concurrent.CompletableFuture$AsyncSupply",
            "java.util.concurrent.CompletableFuture$UniWhenComplete",
            "java.util.concurrent.CompletableFuture$UniHandle",
            "java.util.concurrent.CompletableFuture$UniExceptionally",
            "java.util.concurrent.CompletableFuture$UniComposeExceptionally",
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
        // Classes that are loaded meanwhile come along too.
        if (redefined != null && TARGETS.contains(name.replace('/', '.'))) {
            seen.put(name, plain(code));
        }
        return null;
    }

    /** The bytes of the same classes in the JDK's files. */
    static Map<String, byte[]> original() throws IOException {
        Map<String, byte[]> original = new TreeMap<>();
        for (String target : TARGETS) {
            String name = target.replace('.', '/');
            try (InputStream in = Object.class.getResourceAsStream('/' + name + ".class")) {
                if (in != null) {
                    original.put(name, plain(in.readAllBytes()));
                }
            }
        }
        return original;
    }

    /** The class anew, its methods in the order of their names. */
    private static byte[] plain(byte[] code) {
        Map<String, byte[]> methods = new TreeMap<>();
        new ClassReader(code).accept(new ClassVisitor(Opcodes.ASM9) {
            @Override
            public MethodVisitor visitMethod(
                    int access, String name, String descriptor, String signature, String[] exceptions) {
                ClassWriter one = new ClassWriter(0);
                one.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, "One", null, "java/lang/Object", null);
                MethodVisitor method = one.visitMethod(access & 0xFFFF, name, descriptor, null, null);
                return new MethodVisitor(Opcodes.ASM9, method) {
                    @Override
                    public AnnotationVisitor visitAnnotation(String annotation, boolean visible) {
                        return null;
                    }

                    @Override
                    public void visitEnd() {
                        super.visitEnd();
                        methods.put(name + descriptor, one.toByteArray());
                    }
                };
            }
        }, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        methods.values().forEach(all::writeBytes);
        return all.toByteArray();
    }
}
