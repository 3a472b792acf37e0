package dev.loomscope.agent.instrument;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Inserts calls of hooks into one class. Only straight code is inserted, no branch and no local variable, so that frames stay
 * as they are. Where what a hook takes is not what it would find, it is left out. On the way the class's integer constants are
 * read, by which the JDK numbers its states.
 */
final class InsertingVisitor extends ClassVisitor {
    private final String owner;

    /** By the names of their methods. */
    private final Map<String, List<HookPoint>> points = new HashMap<>();

    private final HookNames names;
    private final Findings findings;

    /** Takes what is found in a class. */
    interface Findings {
        /** A call was inserted. */
        void inserted(HookPoint point);

        /** The class has an integer constant. */
        void constant(String name, int value);
    }

    /**
     * @param owner the class's name, with slashes
     * @param points what belongs into it
     */
    InsertingVisitor(
            ClassVisitor next, String owner, List<HookPoint> points, HookNames names, Findings findings) {
        super(Opcodes.ASM9, next);
        this.owner = owner;
        for (HookPoint point : points) {
            List<HookPoint> before = this.points.get(point.method());
            List<HookPoint> all = before == null ? new ArrayList<>() : before;
            all.add(point);
            this.points.put(point.method(), all);
        }
        this.names = names;
        this.findings = findings;
    }

    @Override
    public FieldVisitor visitField(
            int access, String name, String descriptor, @Nullable String signature, @Nullable Object value) {
        if (value instanceof Integer number) {
            findings.constant(name, number);
        }
        return super.visitField(access, name, descriptor, signature, value);
    }

    @Override
    public MethodVisitor visitMethod(
            int access, String name, String descriptor, @Nullable String signature, String @Nullable [] exceptions) {
        MethodVisitor visitor = super.visitMethod(access, name, descriptor, signature, exceptions);
        for (HookPoint point : points.getOrDefault(name, List.of())) {
            if (point.isIn(name, descriptor)) {
                boolean isStatic = (access & Opcodes.ACC_STATIC) != 0;
                visitor = new Body(visitor, point, new MethodShape(owner, name, descriptor, isStatic));
            }
        }
        return visitor;
    }

    /** The code of a method in which one hook is called. */
    private final class Body extends MethodVisitor {
        private final HookPoint point;
        private final MethodShape shape;

        Body(MethodVisitor next, HookPoint point, MethodShape shape) {
            super(Opcodes.ASM9, next);
            this.point = point;
            this.shape = shape;
        }

        @Override
        public void visitCode() {
            super.visitCode();
            if (point.place().kind() == Place.Kind.ENTER && HookArguments.fit(point, shape)) {
                call();
            }
        }

        @Override
        public void visitInsn(int opcode) {
            boolean returns = opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN;
            Place.Kind place = point.place().kind();
            boolean meant = returns
                    ? place == Place.Kind.BEFORE_RETURN
                    : opcode == Opcodes.ATHROW && place == Place.Kind.BEFORE_THROW;
            if (meant && HookArguments.fit(point, shape)) {
                call();
            }
            super.visitInsn(opcode);
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
            Place place = point.place();
            if (!place.isCall(place.kind(), owner, name, descriptor)
                    || !HookArguments.fit(
                            point,
                            shape,
                            new MethodShape(owner, name, descriptor, opcode == Opcodes.INVOKESTATIC))) {
                super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
                return;
            }
            if (place.kind() == Place.Kind.AROUND_CALL) {
                around(opcode, owner, name, descriptor, isInterface);
                return;
            }
            if (place.kind() == Place.Kind.BEFORE_CALL) {
                call();
            }
            super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
            if (place.kind() == Place.Kind.AFTER_CALL) {
                call();
            }
        }

        /** Keeps what the hook returned, and the receiver, on the stack below the call. */
        private void around(int opcode, String owner, String name, String descriptor, boolean isInterface) {
            mv.visitInsn(Opcodes.DUP);
            call();
            mv.visitInsn(Opcodes.SWAP);
            mv.visitInsn(Opcodes.DUP);
            super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
            if (!descriptor.endsWith("V")) {
                mv.visitInsn(Opcodes.DUP_X2);
                mv.visitInsn(Opcodes.POP);
            }
            steps();
            String taken = point.descriptor().substring(1, point.descriptor().indexOf(')'));
            mv.visitMethodInsn(
                    Opcodes.INVOKESTATIC,
                    names.installed(point.hook().type()),
                    point.place().after(),
                    "(Ljava/lang/Object;" + taken + ")V",
                    false);
        }

        private void call() {
            steps();
            String owner = names.installed(point.hook().type());
            mv.visitMethodInsn(Opcodes.INVOKESTATIC, owner, point.hook().method(), point.descriptor(), false);
            findings.inserted(point);
        }

        private void steps() {
            for (Step step : point.steps()) {
                step.write(mv);
            }
        }
    }
}
