package dev.loomscope.agent.instrument;

import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

import static dev.loomscope.agent.instrument.ClassBytes.s2;
import static dev.loomscope.agent.instrument.ClassBytes.s4;
import static dev.loomscope.agent.instrument.ClassBytes.u2;

/**
 * The Code attribute of one method, into which straight code is inserted. What is inserted at an instruction is run by whoever
 * jumps there; what is inserted before one, only by whoever comes from the instruction above. Nothing is written that is not
 * understood to its last byte: it is refused then.
 */
final class MethodCode {
    private static final int MOST = 0xFFFF;

    /** Bytes of an attribute before its content. */
    private static final int HEAD = 6;

    private static final byte[] LINES = latin("LineNumberTable");
    private static final byte[] VARIABLES = latin("LocalVariableTable");
    private static final byte[] VARIABLE_TYPES = latin("LocalVariableTypeTable");
    private static final byte[] FRAMES = latin("StackMapTable");

    private final byte[] file;
    private final int attribute;
    private final ConstantPool pool;
    private final Instructions instructions;
    private final Moves moves;
    private final @Nullable ClassBytes[] before;
    private final @Nullable ClassBytes[] at;
    private int deepest;
    private boolean changed;

    /**
     * @param file a class file
     * @param attribute where in it the attribute begins
     */
    MethodCode(byte[] file, int attribute, ConstantPool pool) {
        this.file = file;
        this.attribute = attribute;
        this.pool = pool;
        instructions = new Instructions(file, attribute + HEAD + 8, s4(file, attribute + HEAD + 4));
        deepest = deepest();
        int length = instructions.length();
        before = new ClassBytes[length + 1];
        at = new ClassBytes[length + 1];
        moves = new Moves(length);
    }

    private static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    Instructions instructions() {
        return instructions;
    }

    /** How far the stack reaches without what is inserted. */
    private int deepest() {
        return u2(file, attribute + HEAD);
    }

    /**
     * Inserts code that jumps to the instruction pass over.
     *
     * @param stack how much it needs of the stack, beyond what stands there already
     */
    void before(int position, ClassBytes code, int stack) {
        ClassBytes first = before[position];
        before[position] = first == null ? code : first.copy(code);
        reach(stack);
    }

    /**
     * Inserts code that jumps to the instruction run; before what was inserted there already.
     *
     * @param stack how much it needs of the stack, beyond what stands there already
     */
    void at(int position, ClassBytes code, int stack) {
        ClassBytes second = at[position];
        at[position] = second == null ? code : code.copy(second);
        reach(stack);
    }

    private void reach(int stack) {
        deepest = Math.max(deepest, deepest() + stack);
        changed = true;
    }

    boolean isChanged() {
        return changed;
    }

    /** Writes the attribute. */
    void write(ClassBytes out) {
        place();
        if (moves.length() > MOST || deepest > MOST) {
            throw new IllegalStateException("the method is too long");
        }
        int begin = out.length();
        out.u2(u2(file, attribute)).u4(0).u2(deepest).u2(u2(file, attribute + HEAD + 2)).u4(moves.length());
        int code = out.length();
        int length = instructions.length();
        for (int position = 0; position < length; position = instructions.next(position)) {
            copy(before[position], out);
            copy(at[position], out);
            instruction(position, out);
        }
        if (out.length() - code != moves.length()) {
            throw new IllegalStateException("the code has another length than was reckoned");
        }
        int handlers = instructions.inFile(length);
        int count = u2(file, handlers);
        out.u2(count);
        int from = handlers + 2;
        for (; count > 0; count--, from += 8) {
            out.u2(target(from)).u2(target(from + 2)).u2(target(from + 4)).u2(u2(file, from + 6));
        }
        attributes(from, out);
        out.u4At(begin + 2, out.length() - begin - HEAD);
    }

    private static void copy(@Nullable ClassBytes code, ClassBytes out) {
        if (code != null) {
            out.copy(code);
        }
    }

    private void place() {
        int place = 0;
        int length = instructions.length();
        for (int position = 0; position < length;) {
            int target = place + size(before[position]);
            place = target + size(at[position]);
            moves.note(position, target, place);
            int next = instructions.next(position);
            place += instructions.isSwitch(position)
                    ? 1 + Instructions.padding(place) + instructions.switchLength(position)
                    : next - position;
            position = next;
        }
        if (before[length] != null || at[length] != null) {
            throw new IllegalStateException("code behind the last instruction");
        }
        moves.note(length, place, place);
    }

    private static int size(@Nullable ClassBytes code) {
        return code == null ? 0 : code.length();
    }

    /** Where a position that stands in the file has got to. */
    private int target(int inFile) {
        return moves.target(u2(file, inFile));
    }

    private void instruction(int position, ClassBytes out) {
        int operand = instructions.inFile(position) + 1;
        if (instructions.isSwitch(position)) {
            choice(position, out);
        } else if (instructions.isJump(position)) {
            int distance = distance(position, s2(file, operand));
            if (distance != (short) distance) {
                throw new IllegalStateException("a jump is too far");
            }
            out.u1(instructions.opcode(position)).u2(distance);
        } else if (instructions.isFarJump(position)) {
            out.u1(instructions.opcode(position)).u4(distance(position, s4(file, operand)));
        } else {
            out.copy(file, operand - 1, instructions.inFile(instructions.next(position)));
        }
    }

    private int distance(int position, int before) {
        return moves.target(position + before) - moves.place(position);
    }

    private void choice(int position, ClassBytes out) {
        int operands = instructions.switchOperands(position);
        out.u1(instructions.opcode(position));
        for (int i = Instructions.padding(moves.place(position)); i > 0; i--) {
            out.u1(0);
        }
        out.u4(distance(position, s4(file, operands)));
        int end = operands + instructions.switchLength(position);
        if (instructions.isTable(position)) {
            out.copy(file, operands + 4, operands + 12);
            for (int from = operands + 12; from < end; from += 4) {
                out.u4(distance(position, s4(file, from)));
            }
        } else {
            out.copy(file, operands + 4, operands + 8);
            for (int from = operands + 8; from < end; from += 8) {
                out.copy(file, from, from + 4).u4(distance(position, s4(file, from + 4)));
            }
        }
    }

    /** Those that hold positions are rewritten; of others nobody knows what they hold, and no JVM needs them. */
    private void attributes(int from, ClassBytes out) {
        ClassBytes kept = new ClassBytes(256);
        int count = 0;
        int position = from + 2;
        for (int left = u2(file, from); left > 0; left--) {
            int name = u2(file, position);
            int end = position + HEAD + s4(file, position + 2);
            ClassBytes content = content(name, position + HEAD, end);
            if (content != null) {
                kept.u2(name).u4(content.length()).copy(content);
                count++;
            }
            position = end;
        }
        if (position != attribute + HEAD + s4(file, attribute + 2)) {
            throw new IllegalStateException("the code ends elsewhere than it says");
        }
        out.u2(count).copy(kept);
    }

    private @Nullable ClassBytes content(int name, int from, int end) {
        if (pool.isText(name, FRAMES)) {
            return new FrameTable(file, from, end, moves).moved();
        }
        boolean lines = pool.isText(name, LINES);
        if (!lines && !pool.isText(name, VARIABLES) && !pool.isText(name, VARIABLE_TYPES)) {
            return null;
        }
        int count = u2(file, from);
        ClassBytes out = new ClassBytes(2 + 10 * count).u2(count);
        int entry = from + 2;
        for (; count > 0; count--) {
            int target = target(entry);
            out.u2(target);
            if (lines) {
                out.u2(u2(file, entry + 2));
                entry += 4;
            } else {
                int last = u2(file, entry) + u2(file, entry + 2);
                out.u2(moves.target(last) - target).copy(file, entry + 4, entry + 10);
                entry += 10;
            }
        }
        if (entry != end) {
            throw new IllegalStateException("a table ends elsewhere than it says");
        }
        return out;
    }
}
