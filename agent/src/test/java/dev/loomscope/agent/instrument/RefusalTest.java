package dev.loomscope.agent.instrument;

import java.util.List;
import java.util.Random;

import dev.loomscope.agent.it.Jdks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Where it is not certain that a call fits, or what the code is, nothing is inserted. */
class RefusalTest {
    private static final String OBJECT = "(Ljava/lang/Object;)V";
    private static final String RUN = "java/lang/Runnable.run()V";

    private interface Body {
        void write(MethodVisitor method);
    }

    /** A class with one method. */
    private static byte[] type(int version, int access, String name, String descriptor, Body body) {
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        writer.visit(version, Opcodes.ACC_PUBLIC, "Target", null, "java/lang/Object", null);
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
        return Inserted.byUs(code, List.of(point)).hooks();
    }

    private static byte[] number(String descriptor, int value, int returns) {
        return type(Opcodes.V17, 0, "number", descriptor, method -> {
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
        byte[] numbers = type(Opcodes.V17, 0, "take", "(IJLjava/lang/String;)V", nothing);
        assertThat(inserted(numbers, point("take", Place.ENTER, OBJECT, Step.FIRST_ARGUMENT))).isEmpty();
        assertThat(inserted(numbers, point("take", Place.ENTER, OBJECT, Step.SECOND_ARGUMENT))).isEmpty();
        byte[] wide = type(Opcodes.V17, 0, "take", "(JLjava/lang/String;)V", nothing);
        assertThat(inserted(wide, point("take", Place.ENTER, OBJECT, Step.SECOND_ARGUMENT))).isEmpty();
        byte[] fixed = type(Opcodes.V17, Opcodes.ACC_STATIC, "take", "(Ljava/lang/String;Ljava/lang/String;)V",
                nothing);
        assertThat(inserted(fixed, point("take", Place.ENTER, OBJECT, Step.THIS))).isEmpty();
        assertThat(inserted(fixed, point("take", Place.ENTER, OBJECT, Step.FIRST_ARGUMENT))).isEmpty();
        byte[] text = type(Opcodes.V17, 0, "take", "(Ljava/lang/String;)V", nothing);
        assertThat(inserted(text, point("take", Place.ENTER, OBJECT, Step.SECOND_ARGUMENT))).isEmpty();
        assertThat(inserted(text, point("take", Place.ENTER, "(Ljava/lang/Thread;)V", Step.FIRST_ARGUMENT))).isEmpty();
        assertThat(inserted(text, point("take", Place.ENTER, OBJECT, Step.FIRST_ARGUMENT))).hasSize(1);
    }

    @Test
    void aParameterThatBecameANumber() {
        byte[] code = type(Opcodes.V17, 0, "take", "(Ljava/lang/String;Ljava/lang/String;)V", method -> {
            method.visitInsn(Opcodes.LCONST_0);
            method.visitVarInsn(Opcodes.LSTORE, 1);
            method.visitInsn(Opcodes.RETURN);
        });
        for (Step step : new Step[] {Step.FIRST_ARGUMENT, Step.SECOND_ARGUMENT}) {
            HookPoint point = point("take", Place.BEFORE_RETURN, OBJECT, step);
            assertThatThrownBy(() -> inserted(code, point)).isInstanceOf(IllegalStateException.class);
        }
        assertThat(inserted(code, point("take", Place.BEFORE_RETURN, OBJECT, Step.THIS))).hasSize(1);
        assertThat(inserted(code, point("take", Place.ENTER, OBJECT, Step.FIRST_ARGUMENT))).hasSize(1);
    }

    @Test
    void anObjectThatIsNotInitialised() {
        byte[] code = type(Opcodes.V17, 0, "<init>", "()V", method -> {
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
        byte[] code = type(Opcodes.V17, 0, "call", "(Ljava/util/stream/LongStream;)V", method -> {
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
        byte[] run = type(Opcodes.V17, 0, "call", "(Ljava/lang/Runnable;)V", method -> {
            method.visitVarInsn(Opcodes.ALOAD, 1);
            method.visitMethodInsn(Opcodes.INVOKEINTERFACE, "java/lang/Runnable", "run", "()V", true);
            method.visitInsn(Opcodes.RETURN);
        });
        assertThat(inserted(run, point("call", Place.aroundCall(RUN, "after"), OBJECT))).isEmpty();
        assertThat(inserted(run, point("call", Place.aroundCall(RUN, "after"), hook))).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {Opcodes.V1_5, Opcodes.V1_6})
    void olderClasses(int version) {
        byte[] code = type(version, 0, "old", "()V", method -> method.visitInsn(Opcodes.RETURN));
        assertThatThrownBy(() -> inserted(code, point("old", Place.ENTER, "()V")))
                .hasMessage("a class of a kind that is not known: version=" + version);
    }

    @Test
    void aJumpThatWouldGetTooFar() {
        byte[] code = type(Opcodes.V17, 0, "far", "()V", method -> {
            Label end = new Label();
            method.visitJumpInsn(Opcodes.GOTO, end);
            for (int i = 0; i < 5_000; i++) {
                method.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
                method.visitMethodInsn(Opcodes.INVOKESTATIC, "java/lang/Thread", "yield", "()V", false);
                method.visitJumpInsn(Opcodes.GOTO, end);
            }
            method.visitLabel(end);
            method.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
            method.visitInsn(Opcodes.RETURN);
        });
        HookPoint point = point("far", Place.beforeCall("java/lang/Thread.yield("), "()V");
        assertThatThrownBy(() -> inserted(code, point)).hasMessage("a jump is too far");
        assertThat(inserted(code, point("far", Place.ENTER, "()V"))).hasSize(1);
    }

    /** One byte of a class is another: where that is still a class, it is one with calls, too, or none are inserted. */
    @Test
    @Timeout(60)
    void whateverStandsInAClassFile() throws Exception {
        Random random = new Random(1);
        int still = 0;
        int refused = 0;
        try (JdkImage image = new JdkImage(Jdks.current())) {
            for (String type : new String[] {"java/util/concurrent/FutureTask", "java/util/TimerThread",
                    "java/lang/Long"}) {
                byte[] code = image.read(type);
                List<HookPoint> points = EveryPlace.of(code);
                for (int i = 0; i < 1_500; i++) {
                    byte[] other = code.clone();
                    other[random.nextInt(code.length)] = (byte) random.nextInt();
                    byte[] changed;
                    try {
                        changed = Inserted.byUs(other, points).code();
                    } catch (RuntimeException e) {
                        refused++;
                        continue;
                    }
                    if (image.verify(other).isEmpty()) {
                        still++;
                        assertThat(image.verify(changed)).as(type + " seed=1 try=" + i).isEmpty();
                    }
                }
            }
        }
        assertThat(still).isGreaterThan(100);
        assertThat(refused).isGreaterThan(100);
    }
}
