package dev.loomscope.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The stacks that were sampled of tasks that ran long. Of each task the first samples and the latest ones are kept. */
public final class StackLog {
    StackLog() {
    }

    /** Samples of a task, oldest first; empty where there are none. */
    public List<StackSample> of(int taskRow) {
        return List.of();
    }

    /** The latest sample of a task. */
    public @Nullable StackSample latest(int taskRow) {
        return null;
    }
}
