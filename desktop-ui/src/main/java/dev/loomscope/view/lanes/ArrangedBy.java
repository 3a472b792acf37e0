package dev.loomscope.view.lanes;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

import dev.loomscope.model.TaskGrouping;
import org.jspecify.annotations.Nullable;

/** What a timeline's rows are: threads, or tasks that are put together by something. */
public enum ArrangedBy {
    THREADS("Pools and workers", null),
    CARRIERS("Carriers", null),
    TASKS_BY_POOL("Tasks by pool", TaskGrouping.POOL),
    VIRTUAL_BY_CLASS("Virtual threads by class", TaskGrouping.VIRTUAL_BY_CLASS),
    VIRTUAL_BY_PARENT("Virtual threads by parent", TaskGrouping.VIRTUAL_BY_PARENT),
    TASKS_BY_SITE("Tasks by site", TaskGrouping.SITE),
    TASK_TREES("Task trees", TaskGrouping.TREE),
    TASKS_BY_SCOPE("Tasks by scope", TaskGrouping.SCOPE),
    TASKS_BY_TRACE("Tasks by trace", TaskGrouping.TRACE);

    private final String words;
    private final @Nullable TaskGrouping grouping;

    ArrangedBy(String words, @Nullable TaskGrouping grouping) {
        this.words = words;
        this.grouping = grouping;
    }

    /** What commands call it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The one with this word. */
    public static Optional<ArrangedBy> of(String word) {
        return Arrays.stream(values()).filter(by -> by.word().equals(word)).findFirst();
    }

    public String words() {
        return words;
    }

    /** Whether there are so many small groups that only those with something in sight are worth showing. */
    public boolean isOfMany() {
        return switch (this) {
            case VIRTUAL_BY_PARENT, TASK_TREES, TASKS_BY_SCOPE, TASKS_BY_TRACE -> true;
            case THREADS, CARRIERS, TASKS_BY_POOL, VIRTUAL_BY_CLASS, TASKS_BY_SITE -> false;
        };
    }

    /** What puts tasks together; null where rows are threads. */
    public @Nullable TaskGrouping grouping() {
        return grouping;
    }
}
