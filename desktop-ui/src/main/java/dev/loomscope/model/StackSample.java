package dev.loomscope.model;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The stack of a task's thread as it was seen once.
 *
 * @param time in ns since the epoch
 * @param thread id of the thread, platform or virtual
 * @param state as {@link Thread.State} names it
 * @param waitsFor class and identity hash of what it waits for
 * @param owner name of the thread that holds what it waits for
 * @param waits how often the thread had waited in its life, below 0 where unknown
 * @param frames top first, {@code class.method(File.java:line)}
 */
public record StackSample(
        long time, long thread, String threadName, int taskRow, String state, @Nullable String waitsFor,
        @Nullable String owner, long waits, List<String> frames) {

    /** The frame on top, empty where the stack is unknown. */
    public String top() {
        return frames.isEmpty() ? "" : frames.getFirst();
    }
}
