package dev.loomscope.agent.instrument;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Writes down what a method consists of, with its labels by number. */
final class Listing extends MethodVisitor {
    private final List<String> lines;
    private final Map<Label, Integer> labels = new HashMap<>();

    Listing(List<String> lines) {
        super(Opcodes.ASM9);
        this.lines = lines;
    }

    private String name(Label label) {
        return "L" + labels.computeIfAbsent(label, key -> labels.size());
    }

    private void add(Object... words) {
        lines.add(Arrays.deepToString(words));
    }

    private Object[] frame(int count, Object[] types) {
        Object[] named = types == null ? new Object[0] : Arrays.copyOf(types, Math.min(count, types.length));
        for (int i = 0; i < named.length; i++) {
            named[i] = named[i] instanceof Label label ? name(label) : named[i];
        }
        return named;
    }

    @Override
    public void visitFrame(int type, int locals, Object[] local, int stacked, Object[] stack) {
        add("frame", type, locals, frame(locals, local), stacked, frame(stacked, stack));
    }

    @Override
    public void visitInsn(int opcode) {
        add(opcode);
    }

    @Override
    public void visitIntInsn(int opcode, int operand) {
        add(opcode, operand);
    }

    @Override
    public void visitVarInsn(int opcode, int variable) {
        add(opcode, variable);
    }

    @Override
    public void visitTypeInsn(int opcode, String type) {
        add(opcode, type);
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
        add(opcode, owner, name, descriptor);
    }

    @Override
    public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
        add(opcode, owner, name, descriptor, isInterface);
    }

    @Override
    public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
        add("dynamic", name, descriptor, bootstrap, arguments);
    }

    @Override
    public void visitJumpInsn(int opcode, Label label) {
        add(opcode, name(label));
    }

    @Override
    public void visitLabel(Label label) {
        add(name(label));
    }

    @Override
    public void visitLdcInsn(Object value) {
        add("constant", value);
    }

    @Override
    public void visitIincInsn(int variable, int increment) {
        add("increment", variable, increment);
    }

    @Override
    public void visitTableSwitchInsn(int least, int most, Label otherwise, Label... targets) {
        add("table", least, most, name(otherwise), Arrays.stream(targets).map(this::name).toList());
    }

    @Override
    public void visitLookupSwitchInsn(Label otherwise, int[] keys, Label[] targets) {
        add("lookup", name(otherwise), keys, Arrays.stream(targets).map(this::name).toList());
    }

    @Override
    public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
        add("array", descriptor, dimensions);
    }

    @Override
    public void visitTryCatchBlock(Label start, Label end, Label handler, String type) {
        add("try", name(start), name(end), name(handler), String.valueOf(type));
    }

    @Override
    public void visitLocalVariable(
            String name, String descriptor, String signature, Label start, Label end, int index) {
        add("variable", name, descriptor, String.valueOf(signature), name(start), name(end), index);
    }

    @Override
    public void visitLineNumber(int line, Label start) {
        add("line", line, name(start));
    }
}
