package dev.loomscope.agent.it;

import java.io.InputStream;
import java.lang.instrument.ClassDefinition;
import java.lang.instrument.Instrumentation;

import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * An agent of the application's own that defines classes of the JDK anew, from the JDK's files, with its mark at the entry of each
 * of their methods. With the argument {@code look} it only says what stands in them.
 */
public final class RedefiningAgent {
    private RedefiningAgent() {}

    public static void agentmain(String arguments, Instrumentation instrumentation) throws Exception {
        if (arguments.equals("look")) {
            MarkedClasses.look(instrumentation);
            return;
        }
        for (Class<?> type : MarkedClasses.TARGETS) {
            instrumentation.redefineClasses(new ClassDefinition(type, marked(type)));
        }
    }

    private static byte[] marked(Class<?> type) throws Exception {
        try (InputStream in = type.getResourceAsStream(type.getSimpleName() + ".class")) {
            ClassReader reader = new ClassReader(in.readAllBytes());
            ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
            reader.accept(new Marking(writer), 0);
            return writer.toByteArray();
        }
    }

    private static final class Marking extends ClassVisitor {
        Marking(ClassVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] exceptions) {
            return new MethodVisitor(
                    Opcodes.ASM9, super.visitMethod(access, name, descriptor, signature, exceptions)) {
                @Override
                public void visitCode() {
                    super.visitCode();
                    visitLdcInsn(MarkedClasses.MARK);
                    visitInsn(Opcodes.POP);
                }
            };
        }
    }
}
