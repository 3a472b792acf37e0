package dev.loomscope.view.timeline;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import javafx.application.Platform;

/** The toolkit without a display, started once; the system properties that make it so are the command line's. */
public final class Headless {
    private static boolean started;

    private Headless() {}

    /** Does something on the toolkit's thread and waits for it. */
    public static synchronized <T> T call(Callable<T> action) throws InterruptedException {
        FutureTask<T> task = new FutureTask<>(action);
        if (started) {
            Platform.runLater(task);
        } else {
            started = true;
            Platform.startup(task);
            Platform.setImplicitExit(false);
        }
        try {
            return task.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }
}
