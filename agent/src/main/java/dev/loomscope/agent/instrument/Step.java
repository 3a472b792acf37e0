package dev.loomscope.agent.instrument;

import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** One instruction that puts an argument of a hook on the stack. */
enum Step {
    THIS(Opcodes.ALOAD, 0),
    FIRST_ARGUMENT(Opcodes.ALOAD, 1),
    SECOND_ARGUMENT(Opcodes.ALOAD, 2),
    DUP(Opcodes.DUP, -1),
    DUP2(Opcodes.DUP2, -1),
    POP(Opcodes.POP, -1);

    private final int opcode;
    private final int local;

    /** @param local the variable that is taken, negative where none is */
    Step(int opcode, int local) {
        this.opcode = opcode;
        this.local = local;
    }

    /** Adds the instruction to some code. */
    void write(MethodVisitor code) {
        if (local < 0) {
            code.visitInsn(opcode);
        } else {
            code.visitVarInsn(opcode, local);
        }
    }
}
