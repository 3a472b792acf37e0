package dev.loomscope.insight;

import dev.loomscope.protocol.Shortened;

/** How people read a stack: as the JDK prints it, each frame behind "at". */
public final class StackText {
    private StackText() {}

    /** Whether this is no frame, but the sign that there are more. */
    public static boolean isMore(String frame) {
        return frame.equals(Shortened.SIGN);
    }

    /** One line of it. */
    public static String line(String frame) {
        return isMore(frame) ? frame : "at " + frame;
    }
}
