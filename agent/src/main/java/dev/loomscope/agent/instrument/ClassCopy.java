package dev.loomscope.agent.instrument;

import java.nio.charset.StandardCharsets;

/**
 * A class file with its classes renamed, itself among them. Names stand in the constant pool alone, as text; so only that is
 * rewritten, and of that only what can hold a name: the application waits meanwhile, and nothing has compiled this yet.
 */
final class ClassCopy {
    private static final int UTF8 = 1;
    private static final int LONG = 5;
    private static final int DOUBLE = 6;
    private static final int HEAD = 10;

    private ClassCopy() {}

    /**
     * @param code a class file
     * @param prefix start of the names that are replaced, with slashes
     * @param names gives the new name for what follows the prefix
     */
    static byte[] of(byte[] code, String prefix, HookNames names) {
        byte[] sought = prefix.getBytes(StandardCharsets.UTF_8);
        ClassBytes out = new ClassBytes(code.length * 5 / 4);
        int copied = 0;
        int at = HEAD;
        int constants = ClassBytes.u2(code, HEAD - 2);
        for (int i = 1; i < constants; i++) {
            int tag = code[at];
            if (tag == UTF8) {
                int length = ClassBytes.u2(code, at + 1);
                int end = at + 3 + length;
                int found = length < sought.length ? -1 : find(code, at + 3, end, sought);
                if (found >= 0) {
                    out.copy(code, copied, at + 1);
                    byte[] renamed = rename(new String(code, at + 3, length, StandardCharsets.UTF_8), prefix, names)
                            .getBytes(StandardCharsets.UTF_8);
                    out.u2(renamed.length).copy(renamed, 0, renamed.length);
                    copied = end;
                }
                at = end;
            } else {
                at += ConstantPool.size(tag);
                if (tag == LONG || tag == DOUBLE) {
                    i++;
                }
            }
        }
        return out.copy(code, copied, code.length).toArray();
    }

    /** Where a name may begin: at the start of a text, or behind the letter that announces it in a descriptor. */
    private static int find(byte[] code, int start, int end, byte[] sought) {
        int last = end - sought.length;
        for (int at = start; at <= last; at++) {
            if (code[at] == sought[0] && (at == start || code[at - 1] == 'L') && matches(code, at, sought)) {
                return at;
            }
        }
        return -1;
    }

    private static boolean matches(byte[] code, int at, byte[] sought) {
        for (int i = sought.length - 1; i >= 0; i--) {
            if (code[at + i] != sought[i]) {
                return false;
            }
        }
        return true;
    }

    /** Replaces every name in a text, which is a name, a descriptor or a signature. */
    private static String rename(String text, String prefix, HookNames names) {
        int at = text.indexOf(prefix);
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
