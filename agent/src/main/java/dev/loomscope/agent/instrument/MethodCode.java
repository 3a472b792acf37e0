package dev.loomscope.agent.instrument;

import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

import static dev.loomscope.agent.instrument.ClassBytes.s2;
import static dev.loomscope.agent.instrument.ClassBytes.s4;
import static dev.loomscope.agent.instrument.ClassBytes.u1;
import static dev.loomscope.agent.instrument.ClassBytes.u2;

/**
 * The Code attribute of one method, into which straight code is inserted. What is inserted at an instruction is run by whoever
 * jumps there; what is inserted before one, only by whoever comes from the instruction above.
 */
final class MethodCode {
    private static final int TABLE_SWITCH = 170;
    private static final int LOOKUP_SWITCH = 171;
    private static final int WIDE = 196;
    private static final int WIDE_INCREMENT = 6;
    private static final int INCREMENT = 132;
    private static final int MOST = 0xFFFF;

    private static final byte[] LINES = latin("LineNumberTable");
    private static final byte[] VARIABLES = latin("LocalVariableTable");
    private static final byte[] VARIABLE_TYPES = latin("LocalVariableTypeTable");
    private static final byte[] FRAMES = latin("StackMapTable");

    private final byte[] file;
    private final int attribute;
    private final ConstantPool pool;

    /** Where the instructions begin in the file, and how many bytes they are. */
    private final int start;

    private final int length;
    private final @Nullable ClassBytes[] before;
    private final @Nullable ClassBytes[] at;
    private int deepest;
    private boolean changed;

    /** Where jumps to an instruction go, and where it stands itself, by where it was. */
    private final int[] targets;

    private final int[] places;

    /**
     * @param file a class file
     * @param attribute where in it the attribute begins
     */
    MethodCode(byte[] file, int attribute, ConstantPool pool) {
        this.file = file;
        this.attribute = attribute;
        this.pool = pool;
        start = attribute + 14;
        length = s4(file, attribute + 10);
        deepest = u2(file, attribute + 6);
        before = new ClassBytes[length + 1];
        at = new ClassBytes[length + 1];
        targets = new int[length + 1];
        places = new int[length + 1];
    }

    private static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** How far the stack reaches without what is inserted. */
    int deepest() {
        return u2(file, attribute + 6);
    }

    /** Bytes of all instructions. */
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

    /** Where the instruction behind another one stands. */
    int next(int position) {
        int opcode = opcode(position);
        return position + (opcode == TABLE_SWITCH || opcode == LOOKUP_SWITCH
                ? 1 + padding(position) + switchLength(position)
                : opcode == WIDE ? opcode(position + 1) == INCREMENT ? WIDE_INCREMENT : 4 : length(opcode));
    }

    private static int length(int opcode) {
        if (opcode >= 153) {
            return opcode <= 168 || (opcode >= 178 && opcode <= 184) || opcode == 187 || opcode == 189
                    || opcode == 192 || opcode == 193 || opcode == 198 || opcode == 199
                            ? 3
                            : opcode == 169 || opcode == 188
                                    ? 2
                                    : opcode == 197 ? 4 : opcode == 185 || opcode == 186 || opcode >= 200 ? 5 : 1;
        }
        return opcode == 17 || opcode == 19 || opcode == 20 || opcode == INCREMENT
                ? 3
                : opcode == 16 || opcode == 18 || (opcode >= 21 && opcode <= 25) || (opcode >= 54 && opcode <= 58)
                        ? 2
                        : 1;
    }

    private static int padding(int position) {
        return 3 - (position & 3);
    }

    /** Bytes of a switch behind its padding. */
    private int switchLength(int position) {
        int operands = start + position + 1 + padding(position);
        return opcode(position) == TABLE_SWITCH
                ? 12 + 4 * (s4(file, operands + 8) - s4(file, operands + 4) + 1)
                : 8 + 8 * s4(file, operands + 4);
    }

    /** Inserts code that jumps to the instruction pass over. */
    void before(int position, ClassBytes code, int stack) {
        ClassBytes first = before[position];
        before[position] = first == null ? code : first.copy(code);
        note(stack);
    }

    /** Inserts code that jumps to the instruction run; before what was inserted there already. */
    void at(int position, ClassBytes code, int stack) {
        ClassBytes second = at[position];
        at[position] = second == null ? code : code.copy(second);
        note(stack);
    }

    private void note(int stack) {
        deepest = Math.max(deepest, stack);
        changed = true;
    }

    boolean isChanged() {
        return changed;
    }

    /** Writes the attribute. */
    void write(ClassBytes out) {
        place();
        if (targets[length] > MOST) {
            throw new IllegalStateException("the method is too long");
        }
        int begin = out.length();
        out.u2(u2(file, attribute)).u4(0).u2(deepest).u2(u2(file, attribute + 8)).u4(targets[length]);
        for (int position = 0; position < length; position = next(position)) {
            copy(before[position], out);
            copy(at[position], out);
            instruction(position, out);
        }
        int handlers = start + length;
        int count = u2(file, handlers);
        out.u2(count);
        int from = handlers + 2;
        for (; count > 0; count--, from += 8) {
            out.u2(target(from)).u2(target(from + 2)).u2(target(from + 4)).u2(u2(file, from + 6));
        }
        attributes(from, out);
        out.u4At(begin + 2, out.length() - begin - 6);
    }

    private static void copy(@Nullable ClassBytes code, ClassBytes out) {
        if (code != null) {
            out.copy(code);
        }
    }

    private void place() {
        int place = 0;
        for (int position = 0; position < length;) {
            place += size(before[position]);
            targets[position] = place;
            place += size(at[position]);
            places[position] = place;
            int opcode = opcode(position);
            int next = next(position);
            place += opcode == TABLE_SWITCH || opcode == LOOKUP_SWITCH
                    ? 1 + padding(place) + switchLength(position)
                    : next - position;
            position = next;
        }
        targets[length] = place;
        places[length] = place;
    }

    private static int size(@Nullable ClassBytes code) {
        return code == null ? 0 : code.length();
    }

    /** Where a position that stands in the file has got to. */
    private int target(int inFile) {
        return targets[u2(file, inFile)];
    }

    private void instruction(int position, ClassBytes out) {
        int opcode = opcode(position);
        int operand = start + position + 1;
        if (opcode == TABLE_SWITCH || opcode == LOOKUP_SWITCH) {
            choice(position, out);
        } else if ((opcode >= 153 && opcode <= 168) || opcode == 198 || opcode == 199) {
            int distance = distance(position, s2(file, operand));
            if (distance != (short) distance) {
                throw new IllegalStateException("a jump is too far");
            }
            out.u1(opcode).u2(distance);
        } else if (opcode == 200 || opcode == 201) {
            out.u1(opcode).u4(distance(position, s4(file, operand)));
        } else {
            out.copy(file, operand - 1, start + next(position));
        }
    }

    private int distance(int position, int before) {
        return targets[position + before] - places[position];
    }

    private void choice(int position, ClassBytes out) {
        int opcode = opcode(position);
        int operands = start + position + 1 + padding(position);
        out.u1(opcode);
        for (int i = padding(places[position]); i > 0; i--) {
            out.u1(0);
        }
        out.u4(distance(position, s4(file, operands)));
        int end = operands + switchLength(position);
        if (opcode == TABLE_SWITCH) {
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
            ClassBytes content = content(name, position + 6);
            if (content != null) {
                kept.u2(name).u4(content.length()).copy(content);
                count++;
            }
            position += 6 + s4(file, position + 2);
        }
        out.u2(count).copy(kept);
    }

    private @Nullable ClassBytes content(int name, int from) {
        if (pool.isText(name, FRAMES)) {
            return new FrameTable(file, from, targets, places).moved();
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
                int end = u2(file, entry) + u2(file, entry + 2);
                out.u2(targets[end] - target).copy(file, entry + 4, entry + 10);
                entry += 10;
            }
        }
        return out;
    }
}
