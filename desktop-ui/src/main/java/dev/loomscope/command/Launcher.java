package dev.loomscope.command;

import java.lang.reflect.InvocationTargetException;

/**
 * Where the jar begins. It runs on older JDKs as well, and tells those in one line that they are too old: what the JDK itself
 * says then takes a screen, and ends with the exit code that here means findings.
 */
public final class Launcher {
    private static final int LEAST_JDK = 25;

    /** As in {@link Exit}, which an older JDK cannot load. */
    private static final int UNUSABLE = 2;

    private Launcher() {}

    /** Runs the command line, with the same arguments. */
    public static void main(String[] args) throws Throwable {
        Runtime.Version running = Runtime.version();
        if (running.feature() < LEAST_JDK) {
            System.err.println(
                    "loomscope: runs on JDK " + LEAST_JDK + " and later, this one is " + running.feature() + " ("
                            + System.getProperty("java.home") + "): start it with the java of a JDK " + LEAST_JDK);
            System.exit(UNUSABLE);
        }
        try {
            Class.forName("dev.loomscope.command.Main").getMethod("main", String[].class).invoke(null, (Object) args);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
