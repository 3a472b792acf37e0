package dev.loomscope.agent.it;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.List;

import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** An agent of the application's own, that changes the same classes of the JDK as Loomscope's: all of their methods. */
public final class ForeignAgent implements ClassFileTransformer {
    private static final List<String> TARGETS = List.of(
            "java/util/concurrent/ThreadPoolExecutor",
            "java/util/concurrent/ScheduledThreadPoolExecutor",
            "java/util/concurrent/FutureTask",
            "java/util/concurrent/CompletableFuture",
            "java/util/concurrent/ForkJoinPool",
            "java/util/concurrent/ForkJoinTask",
            "java/util/concurrent/ThreadPerTaskExecutor",
            "java/util/Timer",
            "java/lang/Thread",
            "java/lang/VirtualThread");

    private static int changed;

    private ForeignAgent() {}

    public static void premain(String arguments, Instrumentation instrumentation) throws Exception {
        agentmain(arguments, instrumentation);
    }

    public static void agentmain(String arguments, Instrumentation instrumentation) throws Exception {
        ForeignAgent agent = new ForeignAgent();
        instrumentation.addTransformer(agent, true);
        List<Class<?>> loaded = new ArrayList<>();
        for (Class<?> type : instrumentation.getAllLoadedClasses()) {
            if (TARGETS.contains(type.getName().replace('.', '/'))) {
                loaded.add(type);
            }
        }
        instrumentation.retransformClasses(loaded.toArray(new Class<?>[0]));
        if (changed < loaded.size()) {
            throw new IllegalStateException("changed=" + changed + " loaded=" + loaded);
        }
        if ("leave".equals(arguments)) {
            instrumentation.removeTransformer(agent);
            instrumentation.retransformClasses(loaded.toArray(new Class<?>[0]));
        }
    }

    @Override
    public byte[] transform(
            ClassLoader loader, String name, Class<?> redefined, ProtectionDomain domain, byte[] code) {
        if (!TARGETS.contains(name)) {
            return null;
        }
        ClassReader reader = new ClassReader(code);
        ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
        reader.accept(new ClassVisitor(Opcodes.ASM9, writer) {
            @Override
            public MethodVisitor visitMethod(
                    int access, String method, String descriptor, String signature, String[] exceptions) {
                MethodVisitor next = super.visitMethod(access, method, descriptor, signature, exceptions);
                return method.startsWith("<") || method.equals("currentThread") ? next : new NoOpAtEntry(next);
            }
        }, 0);
        changed++;
        return writer.toByteArray();
    }

    private static final class NoOpAtEntry extends MethodVisitor {
        NoOpAtEntry(MethodVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public void visitCode() {
            super.visitCode();
            visitInsn(Opcodes.ICONST_1);
            visitInsn(Opcodes.POP);
        }
    }
}
