package dev.loomscope.demo;

import java.io.IOException;
import java.io.InputStream;

/** Ends a workload with the process that started it, so that none is left behind by a parent that was killed. */
final class ParentWatch {
    private ParentWatch() {}

    /**
     * Calls {@code ended} when standard input ends, which a pipe does with the process that holds its other end. Waiting for
     * that process itself would give the workload one more pool, the JDK's own for that.
     */
    static void start(Runnable ended) {
        Thread.ofPlatform().daemon().name("parent-watch").start(() -> awaitEndOfInput(System.in, ended));
    }

    private static void awaitEndOfInput(InputStream in, Runnable ended) {
        byte[] ignored = new byte[64];
        try {
            while (in.read(ignored) >= 0) {
                // What the parent writes is not for the workload.
            }
        } catch (IOException e) {
            // A pipe that fails has lost its other end.
        }
        ended.run();
    }
}
