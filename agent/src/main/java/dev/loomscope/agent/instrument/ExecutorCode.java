package dev.loomscope.agent.instrument;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * The code of one method with hooks around each call of run and, where it is execute, around all of it. No local variable is
 * added or read behind the entry, and no branch: the frames stay as they are, so no class needs to be known.
 *
 * <p>An exception out of run is told where it arrives: at the entry of each handler that is there already, and by a handler
 * that stands last in the table, so that it meets only what leaves the method anyway. It needs no local variable, so its
 * frame has none.
 */
final class ExecutorCode extends MethodVisitor {
    private static final String TWO = "(Ljava/lang/Object;I)V";

    private final Set<Integer> handlers;
    private final boolean runs;
    private final String handingHooks;
    private final String runHooks;
    private final int type;
    private final int site;
    private final boolean framed;
    private final List<Label[]> calls = new ArrayList<>();
    private final Set<Label> entries = new HashSet<>();
    private final Label start = new Label();
    private int blocks;
    private boolean atEntry;

    /**
     * @param sites where it runs a Runnable, or null
     * @param type number of the class where this is its execute, otherwise 0
     * @param framed whether the class has frames
     */
    ExecutorCode(
            MethodVisitor next,
            ExecutorShape.@Nullable Method sites,
            HookNames names,
            int type,
            int site,
            boolean framed) {
        super(Opcodes.ASM9, next);
        this.handlers = sites == null ? Set.of() : sites.handlers();
        this.runs = sites != null;
        this.handingHooks = names.installed("ExecutorHooks");
        this.runHooks = names.installed("ExecutorRunHooks");
        this.type = type;
        this.site = site;
        this.framed = framed;
    }

    @Override
    public void visitCode() {
        super.visitCode();
        if (type != 0) {
            mv.visitVarInsn(Opcodes.ALOAD, 0);
            mv.visitVarInsn(Opcodes.ALOAD, 1);
            hook(handingHooks, "handing", type, "(Ljava/lang/Object;Ljava/lang/Object;I)V");
            mv.visitLabel(start);
        }
    }

    private void hook(String hooks, String name, int number, String descriptor) {
        mv.visitIntInsn(Opcodes.SIPUSH, number);
        mv.visitMethodInsn(Opcodes.INVOKESTATIC, hooks, name, descriptor, false);
    }

    @Override
    public void visitTryCatchBlock(Label from, Label to, Label handler, @Nullable String exception) {
        if (handlers.contains(blocks++)) {
            entries.add(handler);
        }
        super.visitTryCatchBlock(from, to, handler, exception);
    }

    @Override
    public void visitLabel(Label label) {
        super.visitLabel(label);
        atEntry |= entries.contains(label);
    }

    private void instruction() {
        if (atEntry) {
            atEntry = false;
            mv.visitInsn(Opcodes.DUP);
            hook(runHooks, "failed", site, TWO);
        }
    }

    @Override
    public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
        instruction();
        boolean call = runs && ExecutorShape.isRun(opcode, owner, name, descriptor);
        if (!call) {
            super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
            return;
        }
        mv.visitInsn(Opcodes.DUP);
        mv.visitInsn(Opcodes.DUP);
        hook(runHooks, "starting", site, TWO);
        Label[] range = {new Label(), new Label()};
        mv.visitLabel(range[0]);
        super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
        mv.visitLabel(range[1]);
        hook(runHooks, "ended", site, TWO);
        calls.add(range);
    }

    @Override
    public void visitInsn(int opcode) {
        instruction();
        if (type != 0 && opcode == Opcodes.RETURN) {
            hook(handingHooks, "handed", type, "(I)V");
        }
        super.visitInsn(opcode);
    }

    @Override
    public void visitMaxs(int maxStack, int maxLocals) {
        if (!calls.isEmpty()) {
            Label handler = new Label();
            for (Label[] range : calls) {
                mv.visitTryCatchBlock(range[0], range[1], handler, null);
            }
            mv.visitLabel(handler);
            rethrow(runHooks, "failed", site);
        }
        if (type != 0) {
            Label end = new Label();
            mv.visitTryCatchBlock(start, end, end, null);
            mv.visitLabel(end);
            rethrow(handingHooks, "refused", type);
        }
        super.visitMaxs(maxStack, maxLocals);
    }

    private void rethrow(String hooks, String name, int number) {
        if (framed) {
            mv.visitFrame(Opcodes.F_FULL, 0, new Object[0], 1, new Object[] {"java/lang/Throwable"});
        }
        mv.visitInsn(Opcodes.DUP);
        hook(hooks, name, number, TWO);
        mv.visitInsn(Opcodes.ATHROW);
    }

    @Override
    public void visitIntInsn(int opcode, int operand) {
        instruction();
        super.visitIntInsn(opcode, operand);
    }

    @Override
    public void visitVarInsn(int opcode, int variable) {
        instruction();
        super.visitVarInsn(opcode, variable);
    }

    @Override
    public void visitTypeInsn(int opcode, String created) {
        instruction();
        super.visitTypeInsn(opcode, created);
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
        instruction();
        super.visitFieldInsn(opcode, owner, name, descriptor);
    }

    @Override
    public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
        instruction();
        super.visitInvokeDynamicInsn(name, descriptor, bootstrap, arguments);
    }

    @Override
    public void visitJumpInsn(int opcode, Label label) {
        instruction();
        super.visitJumpInsn(opcode, label);
    }

    @Override
    public void visitLdcInsn(Object value) {
        instruction();
        super.visitLdcInsn(value);
    }

    @Override
    public void visitIincInsn(int variable, int increment) {
        instruction();
        super.visitIincInsn(variable, increment);
    }

    @Override
    public void visitTableSwitchInsn(int min, int max, Label otherwise, Label... labels) {
        instruction();
        super.visitTableSwitchInsn(min, max, otherwise, labels);
    }

    @Override
    public void visitLookupSwitchInsn(Label otherwise, int[] keys, Label[] labels) {
        instruction();
        super.visitLookupSwitchInsn(otherwise, keys, labels);
    }

    @Override
    public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
        instruction();
        super.visitMultiANewArrayInsn(descriptor, dimensions);
    }
}
