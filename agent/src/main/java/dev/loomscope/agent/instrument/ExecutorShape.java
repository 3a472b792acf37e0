package dev.loomscope.agent.instrument;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * What a class has to do with executing tasks, read from its code: whether it implements execute and hands on from there, and
 * which of its methods run a Runnable, with the handlers that an exception from it may come to.
 *
 * <p>A worker runs what it took out of a queue. A Runnable that comes out of a final field of a wrapper, or into a lambda, is
 * another's: such a place tells of a task as well, but says nothing about whether this executor has tasks at all.
 */
final class ExecutorShape extends ClassVisitor {
    static final String EXECUTE = "execute(Ljava/lang/Runnable;)V";
    private static final String COROUTINES = "kotlinx/coroutines/scheduling/";
    static final String BEFORE = "beforeExecute(Ljava/lang/Thread;Ljava/lang/Runnable;)V";
    static final String AFTER = "afterExecute(Ljava/lang/Runnable;Ljava/lang/Throwable;)V";

    private static final int NOT_CODE = Opcodes.ACC_STATIC | Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE;

    private final Map<String, Method> sites = new HashMap<>();
    private final Set<String> finalFields = new HashSet<>();
    private final Set<String> methods = new HashSet<>();
    private String name = "";
    private boolean handsOn;
    private boolean hasWorker;

    /**
     * A method that runs a Runnable.
     *
     * @param handlers which of its try blocks are around that, by their order
     * @param loops whether it does so again and again, so that a thread may stay in it
     */
    record Method(Set<Integer> handlers, boolean loops) {}

    ExecutorShape() {
        super(Opcodes.ASM9);
    }

    /** Whether it has a method of its own that tasks are handed to. */
    boolean executes() {
        return methods.contains(EXECUTE);
    }

    /** Whether that method hands the task on to another executor, as far as can be seen. */
    boolean handsOn() {
        return handsOn;
    }

    /** Whether it has code that only a worker has. */
    boolean hasWorker() {
        return hasWorker;
    }

    /** Whether its workers tell before and after each task, as those of ThreadPoolExecutor do. */
    boolean tellsBetween() {
        return methods.contains(BEFORE) && methods.contains(AFTER);
    }

    /** Methods that run a Runnable, by name and descriptor. */
    Map<String, Method> sites() {
        return sites;
    }

    /** Whether tasks are handed over to a method of a class: execute, or that of Kotlin's which execute itself calls. */
    static boolean isHandOver(String owner, String method) {
        return method.equals(EXECUTE)
                || (owner.equals(COROUTINES + "CoroutineScheduler")
                        && method.startsWith("dispatch(Ljava/lang/Runnable;")
                        && method.endsWith(")V"));
    }

    /** Whether an instruction calls run of a Runnable, or of the class of Runnables that is all that Kotlin's workers run. */
    static boolean isRun(int opcode, String owner, String name, String descriptor) {
        boolean ofRunnable = opcode == Opcodes.INVOKEINTERFACE && owner.equals("java/lang/Runnable");
        boolean ofCoroutines = opcode == Opcodes.INVOKEVIRTUAL && owner.equals(COROUTINES + "Task");
        return (ofRunnable || ofCoroutines) && name.equals("run") && descriptor.equals("()V");
    }

    @Override
    public void visit(
            int version,
            int access,
            String className,
            @Nullable String signature,
            @Nullable String superName,
            String @Nullable [] interfaces) {
        name = className;
    }

    @Override
    public @Nullable FieldVisitor visitField(
            int access, String field, String descriptor, @Nullable String signature, @Nullable Object value) {
        if ((access & Opcodes.ACC_FINAL) != 0) {
            finalFields.add(field);
        }
        return null;
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
            int access, String method, String descriptor, @Nullable String signature, String @Nullable [] exceptions) {
        String full = method + descriptor;
        if ((access & NOT_CODE) == 0) {
            methods.add(full);
        }
        return method.startsWith("<") ? null : new Code(full);
    }

    private final class Code extends MethodVisitor {
        private final String method;
        private final List<Label[]> blocks = new ArrayList<>();
        private final Map<Label, Integer> labels = new HashMap<>();
        private final List<Integer> calls = new ArrayList<>();
        private int position;
        private int loopEnd = -1;
        private int loopStart = Integer.MAX_VALUE;
        private boolean fromFinal;
        private boolean fromOwn;

        Code(String method) {
            super(Opcodes.ASM9);
            this.method = method;
        }

        @Override
        public void visitTryCatchBlock(Label start, Label end, Label handler, @Nullable String type) {
            blocks.add(new Label[] {start, end});
        }

        @Override
        public void visitLabel(Label label) {
            labels.put(label, position);
        }

        @Override
        public void visitInsn(int opcode) {
            other();
        }

        @Override
        public void visitVarInsn(int opcode, int variable) {
            other();
            fromOwn = opcode == Opcodes.ALOAD && variable == 0;
        }

        @Override
        public void visitFieldInsn(int opcode, String owner, String field, String descriptor) {
            other();
            boolean own = opcode == Opcodes.GETFIELD && owner.equals(name);
            fromFinal = own && finalFields.contains(field);
            fromOwn = own;
        }

        @Override
        public void visitJumpInsn(int opcode, Label label) {
            other();
            Integer target = labels.get(label);
            if (target != null) {
                loopStart = Math.min(loopStart, target);
                loopEnd = position;
            }
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String called, String descriptor, boolean isInterface) {
            if (isRun(opcode, owner, called, descriptor)) {
                calls.add(position);
                boolean another = fromFinal || method.startsWith("lambda$") || method.equals(EXECUTE);
                hasWorker |= !another;
            } else if (method.equals(EXECUTE) && !fromOwn) {
                handsOn |= EXECUTE.equals(called + descriptor)
                        || (called.equals("submit") && descriptor.startsWith("(Ljava/lang/Runnable;"));
            }
            other();
        }

        private void other() {
            position++;
            fromFinal = false;
            fromOwn = false;
        }

        @Override
        public void visitEnd() {
            if (calls.isEmpty()) {
                return;
            }
            Set<Integer> handlers = new HashSet<>();
            boolean loops = false;
            for (int call : calls) {
                loops |= loopStart <= call && call < loopEnd;
                for (int i = 0; i < blocks.size(); i++) {
                    if (position(blocks.get(i)[0]) <= call && call < position(blocks.get(i)[1])) {
                        handlers.add(i);
                    }
                }
            }
            sites.put(method, new Method(handlers, loops));
        }

        private int position(Label label) {
            return labels.getOrDefault(label, Integer.MAX_VALUE);
        }
    }
}
