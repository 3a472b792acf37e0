package dev.loomscope.agent.instrument;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

import static org.assertj.core.api.Assertions.assertThat;

/** Where a hook would not find what it takes, its call is left out: the JVM would not notice before it crashes. */
class HookArgumentsTest {
    private static final String OBJECT = "(Ljava/lang/Object;)V";
    private static final String RUN = "java/lang/Runnable.run()V";

    private interface Body {
        void write(MethodVisitor method);
    }

    /** A class with one method. */
    private static byte[] type(int access, String name, String descriptor, Body body) {
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, "Target", null, "java/lang/Object", null);
        MethodVisitor method = writer.visitMethod(access, name, descriptor, null, null);
        method.visitCode();
        body.write(method);
        method.visitMaxs(0, 0);
        method.visitEnd();
        writer.visitEnd();
        return writer.toByteArray();
    }

    private static HookPoint point(String method, Place place, String hook, Step... steps) {
        return new HookPoint("point", "Target", method, "(", place, List.of(steps),
                new HookPoint.Hook("Hook", "hook"), hook);
    }

    private static List<String> inserted(byte[] code, HookPoint point) {
        List<String> hooks = new ArrayList<>();
        ClassReader reader = new ClassReader(code);
        ClassVisitor visitor = new InsertingVisitor(new ClassWriter(reader, 0), reader.getClassName(), List.of(point),
                type -> type,
                new InsertingVisitor.Findings() {
                    @Override
                    public void inserted(HookPoint inserted) {
                        hooks.add(inserted.name());
                    }

                    @Override
                    public void constant(String name, int value) {}
                });
        reader.accept(visitor, 0);
        return hooks;
    }

    private static byte[] number(String descriptor, int value, int returns) {
        return type(0, "number", descriptor, method -> {
            method.visitInsn(value);
            method.visitInsn(returns);
        });
    }

    @Test
    void whatIsNotOnTheStack() {
        byte[] wide = number("()J", Opcodes.LCONST_0, Opcodes.LRETURN);
        assertThat(inserted(wide, point("number", Place.BEFORE_RETURN, "(J)V", Step.DUP))).isEmpty();
        assertThat(inserted(wide, point("number", Place.BEFORE_RETURN, "(D)V", Step.DUP2))).isEmpty();
        assertThat(inserted(wide, point("number", Place.BEFORE_RETURN, "()V", Step.POP))).isEmpty();
        assertThat(inserted(wide, point("number", Place.BEFORE_RETURN, "(J)V", Step.DUP2))).hasSize(1);
        byte[] small = number("()I", Opcodes.ICONST_0, Opcodes.IRETURN);
        assertThat(inserted(small, point("number", Place.BEFORE_RETURN, OBJECT, Step.DUP))).isEmpty();
        assertThat(inserted(small, point("number", Place.BEFORE_RETURN, "(II)V", Step.DUP2))).isEmpty();
        assertThat(inserted(small, point("number", Place.BEFORE_RETURN, "(I)V", Step.DUP))).hasSize(1);
        assertThat(inserted(small, point("number", Place.ENTER, "(I)V", Step.DUP))).isEmpty();
        assertThat(inserted(small, point("number", Place.BEFORE_RETURN, "()V", Step.DUP))).isEmpty();
        assertThat(inserted(small, point("number", Place.BEFORE_RETURN, "(I)I", Step.DUP))).isEmpty();
    }

    @Test
    void whatIsNoParameter() {
        Body nothing = method -> method.visitInsn(Opcodes.RETURN);
        byte[] numbers = type(0, "take", "(IJLjava/lang/String;)V", nothing);
        assertThat(inserted(numbers, point("take", Place.ENTER, OBJECT, Step.FIRST_ARGUMENT))).isEmpty();
        assertThat(inserted(numbers, point("take", Place.ENTER, OBJECT, Step.SECOND_ARGUMENT))).isEmpty();
        byte[] wide = type(0, "take", "(JLjava/lang/String;)V", nothing);
        assertThat(inserted(wide, point("take", Place.ENTER, OBJECT, Step.SECOND_ARGUMENT))).isEmpty();
        byte[] fixed = type(Opcodes.ACC_STATIC, "take", "(Ljava/lang/String;Ljava/lang/String;)V", nothing);
        assertThat(inserted(fixed, point("take", Place.ENTER, OBJECT, Step.THIS))).isEmpty();
        assertThat(inserted(fixed, point("take", Place.ENTER, OBJECT, Step.FIRST_ARGUMENT))).isEmpty();
        byte[] text = type(0, "take", "(Ljava/lang/String;)V", nothing);
        assertThat(inserted(text, point("take", Place.ENTER, OBJECT, Step.SECOND_ARGUMENT))).isEmpty();
        assertThat(inserted(text, point("take", Place.ENTER, "(Ljava/lang/Thread;)V", Step.FIRST_ARGUMENT))).isEmpty();
        assertThat(inserted(text, point("take", Place.ENTER, OBJECT, Step.FIRST_ARGUMENT))).hasSize(1);
    }

    @Test
    void anObjectThatIsNotInitialised() {
        byte[] code = type(0, "<init>", "()V", method -> {
            method.visitVarInsn(Opcodes.ALOAD, 0);
            method.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
            method.visitInsn(Opcodes.RETURN);
        });
        Place call = Place.beforeCall("java/lang/Object.<init>()");
        assertThat(inserted(code, point("<init>", Place.ENTER, OBJECT, Step.THIS))).isEmpty();
        assertThat(inserted(code, point("<init>", call, OBJECT, Step.DUP))).isEmpty();
        assertThat(inserted(code, point("<init>", call, "()V"))).hasSize(1);
    }

    @Test
    void aCallThatCannotBeSurrounded() {
        byte[] code = type(0, "call", "(Ljava/util/stream/LongStream;)V", method -> {
            method.visitVarInsn(Opcodes.ALOAD, 1);
            method.visitMethodInsn(Opcodes.INVOKEINTERFACE, "java/util/stream/LongStream", "count", "()J", true);
            method.visitMethodInsn(Opcodes.INVOKESTATIC, "java/lang/Thread", "sleep", "(J)V", false);
            method.visitMethodInsn(Opcodes.INVOKESTATIC, "java/lang/Thread", "yield", "()V", false);
            method.visitInsn(Opcodes.RETURN);
        });
        String hook = "(Ljava/lang/Object;)Ljava/lang/Object;";
        for (String callee : new String[] {"java/util/stream/LongStream.count()", "java/lang/Thread.sleep(",
                "java/lang/Thread.yield()"}) {
            assertThat(inserted(code, point("call", Place.aroundCall(callee, "after"), hook))).isEmpty();
        }
        byte[] run = type(0, "call", "(Ljava/lang/Runnable;)V", method -> {
            method.visitVarInsn(Opcodes.ALOAD, 1);
            method.visitMethodInsn(Opcodes.INVOKEINTERFACE, "java/lang/Runnable", "run", "()V", true);
            method.visitInsn(Opcodes.RETURN);
        });
        assertThat(inserted(run, point("call", Place.aroundCall(RUN, "after"), OBJECT))).isEmpty();
        assertThat(inserted(run, point("call", Place.aroundCall(RUN, "after"), hook))).hasSize(1);
    }
}
