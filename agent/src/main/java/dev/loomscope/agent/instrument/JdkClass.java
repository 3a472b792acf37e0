package dev.loomscope.agent.instrument;

import java.lang.reflect.Method;

import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Generates the installed form of {@link dev.loomscope.agent.hook.Jdk}: the same methods, by the JDK's own Unsafe. Must have
 * every method that Jdk has. An instance of it serves the agent at installation: as a ToLongBiFunction it gives the offset of
 * a class's field by name, as a Predicate it says whether a class was not initialised yet.
 */
final class JdkClass {
    private static final String UNSAFE = "jdk/internal/misc/Unsafe";
    private static final String OBJECT = "Ljava/lang/Object;";
    private static final String FIELD_OFFSET = "(Ljava/lang/Class;Ljava/lang/String;)J";

    private final String name;
    private final ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);

    private JdkClass(String name) {
        this.name = name;
    }

    /** @param name the class's name, with slashes */
    static byte[] generate(String name) {
        return new JdkClass(name).generate();
    }

    private byte[] generate() {
        writer.visit(
                Opcodes.V17,
                Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL,
                name,
                null,
                "java/lang/Object",
                new String[] {"java/util/function/ToLongBiFunction", "java/util/function/Predicate"});
        constructor();
        fieldOffset();
        isUninitialized();
        carrier();
        id();
        element("acquire", "([JI)J", "getLongAcquire", "(" + OBJECT + "J)J");
        element("release", "([JIJ)V", "putLongRelease", "(" + OBJECT + "JJ)V");
        element("release", "([III)V", "putIntRelease", "(" + OBJECT + "JI)V");
        element("add", "([JIJ)V", "getAndAddLong", "(" + OBJECT + "JJ)J");
        element("compareAndSet", "([JIJJ)Z", "compareAndSetLong", "(" + OBJECT + "JJJ)Z");
        element("compareAndSet", "([IIII)Z", "compareAndSetInt", "(" + OBJECT + "JII)Z");
        element(
                "release",
                "([" + OBJECT + "I" + OBJECT + ")V",
                "putReferenceRelease",
                "(" + OBJECT + "J" + OBJECT + ")V");
        element(
                "compareAndSet",
                "([" + OBJECT + "I" + OBJECT + OBJECT + ")Z",
                "compareAndSetReference",
                "(" + OBJECT + "J" + OBJECT + OBJECT + ")Z");
        field("reference", "(" + OBJECT + "J)" + OBJECT, "getReference", Opcodes.ARETURN);
        field("integer", "(" + OBJECT + "J)I", "getInt", Opcodes.IRETURN);
        field("flag", "(" + OBJECT + "J)Z", "getBoolean", Opcodes.IRETURN);
        field("number", "(" + OBJECT + "J)J", "getLong", Opcodes.LRETURN);
        writer.visitEnd();
        return writer.toByteArray();
    }

    private void constructor() {
        MethodVisitor code = method(Opcodes.ACC_PUBLIC, "<init>", "()V");
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
        end(code, Opcodes.RETURN);
    }

    private void fieldOffset() {
        MethodVisitor code = method(Opcodes.ACC_PUBLIC, "applyAsLong", "(" + OBJECT + OBJECT + ")J");
        unsafe(code);
        code.visitVarInsn(Opcodes.ALOAD, 1);
        code.visitTypeInsn(Opcodes.CHECKCAST, "java/lang/Class");
        code.visitVarInsn(Opcodes.ALOAD, 2);
        code.visitTypeInsn(Opcodes.CHECKCAST, "java/lang/String");
        call(code, "objectFieldOffset", FIELD_OFFSET);
        end(code, Opcodes.LRETURN);
    }

    private void isUninitialized() {
        MethodVisitor code = method(Opcodes.ACC_PUBLIC, "test", "(" + OBJECT + ")Z");
        unsafe(code);
        code.visitVarInsn(Opcodes.ALOAD, 1);
        code.visitTypeInsn(Opcodes.CHECKCAST, "java/lang/Class");
        call(code, "shouldBeInitialized", "(Ljava/lang/Class;)Z");
        end(code, Opcodes.IRETURN);
    }

    private void carrier() {
        MethodVisitor code = method(Opcodes.ACC_STATIC, "carrier", "()Ljava/lang/Thread;");
        String source = threadHas("currentCarrierThread") ? "currentCarrierThread" : "currentThread";
        code.visitMethodInsn(Opcodes.INVOKESTATIC, "java/lang/Thread", source, "()Ljava/lang/Thread;", false);
        end(code, Opcodes.ARETURN);
    }

    private void id() {
        if (threadHas("threadId")) {
            MethodVisitor code = method(Opcodes.ACC_STATIC, "id", "(Ljava/lang/Thread;)J");
            code.visitVarInsn(Opcodes.ALOAD, 0);
            code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, "java/lang/Thread", "threadId", "()J", false);
            end(code, Opcodes.LRETURN);
            return;
        }
        writer.visitField(Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_FINAL, "TID", "J", null, null)
                .visitEnd();
        MethodVisitor initializer = method(Opcodes.ACC_STATIC, "<clinit>", "()V");
        unsafe(initializer);
        initializer.visitLdcInsn(org.objectweb.asm.Type.getObjectType("java/lang/Thread"));
        initializer.visitLdcInsn("tid");
        call(initializer, "objectFieldOffset", FIELD_OFFSET);
        initializer.visitFieldInsn(Opcodes.PUTSTATIC, name, "TID", "J");
        end(initializer, Opcodes.RETURN);
        MethodVisitor code = method(Opcodes.ACC_STATIC, "id", "(Ljava/lang/Thread;)J");
        unsafe(code);
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitFieldInsn(Opcodes.GETSTATIC, name, "TID", "J");
        call(code, "getLong", "(" + OBJECT + "J)J");
        end(code, Opcodes.LRETURN);
    }

    /** A method whose first two arguments are an array and an index; the further ones are handed on. */
    private void element(String method, String descriptor, String primitive, String target) {
        MethodVisitor code = method(Opcodes.ACC_STATIC, method, descriptor);
        unsafe(code);
        code.visitVarInsn(Opcodes.ALOAD, 0);
        position(code, descriptor.charAt(2));
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

    /** Base + index * scale, of the JVM's own constants. Their types changed from int to long. */
    private static void position(MethodVisitor code, char element) {
        String array = switch (element) {
            case 'J' -> "ARRAY_LONG";
            case 'I' -> "ARRAY_INT";
            default -> "ARRAY_OBJECT";
        };
        code.visitVarInsn(Opcodes.ILOAD, 1);
        code.visitInsn(Opcodes.I2L);
        constant(code, array + "_INDEX_SCALE");
        code.visitInsn(Opcodes.LMUL);
        constant(code, array + "_BASE_OFFSET");
        code.visitInsn(Opcodes.LADD);
    }

    private static void constant(MethodVisitor code, String field) {
        boolean isLong = isLong(field);
        code.visitFieldInsn(Opcodes.GETSTATIC, UNSAFE, field, isLong ? "J" : "I");
        if (!isLong) {
            code.visitInsn(Opcodes.I2L);
        }
    }

    private static boolean isLong(String field) {
        try {
            return Class.forName(UNSAFE.replace('/', '.'), false, null).getDeclaredField(field).getType() == long.class;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this JDK has no " + field, e);
        }
    }

    private void field(String method, String descriptor, String primitive, int returns) {
        MethodVisitor code = method(Opcodes.ACC_STATIC, method, descriptor);
        unsafe(code);
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitVarInsn(Opcodes.LLOAD, 1);
        call(code, primitive, descriptor);
        end(code, returns);
    }

    private MethodVisitor method(int access, String method, String descriptor) {
        MethodVisitor code = writer.visitMethod(access, method, descriptor, null, null);
        code.visitCode();
        return code;
    }

    private static void unsafe(MethodVisitor code) {
        code.visitMethodInsn(Opcodes.INVOKESTATIC, UNSAFE, "getUnsafe", "()L" + UNSAFE + ";", false);
    }

    private static void call(MethodVisitor code, String primitive, String descriptor) {
        code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, UNSAFE, primitive, descriptor, false);
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
