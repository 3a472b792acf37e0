package dev.loomscope.agent.instrument;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Inserts the hooks of executors into a class of the application, where {@link ExecutorShape} has found a place. */
final class ExecutorVisitor extends ClassVisitor {
    private static final String SHUTDOWN_NOW = "shutdownNow()Ljava/util/List;";

    private final ExecutorShape shape;
    private final HookNames names;
    private final int type;
    private final Map<String, Integer> sites;
    private boolean framed;
    private String owner = "";

    /**
     * @param type number of the class, where it implements execute
     * @param sites numbers of its methods that run a Runnable
     */
    ExecutorVisitor(ClassVisitor next, ExecutorShape shape, HookNames names, int type, Map<String, Integer> sites) {
        super(Opcodes.ASM9, next);
        this.shape = shape;
        this.names = names;
        this.type = type;
        this.sites = sites;
    }

    @Override
    public void visit(
            int version,
            int access,
            String name,
            @Nullable String signature,
            @Nullable String superName,
            String @Nullable [] interfaces) {
        owner = name;
        framed = (version & 0xFFFF) >= Opcodes.V1_6;
        super.visit(version, access, name, signature, superName, interfaces);
    }

    @Override
    public MethodVisitor visitMethod(
            int access, String name, String descriptor, @Nullable String signature, String @Nullable [] exceptions) {
        MethodVisitor visitor = super.visitMethod(access, name, descriptor, signature, exceptions);
        String method = name + descriptor;
        if ((access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE)) != 0) {
            return visitor;
        }
        boolean executes = shape.executes() && (access & Opcodes.ACC_STATIC) == 0;
        if (executes && shape.tellsBetween() && method.equals(ExecutorShape.BEFORE)) {
            return new Entry(visitor, "began", "(Ljava/lang/Object;)V", 2);
        }
        if (executes && shape.tellsBetween() && method.equals(ExecutorShape.AFTER)) {
            return new Entry(visitor, "finished", "(Ljava/lang/Object;Ljava/lang/Object;)V", 1, 2);
        }
        if (executes && method.equals(SHUTDOWN_NOW)) {
            return new Drained(visitor);
        }
        ExecutorShape.Method runs = shape.sites().get(method);
        boolean execute = executes && ExecutorShape.isHandOver(owner, method);
        return runs == null && !execute
                ? visitor
                : new ExecutorCode(visitor, runs, names, execute ? type : 0, sites.getOrDefault(method, 0), framed);
    }

    /** A method whose entry is told, with some of its arguments. */
    private final class Entry extends MethodVisitor {
        private final String hook;
        private final String descriptor;
        private final int[] arguments;

        Entry(MethodVisitor next, String hook, String descriptor, int... arguments) {
            super(Opcodes.ASM9, next);
            this.hook = hook;
            this.descriptor = descriptor;
            this.arguments = arguments;
        }

        @Override
        public void visitCode() {
            super.visitCode();
            for (int argument : arguments) {
                super.visitVarInsn(Opcodes.ALOAD, argument);
            }
            String runs = names.installed("ExecutorRunHooks");
            super.visitMethodInsn(Opcodes.INVOKESTATIC, runs, hook, descriptor, false);
        }
    }

    /** A method whose result are tasks that will never run. */
    private final class Drained extends MethodVisitor {
        Drained(MethodVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public void visitInsn(int opcode) {
            if (opcode == Opcodes.ARETURN) {
                super.visitInsn(Opcodes.DUP);
                String hooks = names.installed("ExecutorHooks");
                super.visitMethodInsn(Opcodes.INVOKESTATIC, hooks, "drained", "(Ljava/lang/Object;)V", false);
            }
            super.visitInsn(opcode);
        }
    }
}
