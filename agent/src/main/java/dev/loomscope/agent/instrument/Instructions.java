package dev.loomscope.agent.instrument;

import static dev.loomscope.agent.instrument.ClassBytes.s4;
import static dev.loomscope.agent.instrument.ClassBytes.u1;
import static dev.loomscope.agent.instrument.ClassBytes.u2;

/** The instructions of one method as they stand in its class file. What is none, or does not end within them, is refused. */
final class Instructions {
    private static final int TABLE_SWITCH = 170;
    private static final int LOOKUP_SWITCH = 171;
    private static final int WIDE = 196;
    private static final int WIDE_INCREMENT = 6;
    private static final int INCREMENT = 132;
    private static final int JUMP_TO_SUBROUTINE = 168;
    private static final int RETURN_FROM_SUBROUTINE = 169;
    private static final int FIRST_STORE = 54;
    private static final int LAST_STORE = 58;
    private static final int FIRST_SHORT_STORE = 59;
    private static final int LAST_SHORT_STORE = 78;
    private static final int FAR_JUMP = 200;
    private static final int LAST = 200;
    private static final int MOST = 0xFFFF;

    private final byte[] file;
    private final int start;
    private final int length;

    /**
     * @param file a class file
     * @param start where in it the instructions begin
     * @param length how many bytes they are
     */
    Instructions(byte[] file, int start, int length) {
        if (length <= 0 || length > MOST || start + length > file.length) {
            throw new IllegalStateException("no code: length=" + length);
        }
        this.file = file;
        this.start = start;
        this.length = length;
    }

    /** Bytes of all of them. */
    int length() {
        return length;
    }

    int opcode(int position) {
        return u1(file, start + position);
    }

    /** The first operand of an instruction that names a constant. */
    int operand(int position) {
        return u2(file, start + position + 1);
    }

    boolean isSwitch(int position) {
        int opcode = opcode(position);
        return opcode == TABLE_SWITCH || opcode == LOOKUP_SWITCH;
    }

    boolean isTable(int position) {
        return opcode(position) == TABLE_SWITCH;
    }

    /** Whether it jumps by a distance of 16 bits. */
    boolean isJump(int position) {
        int opcode = opcode(position);
        return (opcode >= 153 && opcode < JUMP_TO_SUBROUTINE) || opcode == 198 || opcode == 199;
    }

    boolean isFarJump(int position) {
        return opcode(position) == FAR_JUMP;
    }

    /** Where the instruction behind another one stands. */
    int next(int position) {
        int opcode = opcode(position);
        int next = position + (isSwitch(position)
                ? 1 + padding(position) + switchLength(position)
                : opcode == WIDE ? opcode(position + 1) == INCREMENT ? WIDE_INCREMENT : 4 : length(opcode));
        if (next > length || opcode > LAST || opcode == JUMP_TO_SUBROUTINE || opcode == RETURN_FROM_SUBROUTINE) {
            throw new IllegalStateException(
                    "an instruction that is not known: position=" + position + " opcode=" + opcode);
        }
        return next;
    }

    private static int length(int opcode) {
        if (opcode >= 153) {
            return opcode <= 167 || (opcode >= 178 && opcode <= 184) || opcode == 187 || opcode == 189
                    || opcode == 192 || opcode == 193 || opcode == 198 || opcode == 199
                            ? 3
                            : opcode == 188
                                    ? 2
                                    : opcode == 197 ? 4 : opcode == 185 || opcode == 186 || opcode == FAR_JUMP ? 5 : 1;
        }
        return opcode == 17 || opcode == 19 || opcode == 20 || opcode == INCREMENT
                ? 3
                : opcode == 16 || opcode == 18 || (opcode >= 21 && opcode <= 25)
                        || (opcode >= FIRST_STORE && opcode <= LAST_STORE)
                                ? 2
                                : 1;
    }

    /** Bytes between the opcode of a switch and its operands, where it stands. */
    static int padding(int position) {
        return 3 - (position & 3);
    }

    /** Where in the file the operands of a switch begin. */
    int switchOperands(int position) {
        return start + position + 1 + padding(position);
    }

    /** Bytes of the operands of a switch. */
    int switchLength(int position) {
        int operands = switchOperands(position);
        boolean table = isTable(position);
        long targets = table ? s4(file, operands + 8) - (long) s4(file, operands + 4) + 1 : s4(file, operands + 4);
        if (targets < 0 || targets > MOST) {
            throw new IllegalStateException("a switch that is none: position=" + position);
        }
        return table ? 12 + 4 * (int) targets : 8 + 8 * (int) targets;
    }

    /** Where in the file an instruction stands, or ends if that is where the next one stands. */
    int inFile(int position) {
        return start + position;
    }

    /** Which of the first local variables an instruction writes a number into, a bit each: what was a reference is none then. */
    int numbersWritten(int position) {
        int opcode = opcode(position);
        boolean wide = opcode == WIDE;
        int store = wide ? opcode(position + 1) : opcode;
        int kind;
        int local;
        if (store >= FIRST_STORE && store <= LAST_STORE) {
            kind = store - FIRST_STORE;
            local = wide ? operand(position + 1) : opcode(position + 1);
        } else if (store >= FIRST_SHORT_STORE && store <= LAST_SHORT_STORE) {
            kind = (store - FIRST_SHORT_STORE) / 4;
            local = (store - FIRST_SHORT_STORE) % 4;
        } else {
            return 0;
        }
        boolean takesTwo = kind == 1 || kind == 3;
        return kind == 4 || local >= Integer.SIZE ? 0 : (takesTwo ? 3 : 1) << local;
    }
}
