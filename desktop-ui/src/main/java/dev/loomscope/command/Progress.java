package dev.loomscope.command;

import java.io.Console;
import java.io.PrintWriter;
import java.util.concurrent.TimeUnit;

/** Says how far something is: on a terminal in one line that is written anew, otherwise in a line every few seconds. */
final class Progress {
    private static final long PLAIN_PERIOD = TimeUnit.SECONDS.toNanos(5);

    private final PrintWriter err;
    private final boolean terminal;
    private long lastPlain = System.nanoTime();
    private int width;

    @SuppressWarnings("SystemConsoleNull") // null where java.base is all there is
    Progress(PrintWriter err) {
        Console console = System.console();
        this.err = err;
        this.terminal = console != null && console.isTerminal();
    }

    /** Shows where it stands; call it often. */
    void show(String line) {
        if (terminal) {
            err.print("\r" + line + " ".repeat(Math.max(0, width - line.length())));
            width = line.length();
        } else if (System.nanoTime() - lastPlain >= PLAIN_PERIOD) {
            lastPlain = System.nanoTime();
            err.println(line);
        }
        err.flush();
    }

    /** Clears the line, so that something else can be said. */
    void end() {
        if (terminal && width > 0) {
            err.print("\r" + " ".repeat(width) + "\r");
            err.flush();
            width = 0;
        }
    }
}
