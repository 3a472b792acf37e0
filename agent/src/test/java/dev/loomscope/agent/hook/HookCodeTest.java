package dev.loomscope.agent.hook;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

import static org.assertj.core.api.Assertions.assertThat;

/** The hooks' byte code holds nothing that may not run inside the application's threads. */
class HookCodeTest {
    /** All that a hook calls outside its own package: none of it blocks, allocates or calls back. */
    private static final Set<String> CALLS = Set.of(
            "java/lang/Object.<init>",
            "java/lang/Object.getClass",
            "java/lang/Class.getNestHost",
            "java/lang/Class.getModule",
            "java/lang/Class.getSuperclass",
            "java/util/concurrent/ForkJoinPool.commonPool",
            "java/lang/System.nanoTime",
            "java/lang/System.currentTimeMillis",
            "java/lang/System.identityHashCode",
            "java/lang/Thread.currentThread",
            "java/lang/Thread.getName",
            "java/lang/String.length",
            "java/lang/String.isEmpty",
            "java/lang/String.charAt",
            "java/util/ArrayList.size",
            "java/util/ArrayList.get",
            "java/lang/Throwable.<init>");

    /** What asks the application's OpenTelemetry calls it by these. */
    private static final Set<String> QUESTIONS = Set.of(
            "java/lang/ref/Reference.get",
            "java/util/function/Supplier.get",
            "java/util/function/ToLongFunction.applyAsLong",
            "java/util/function/ToLongBiFunction.applyAsLong");

    @ParameterizedTest
    @ValueSource(classes = {Rings.class, RingPlaces.class, Counters.class, Ids.class, Marks.class, TaskClasses.class,
            Outcomes.class,
            Failures.class, TraceHooks.class, Handed.class, Nesting.class, ExecutorTypes.class, ExecutorEvents.class,
            ExecutorHooks.class, ExecutorRunHooks.class, FutureHooks.class, ForkJoinHooks.class, ForkJoinRunHooks.class,
            LastOrigin.class,
            TaskHooks.class, TaskEvents.class, WorkerHooks.class,
            ScheduleHooks.class, GroupHooks.class, VirtualThreadHooks.class, VirtualWaitHooks.class, TimerHooks.class,
            ThreadHooks.class, ThreadEnds.class})
    void holdsNothingForbidden(Class<?> type) throws IOException {
        Set<String> found = new TreeSet<>();
        try (InputStream in = type.getResourceAsStream(type.getSimpleName() + ".class")) {
            new ClassReader(in.readAllBytes()).accept(
                    new Inspection(type == TraceHooks.class ? QUESTIONS : Set.of(), found),
                    0);
        }
        assertThat(found).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(classes = {TaskHooks.class, ScheduleHooks.class, GroupHooks.class, VirtualThreadHooks.class,
            VirtualWaitHooks.class, TimerHooks.class, ThreadHooks.class, ForkJoinHooks.class, FutureHooks.class,
            ForkJoinRunHooks.class, WorkerHooks.class, ExecutorHooks.class, ExecutorRunHooks.class})
    void everyHookCatchesWhateverHappens(Class<?> type) throws IOException {
        Set<String> caught = new TreeSet<>();
        Set<String> hooks = new TreeSet<>();
        try (InputStream in = type.getResourceAsStream(type.getSimpleName() + ".class")) {
            new ClassReader(in.readAllBytes()).accept(new ClassVisitor(Opcodes.ASM9) {
                @Override
                public MethodVisitor visitMethod(
                        int access, String name, String descriptor, String signature, String[] exceptions) {
                    if ((access & Opcodes.ACC_PUBLIC) == 0 || name.equals("configure")) {
                        return null;
                    }
                    hooks.add(name + descriptor);
                    return new MethodVisitor(Opcodes.ASM9) {
                        @Override
                        public void visitTryCatchBlock(Label start, Label end, Label handler, String exception) {
                            if ("java/lang/Throwable".equals(exception)) {
                                caught.add(name + descriptor);
                            }
                        }

                        @Override
                        public void visitMethodInsn(
                                int opcode, String owner, String method, String methodDescriptor, boolean isInterface) {
                            // A hook that only hands on to one of these is as safe as they are.
                            if (List.of("about", "put", "began", "joined", "why", "over").contains(method)
                                    && owner.endsWith(type.getSimpleName())) {
                                caught.add(name + descriptor);
                            }
                        }
                    };
                }
            }, 0);
        }
        assertThat(hooks).isNotEmpty();
        assertThat(caught).containsAll(hooks);
    }

    private static final class Inspection extends ClassVisitor {
        private final Set<String> alsoAllowed;
        private final Set<String> found;

        Inspection(Set<String> alsoAllowed, Set<String> found) {
            super(Opcodes.ASM9);
            this.alsoAllowed = alsoAllowed;
            this.found = found;
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] exceptions) {
            boolean setUp = name.equals("<clinit>") || name.equals("reset");
            return new MethodVisitor(Opcodes.ASM9) {
                @Override
                public void visitInsn(int opcode) {
                    if (opcode == Opcodes.MONITORENTER || opcode == Opcodes.ATHROW) {
                        found.add(name + ": opcode=" + opcode);
                    }
                }

                @Override
                public void visitTypeInsn(int opcode, String created) {
                    boolean sample = name.equals("sample") && created.equals("java/lang/Throwable");
                    if ((opcode == Opcodes.NEW || opcode == Opcodes.ANEWARRAY) && !setUp && !sample) {
                        found.add(name + ": new " + created);
                    }
                }

                @Override
                public void visitIntInsn(int opcode, int operand) {
                    if (opcode == Opcodes.NEWARRAY && !setUp) {
                        found.add(name + ": a new array");
                    }
                }

                @Override
                public void visitInvokeDynamicInsn(
                        String dynamic, String dynamicDescriptor, org.objectweb.asm.Handle handle,
                        Object... arguments) {
                    found.add(name + ": invokedynamic");
                }

                @Override
                public void visitMethodInsn(
                        int opcode, String owner, String method, String methodDescriptor, boolean isInterface) {
                    String call = owner + '.' + method;
                    boolean toAgent = name.equals("suspended") && owner.equals("java/util/function/Consumer");
                    if (!owner.startsWith("dev/loomscope/agent/hook/")
                            && !toAgent
                            && !CALLS.contains(call)
                            && !alsoAllowed.contains(call)) {
                        found.add(name + ": " + call);
                    }
                }

                @Override
                public void visitFieldInsn(int opcode, String owner, String field, String fieldDescriptor) {
                    if (!owner.startsWith("dev/loomscope/agent/hook/")) {
                        found.add(name + ": " + owner + '.' + field);
                    }
                }
            };
        }
    }
}
