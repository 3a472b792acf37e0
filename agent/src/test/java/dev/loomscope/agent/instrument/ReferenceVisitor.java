package dev.loomscope.agent.instrument;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** What {@link HookInsertion} does, written with ASM: slower at a start, and the measure of what is right. */
final class ReferenceVisitor extends ClassVisitor {
    private final List<HookPoint> points;
    private final HookNames names;
    private final HookInsertion.Findings findings;

    /** @param points what belongs into this class */
    ReferenceVisitor(ClassVisitor next, List<HookPoint> points, HookNames names, HookInsertion.Findings findings) {
        super(Opcodes.ASM9, next);
        this.points = points;
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
        for (HookPoint point : points) {
            boolean hasThis = (access & Opcodes.ACC_STATIC) == 0;
            if (point.isIn(name, descriptor) && (hasThis || !point.steps().contains(Step.THIS))) {
                visitor = new Body(visitor, point);
            }
        }
        return visitor;
    }

    /** The code of a method in which one hook is called. */
    private final class Body extends MethodVisitor {
        private final HookPoint point;

        Body(MethodVisitor next, HookPoint point) {
            super(Opcodes.ASM9, next);
            this.point = point;
        }

        @Override
        public void visitCode() {
            super.visitCode();
            if (point.place().kind() == Place.Kind.ENTER) {
                call();
            }
        }

        @Override
        public void visitInsn(int opcode) {
            boolean returns = opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN;
            Place.Kind place = point.place().kind();
            if (returns ? place == Place.Kind.BEFORE_RETURN
                    : opcode == Opcodes.ATHROW && place == Place.Kind.BEFORE_THROW) {
                call();
            }
            super.visitInsn(opcode);
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
            if (point.place().isCall(Place.Kind.AROUND_CALL, owner, name, descriptor)) {
                around(opcode, owner, name, descriptor, isInterface);
                return;
            }
            if (point.place().isCall(Place.Kind.BEFORE_CALL, owner, name, descriptor)) {
                call();
            }
            super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
            if (point.place().isCall(Place.Kind.AFTER_CALL, owner, name, descriptor)) {
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
                switch (step) {
                    case THIS -> mv.visitVarInsn(Opcodes.ALOAD, 0);
                    case FIRST_ARGUMENT -> mv.visitVarInsn(Opcodes.ALOAD, 1);
                    case SECOND_ARGUMENT -> mv.visitVarInsn(Opcodes.ALOAD, 2);
                    case DUP -> mv.visitInsn(Opcodes.DUP);
                    case DUP2 -> mv.visitInsn(Opcodes.DUP2);
                    case POP -> mv.visitInsn(Opcodes.POP);
                }
            }
        }
    }
}
