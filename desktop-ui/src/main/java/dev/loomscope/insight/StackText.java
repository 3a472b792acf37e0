package dev.loomscope.insight;

/** How people read a stack: as the JDK prints it, each frame behind "at". */
public final class StackText {
    /** Stands behind the last frame of a stack that is longer than the agent takes. */
    private static final String MORE = "\u2026";

    private StackText() {}

    /** Whether this is no frame, but the sign that there are more. */
    public static boolean isMore(String frame) {
        return frame.equals(MORE);
    }

    /** One line of it. */
    public static String line(String frame) {
        return isMore(frame) ? frame : "at " + frame;
    }
}
