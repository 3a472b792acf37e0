package dev.loomscope.agent.instrument;

import java.lang.reflect.Method;

import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Generates the installed form of {@link dev.loomscope.agent.hook.Jdk}: the same methods, by the JDK's own Unsafe and with
 * the offsets of this JVM in them. Must have every method that Jdk has.
 */
final class JdkClass {
    private static final String OBJECT = "Ljava/lang/Object;";

    private final ObjectLayout layout;
    private final String name;
    private final ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);

    private JdkClass(ObjectLayout layout, String name) {
        this.layout = layout;
        this.name = name;
    }

    static byte[] generate(ObjectLayout layout, String name) throws ReflectiveOperationException {
        return new JdkClass(layout, name).generate();
    }

    private byte[] generate() throws ReflectiveOperationException {
        writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL, name, null, "java/lang/Object", null);
        carrier();
        id();
        element(long[].class, "acquire", "([JI)J", "getLongAcquire", "(" + OBJECT + "J)J");
        element(long[].class, "release", "([JIJ)V", "putLongRelease", "(" + OBJECT + "JJ)V");
        element(int[].class, "release", "([III)V", "putIntRelease", "(" + OBJECT + "JI)V");
        element(
                Object[].class,
                "release",
                "([" + OBJECT + "I" + OBJECT + ")V",
                "putReferenceRelease",
                "(" + OBJECT + "J" + OBJECT + ")V");
        element(long[].class, "add", "([JIJ)V", "getAndAddLong", "(" + OBJECT + "JJ)J");
        element(long[].class, "compareAndSet", "([JIJJ)Z", "compareAndSetLong", "(" + OBJECT + "JJJ)Z");
        element(int[].class, "compareAndSet", "([IIII)Z", "compareAndSetInt", "(" + OBJECT + "JII)Z");
        element(
                Object[].class,
                "compareAndSet",
                "([" + OBJECT + "I" + OBJECT + OBJECT + ")Z",
                "compareAndSetReference",
                "(" + OBJECT + "J" + OBJECT + OBJECT + ")Z");
        field("reference", "(" + OBJECT + "J)" + OBJECT, "getReference", Opcodes.ARETURN);
        field("integer", "(" + OBJECT + "J)I", "getInt", Opcodes.IRETURN);
        writer.visitEnd();
        return writer.toByteArray();
    }

    private void carrier() {
        MethodVisitor code = method("carrier", "()Ljava/lang/Thread;");
        String source = threadHas("currentCarrierThread") ? "currentCarrierThread" : "currentThread";
        code.visitMethodInsn(Opcodes.INVOKESTATIC, "java/lang/Thread", source, "()Ljava/lang/Thread;", false);
        end(code, Opcodes.ARETURN);
    }

    private void id() {
        MethodVisitor code = method("id", "(Ljava/lang/Thread;)J");
        if (threadHas("threadId")) {
            code.visitVarInsn(Opcodes.ALOAD, 0);
            code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, "java/lang/Thread", "threadId", "()J", false);
        } else {
            unsafe(code);
            code.visitVarInsn(Opcodes.ALOAD, 0);
            code.visitLdcInsn(layout.offset("java.lang.Thread", "tid"));
            call(code, "getLong", "(" + OBJECT + "J)J");
        }
        end(code, Opcodes.LRETURN);
    }

    /** A method whose first two arguments are an array and an index; the further ones are handed on. */
    private void element(Class<?> array, String method, String descriptor, String primitive, String target)
            throws ReflectiveOperationException {
        MethodVisitor code = method(method, descriptor);
        unsafe(code);
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitVarInsn(Opcodes.ILOAD, 1);
        code.visitInsn(Opcodes.I2L);
        code.visitLdcInsn(Integer.numberOfTrailingZeros(layout.arrayScale(array)));
        code.visitInsn(Opcodes.LSHL);
        code.visitLdcInsn(layout.arrayBase(array));
        code.visitInsn(Opcodes.LADD);
        String rest = target.substring(target.indexOf('J') + 1, target.indexOf(')'));
        int local = 2;
        for (int i = 0; i < rest.length(); i++) {
            switch (rest.charAt(i)) {
                case 'J' -> {
                    code.visitVarInsn(Opcodes.LLOAD, local);
                    local += 2;
                }
                case 'I' -> code.visitVarInsn(Opcodes.ILOAD, local++);
                default -> {
                    code.visitVarInsn(Opcodes.ALOAD, local++);
                    i = rest.indexOf(';', i);
                }
            }
        }
        call(code, primitive, target);
        if (descriptor.endsWith("V")) {
            if (target.endsWith("J")) {
                code.visitInsn(Opcodes.POP2);
            }
            end(code, Opcodes.RETURN);
        } else {
            end(code, descriptor.endsWith("J") ? Opcodes.LRETURN : Opcodes.IRETURN);
        }
    }

    private void field(String method, String descriptor, String primitive, int returns) {
        MethodVisitor code = method(method, descriptor);
        unsafe(code);
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitVarInsn(Opcodes.LLOAD, 1);
        call(code, primitive, descriptor);
        end(code, returns);
    }

    private MethodVisitor method(String method, String descriptor) {
        MethodVisitor code = writer.visitMethod(Opcodes.ACC_STATIC, method, descriptor, null, null);
        code.visitCode();
        return code;
    }

    private static void unsafe(MethodVisitor code) {
        code.visitMethodInsn(
                Opcodes.INVOKESTATIC,
                JdkInternals.UNSAFE,
                "getUnsafe",
                "()L" + JdkInternals.UNSAFE + ";",
                false);
    }

    private static void call(MethodVisitor code, String primitive, String descriptor) {
        code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, JdkInternals.UNSAFE, primitive, descriptor, false);
    }

    private static void end(MethodVisitor code, int returns) {
        code.visitInsn(returns);
        code.visitMaxs(0, 0);
        code.visitEnd();
    }

    private static boolean threadHas(String method) {
        for (Method each : Thread.class.getDeclaredMethods()) {
            if (each.getName().equals(method)) {
                return true;
            }
        }
        return false;
    }
}
