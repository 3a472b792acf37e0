package dev.loomscope.view;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;

/** Work beside the window's thread that waits until a test lets it be done. */
public final class Later implements Executor {
    private final Deque<Runnable> waiting = new ArrayDeque<>();

    @Override
    public void execute(Runnable work) {
        waiting.add(work);
    }

    public List<Runnable> waiting() {
        return List.copyOf(waiting);
    }

    /** Does what came first. */
    public void next() {
        waiting.remove().run();
    }

    /** Does all, and what comes of it. */
    public void settle() {
        while (!waiting.isEmpty()) {
            next();
        }
    }
}
