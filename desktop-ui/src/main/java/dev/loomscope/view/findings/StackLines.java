package dev.loomscope.view.findings;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import dev.loomscope.figures.Figures;
import dev.loomscope.insight.StackText;

/** A stack in few lines: its top and the application's own frames; what the JDK does in between is counted. */
final class StackLines {
    private static final Pattern PLATFORM = Pattern.compile("(java|javax|jdk|sun|com\\.sun)\\..*");
    private static final int MOST = 10;

    private StackLines() {}

    /**
     * One line.
     *
     * @param application whether it is a frame of the application's own code
     */
    record Line(String text, boolean application) {}

    /** The top first. */
    static List<Line> of(List<String> stack) {
        List<Line> lines = new ArrayList<>();
        int folded = 0;
        for (int i = 0; i < stack.size() && lines.size() < MOST; i++) {
            String frame = stack.get(i);
            boolean more = StackText.isMore(frame);
            boolean application = !more && !PLATFORM.matcher(frame).matches();
            if (!application && !more && i > 0) {
                folded++;
                continue;
            }
            fold(lines, folded);
            folded = 0;
            lines.add(new Line(StackText.line(frame), application));
        }
        return lines;
    }

    private static void fold(List<Line> lines, int folded) {
        if (folded > 0) {
            lines.add(new Line("   " + Figures.counted(folded, "frame") + " of the JDK", false));
        }
    }
}
