package dev.loomscope.view.shell;

import java.util.concurrent.Executor;
import java.util.concurrent.Executors;

import javafx.application.Platform;

/**
 * Where work happens.
 *
 * @param background filtering, judging, counting: whatever may take longer than a frame
 * @param window the toolkit's thread
 */
public record Threads(Executor background, Executor window) {
    /** Two threads beside the toolkit's. */
    public static Threads beside() {
        return new Threads(
                Executors.newFixedThreadPool(2, Thread.ofPlatform().daemon().name("loomscope-view-", 0).factory()),
                Platform::runLater);
    }

    /** Everything where it is asked for: for pictures and tests. */
    public static Threads here() {
        return new Threads(Runnable::run, Runnable::run);
    }
}
