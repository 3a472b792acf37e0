package dev.loomscope.agent.instrument;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * A class file with its classes renamed, itself among them. Names stand in the constant pool alone, as text; so only constants
 * that hold one are written anew, and what is between them is copied as it is: the application waits for this.
 */
final class ClassCopy {
    private static final int UTF8 = 1;
    private static final int LONG = 5;
    private static final int DOUBLE = 6;

    /** Where a class file says how many constants it has. */
    private static final int COUNT = 8;

    /** What stands before a text: its tag and its length. */
    private static final int HEAD = 3;

    private final byte[] code;
    private final String prefix;
    private final byte[] sought;
    private final HookNames names;
    private final ByteArrayOutputStream copy;

    /** Up to here it was copied. */
    private int copied;

    private ClassCopy(byte[] code, String prefix, HookNames names) {
        this.code = code;
        this.prefix = prefix;
        this.names = names;
        sought = prefix.getBytes(StandardCharsets.ISO_8859_1);
        copy = new ByteArrayOutputStream(code.length * 2);
    }

    /**
     * @param code a class file
     * @param prefix start of the names that are replaced, with slashes
     * @param names gives the new name for what follows the prefix
     */
    static byte[] of(byte[] code, String prefix, HookNames names) {
        return new ClassCopy(code, prefix, names).make();
    }

    private byte[] make() {
        int constants = number(COUNT);
        int at = COUNT + 2;
        for (int i = 1; i < constants; i++) {
            int tag = code[at];
            if (tag == UTF8) {
                int length = number(at + 1);
                if (isFound(at + HEAD, length)) {
                    replace(at, length);
                }
                at += HEAD + length;
            } else {
                at += size(tag);
                if (tag == LONG || tag == DOUBLE) {
                    i++;
                }
            }
        }
        copy.write(code, copied, code.length - copied);
        return copy.toByteArray();
    }

    private int number(int at) {
        return (code[at] & 0xFF) << 8 | (code[at + 1] & 0xFF);
    }

    /** Size of a constant with its tag, in bytes. */
    private static int size(int tag) {
        return switch (tag) {
            case 7, 8, 16, 19, 20 -> 3;
            case 15 -> 4;
            case 3, 4, 9, 10, 11, 12, 17, 18 -> 5;
            case LONG, DOUBLE -> 9;
            default -> throw new IllegalArgumentException("not a class file: tag=" + tag);
        };
    }

    /** Whether the prefix stands in a text. */
    private boolean isFound(int from, int length) {
        for (int start = from; start <= from + length - sought.length; start++) {
            int same = 0;
            while (same < sought.length && code[start + same] == sought[same]) {
                same++;
            }
            if (same == sought.length) {
                return true;
            }
        }
        return false;
    }

    /** Copies what is before a text, and the text with other names. */
    private void replace(int at, int length) {
        copy.write(code, copied, at - copied);
        copied = at + HEAD + length;
        // Names are plain; whatever else is in the text comes out as it went in.
        byte[] text = rename(new String(code, at + HEAD, length, StandardCharsets.ISO_8859_1))
                .getBytes(StandardCharsets.ISO_8859_1);
        copy.write(UTF8);
        copy.write(text.length >> 8);
        copy.write(text.length);
        copy.write(text, 0, text.length);
    }

    /** Replaces every name in a text, which is a name, a descriptor or a signature. */
    private String rename(String text) {
        StringBuilder renamed = new StringBuilder();
        int from = 0;
        for (int at = text.indexOf(prefix); at >= 0; at = text.indexOf(prefix, from)) {
            int end = at + prefix.length();
            while (end < text.length() && Character.isJavaIdentifierPart(text.charAt(end))) {
                end++;
            }
            renamed.append(text, from, at).append(names.installed(text.substring(at + prefix.length(), end)));
            from = end;
        }
        return renamed.append(text, from, text.length()).toString();
    }
}
