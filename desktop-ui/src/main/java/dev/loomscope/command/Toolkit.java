package dev.loomscope.command;

import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;
import javafx.application.Platform;

import dev.loomscope.protocol.BadInputException;

/**
 * JavaFX as commands use it: with a display for the desktop, or without one, drawing into memory, for pictures. Which of the
 * two is settled once a process.
 */
final class Toolkit {
    private static final long START_LIMIT_SECONDS = 30;
    private static final long DRAW_LIMIT_SECONDS = 60;

    /** Held so that its level stays: JavaFX would warn of being on the class path, where one jar has to hold it. */
    private static final Logger JAVAFX = Logger.getLogger("javafx");

    private static volatile boolean tried;

    private Toolkit() {}

    /** Whether JavaFX was started already, or that was tried. */
    static boolean isTried() {
        return tried;
    }

    /** Whether there is a display to open a window on, as far as can be told without trying. */
    static boolean hasDisplay() {
        boolean asks = System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux");
        return !asks || isSet("DISPLAY") || isSet("WAYLAND_DISPLAY");
    }

    /** To be called before anything of JavaFX, when a window is wanted. */
    static void prepare() {
        tried = true;
        JAVAFX.setLevel(Level.SEVERE);
        System.setProperty("prism.lcdtext", "false");
    }

    /**
     * Starts JavaFX without a display.
     *
     * @throws BadInputException when it does not start
     */
    static void startHeadless(Quantities.Size screen) throws BadInputException {
        if (Interruption.isRequested()) {
            throw new BadInputException("interrupted: nothing was drawn");
        }
        prepare();
        System.setProperty("glass.platform", "Monocle");
        System.setProperty("monocle.platform", "Headless");
        System.setProperty("headless.geometry", screen.width() + "x" + screen.height() + "-32");
        System.setProperty("prism.order", "sw");
        CountDownLatch started = new CountDownLatch(1);
        try {
            Platform.startup(started::countDown);
            Platform.setImplicitExit(false);
            if (!started.await(START_LIMIT_SECONDS, TimeUnit.SECONDS)) {
                throw new BadInputException("JavaFX does not start without a display: no answer in "
                        + START_LIMIT_SECONDS + " s");
            }
        } catch (UnsupportedOperationException | UnsatisfiedLinkError e) {
            throw new BadInputException("JavaFX does not start without a display: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BadInputException("interrupted while JavaFX started", e);
        }
    }

    /** Does something on JavaFX's thread and waits for it. */
    static <T> T call(Callable<T> action) throws Exception {
        FutureTask<T> task = new FutureTask<>(action);
        Platform.runLater(task);
        try {
            return task.get(DRAW_LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new BadInputException("nothing was drawn in " + DRAW_LIMIT_SECONDS + " s", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    private static boolean isSet(String variable) {
        String value = System.getenv(variable);
        return value != null && !value.isEmpty();
    }
}
