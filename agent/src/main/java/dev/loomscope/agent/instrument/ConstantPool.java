package dev.loomscope.agent.instrument;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

import static dev.loomscope.agent.instrument.ClassBytes.s4;
import static dev.loomscope.agent.instrument.ClassBytes.u1;
import static dev.loomscope.agent.instrument.ClassBytes.u2;

/** The constants of a class file, which stay as they are, and those that are added behind them. */
final class ConstantPool {
    private static final int UTF8 = 1;
    private static final int INTEGER = 3;
    private static final int LONG = 5;
    private static final int DOUBLE = 6;
    private static final int CLASS = 7;
    private static final int STRING = 8;
    private static final int FIELD = 9;
    private static final int METHOD = 10;
    private static final int NAME_AND_TYPE = 12;
    private static final int MOST = 0xFFFF;

    /** Bytes before the count of the constants. */
    private static final int HEAD = 8;

    private final byte[] code;
    private final int[] positions;
    private final int end;
    private final ClassBytes added = new ClassBytes(512);
    private final Map<String, Integer> numbers = new HashMap<>();
    private int count;

    /** @param code a class file, or what it begins with, up to its constants */
    ConstantPool(byte[] code) {
        this.code = code;
        count = u2(code, HEAD);
        positions = new int[count];
        int at = HEAD + 2;
        for (int i = 1; i < count; i++) {
            positions[i] = at;
            int tag = code[at];
            if (tag == UTF8) {
                at += 3 + u2(code, at + 1);
            } else {
                at += size(tag);
                if (tag == LONG || tag == DOUBLE) {
                    i++;
                }
            }
        }
        end = at;
    }

    /** Size of a constant that is no text, with its tag, in bytes. */
    static int size(int tag) {
        return switch (tag) {
            case CLASS, STRING, 16, 19, 20 -> 3;
            case 15 -> 4;
            case INTEGER, 4, FIELD, METHOD, 11, NAME_AND_TYPE, 17, 18 -> 5;
            case LONG, DOUBLE -> 9;
            default -> throw new IllegalStateException("a constant that is not known: tag=" + tag);
        };
    }

    /** Where the class file goes on behind its constants. */
    int end() {
        return end;
    }

    /** A text; one that is no name of the JDK's may come out otherwise. */
    String text(int number) {
        int at = positions[number];
        return new String(code, at + 3, u2(code, at + 1), StandardCharsets.UTF_8);
    }

    /** Whether a constant is a number of 32 bits. */
    boolean isInteger(int number) {
        return code[positions[number]] == INTEGER;
    }

    int integer(int number) {
        return s4(code, positions[number] + 1);
    }

    /** Name of the class of a member. */
    String owner(int member) {
        return typeName(u2(code, positions[member] + 1));
    }

    String typeName(int type) {
        return text(u2(code, positions[type] + 1));
    }

    String name(int member) {
        return text(u2(code, nameAndType(member) + 1));
    }

    String descriptor(int member) {
        return text(u2(code, nameAndType(member) + 3));
    }

    private int nameAndType(int member) {
        return positions[u2(code, positions[member] + 3)];
    }

    /** Whether the text is this one, which is quicker than to ask for the text. */
    boolean isText(int number, byte[] latin) {
        int at = positions[number];
        if (u2(code, at + 1) != latin.length) {
            return false;
        }
        for (int i = 0; i < latin.length; i++) {
            if (u1(code, at + 3 + i) != latin[i]) {
                return false;
            }
        }
        return true;
    }

    /** The number of a method of a class. Like all that follows it is added, unless it was added before. */
    int method(String owner, String name, String descriptor) {
        return member(METHOD, owner, name, descriptor);
    }

    int field(String owner, String name, String descriptor) {
        return member(FIELD, owner, name, descriptor);
    }

    private int member(int tag, String owner, String name, String descriptor) {
        String key = owner + '.' + name + descriptor;
        Integer known = numbers.get(key);
        if (known != null) {
            return known;
        }
        int type = type(owner);
        int nameNumber = utf8(name);
        int descriptorNumber = utf8(descriptor);
        added.u1(NAME_AND_TYPE).u2(nameNumber).u2(descriptorNumber);
        int nameAndType = next(key + "?");
        added.u1(tag).u2(type).u2(nameAndType);
        return next(key);
    }

    int type(String name) {
        return named(CLASS, name, name + ".class");
    }

    int string(String text) {
        return named(STRING, text, text + ".string");
    }

    private int named(int tag, String text, String key) {
        Integer known = numbers.get(key);
        if (known != null) {
            return known;
        }
        int number = utf8(text);
        added.u1(tag).u2(number);
        return next(key);
    }

    int utf8(String text) {
        Integer known = numbers.get(text);
        if (known != null) {
            return known;
        }
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        added.u1(UTF8).u2(utf8.length).copy(utf8, 0, utf8.length);
        return next(text);
    }

    private int next(String key) {
        if (count == MOST) {
            throw new IllegalStateException("the class has too many constants");
        }
        numbers.put(key, count);
        return count++;
    }

    /** Writes what stands before the constants, and all constants. */
    void write(ClassBytes out) {
        out.copy(code, 0, HEAD).u2(count).copy(code, HEAD + 2, end).copy(added);
    }
}
