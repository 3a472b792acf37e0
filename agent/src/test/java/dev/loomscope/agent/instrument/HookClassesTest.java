package dev.loomscope.agent.instrument;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

import static org.assertj.core.api.Assertions.assertThat;

/** The classes that are called stand for those that are written. */
class HookClassesTest {
    @Test
    void everyHookThatIsInsertedExists() throws Exception {
        List<HookPoint> points = new java.util.ArrayList<>(TaskHookPoints.all());
        points.addAll(VirtualThreadHookPoints.all());
        points.addAll(ForkJoinHookPoints.all());
        points.addAll(FutureHookPoints.all());
        for (HookPoint point : points) {
            Class<?> type = Class.forName("dev.loomscope.agent.hook." + point.hook().type());
            assertThat(Arrays.stream(type.getMethods())).anyMatch(
                    method -> method.getName().equals(point.hook().method())
                            && Type.getMethodDescriptor(method).equals(point.descriptor())
                            && Modifier.isStatic(method.getModifiers()));
            String after = point.place().after();
            String taken = point.descriptor().substring(1, point.descriptor().indexOf(')'));
            assertThat(Arrays.stream(type.getMethods())).as(after).anyMatch(
                    method -> after.isEmpty()
                            || (method.getName().equals(after)
                                    && Type.getMethodDescriptor(method)
                                            .equals("(Ljava/lang/Object;" + taken + ")V")));
        }
    }

    @Test
    void theInstalledJdkHasEveryMethodOfThePortableOne() throws Exception {
        Class<?> portable = Class.forName("dev.loomscope.agent.hook.Jdk");
        List<String> generated = new java.util.ArrayList<>();
        new ClassReader(JdkClass.generate("Generated")).accept(new ClassVisitor(Opcodes.ASM9) {
            @Override
            public MethodVisitor visitMethod(
                    int access, String name, String descriptor, String signature, String[] exceptions) {
                generated.add(name + descriptor);
                return null;
            }
        }, 0);
        for (Method method : portable.getDeclaredMethods()) {
            if (!Modifier.isPrivate(method.getModifiers()) && !method.isSynthetic()) {
                assertThat(generated).contains(method.getName() + Type.getMethodDescriptor(method));
            }
        }
    }
}
