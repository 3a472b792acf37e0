package dev.loomscope.agent.instrument;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * A class file with its classes renamed, itself among them. Names stand in the constant pool alone, as text; so only that is
 * rewritten, which takes a tenth of the time of a rewriting of everything, at a moment when the application waits.
 */
final class ClassCopy {
    private static final int UTF8 = 1;
    private static final int LONG = 5;
    private static final int DOUBLE = 6;
    private static final int HEAD = 8;

    private ClassCopy() {}

    /**
     * @param code a class file
     * @param prefix start of the names that are replaced, with slashes
     * @param names gives the new name for what follows the prefix
     */
    static byte[] of(byte[] code, String prefix, HookNames names) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(code.length * 2);
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(code));
                DataOutputStream out = new DataOutputStream(bytes)) {
            out.write(in.readNBytes(HEAD));
            int constants = in.readUnsignedShort();
            out.writeShort(constants);
            for (int i = 1; i < constants; i++) {
                int tag = in.readUnsignedByte();
                out.writeByte(tag);
                if (tag == UTF8) {
                    out.writeUTF(rename(in.readUTF(), prefix, names));
                } else {
                    out.write(in.readNBytes(size(tag)));
                    if (tag == LONG || tag == DOUBLE) {
                        i++;
                    }
                }
            }
            out.write(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Size of a constant without its tag, in bytes. */
    private static int size(int tag) {
        return switch (tag) {
            case 7, 8, 16, 19, 20 -> 2;
            case 15 -> 3;
            case 3, 4, 9, 10, 11, 12, 17, 18 -> 4;
            case LONG, DOUBLE -> 8;
            default -> throw new IllegalArgumentException("not a class file: tag=" + tag);
        };
    }

    /** Replaces every name in a text, which is a name, a descriptor or a signature. */
    private static String rename(String text, String prefix, HookNames names) {
        int at = text.indexOf(prefix);
        if (at < 0) {
            return text;
        }
        StringBuilder renamed = new StringBuilder();
        int from = 0;
        while (at >= 0) {
            int end = at + prefix.length();
            while (end < text.length() && Character.isJavaIdentifierPart(text.charAt(end))) {
                end++;
            }
            renamed.append(text, from, at).append(names.installed(text.substring(at + prefix.length(), end)));
            from = end;
            at = text.indexOf(prefix, from);
        }
        return renamed.append(text, from, text.length()).toString();
    }
}
