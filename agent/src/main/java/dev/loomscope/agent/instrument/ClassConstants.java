package dev.loomscope.agent.instrument;

import java.nio.charset.StandardCharsets;

/**
 * A quick look at a class file, before anything is parsed: whether its constants allow that it implements execute, or runs a
 * Runnable. Most classes do neither, and an application loads thousands of them.
 */
final class ClassConstants {
    /** It may run a Runnable. */
    static final int RUNS = 1;

    /** It may have a method execute. */
    static final int EXECUTES = 2;

    private static final byte[] RUNNABLE = latin("java/lang/Runnable");
    private static final byte[] RUN = latin("run");
    private static final byte[] EXECUTE = latin("execute");
    private static final byte[] OF_RUNNABLE = latin("(Ljava/lang/Runnable;)V");
    private static final int HEAD = 10;

    private ClassConstants() {}

    /** What the constants of a class allow: {@link #RUNS} and {@link #EXECUTES}; nothing of what is no class file. */
    static int allowed(byte[] code) {
        boolean runnable = false;
        boolean run = false;
        boolean execute = false;
        boolean ofRunnable = false;
        try {
            int constants = unsigned16(code, HEAD - 2);
            int at = HEAD;
            for (int i = 1; i < constants; i++) {
                int tag = code[at];
                if (tag == 1) {
                    int length = unsigned16(code, at + 1);
                    if (length == RUNNABLE.length) {
                        runnable |= matches(code, at + 3, RUNNABLE);
                    } else if (length == RUN.length) {
                        run |= matches(code, at + 3, RUN);
                    } else if (length == EXECUTE.length) {
                        execute |= matches(code, at + 3, EXECUTE);
                    } else if (length == OF_RUNNABLE.length) {
                        ofRunnable |= matches(code, at + 3, OF_RUNNABLE);
                    }
                    at += 3 + length;
                } else if (tag == 5 || tag == 6) {
                    at += 9;
                    i++;
                } else if (tag == 15) {
                    at += 4;
                } else {
                    at += tag == 7 || tag == 8 || tag == 16 || tag == 19 || tag == 20 ? 3 : 5;
                }
            }
        } catch (ArrayIndexOutOfBoundsException e) {
            return 0;
        }
        return (runnable && run ? RUNS : 0) | (execute && ofRunnable ? EXECUTES : 0);
    }

    private static int unsigned16(byte[] code, int at) {
        return (code[at] & 0xFF) << 8 | (code[at + 1] & 0xFF);
    }

    private static boolean matches(byte[] code, int at, byte[] text) {
        for (int i = text.length - 1; i >= 0; i--) {
            if (code[at + i] != text[i]) {
                return false;
            }
        }
        return true;
    }

    private static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
