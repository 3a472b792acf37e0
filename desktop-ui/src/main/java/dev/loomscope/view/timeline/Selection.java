package dev.loomscope.view.timeline;

import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleIntegerProperty;

import dev.loomscope.model.TaskTable;
import org.jspecify.annotations.Nullable;

/** What is chosen: a task with its links, and a stretch of time. */
final class Selection {
    private static final int SEARCH_LIMIT = 2_000_000;

    private final IntegerProperty task = new SimpleIntegerProperty(this, "selectedTask", -1);
    private final ReadOnlyObjectWrapper<@Nullable TimeRange> range = new ReadOnlyObjectWrapper<>(this, "range");

    private final Runnable changed;
    private Links links = Links.NONE;

    /** @param changed runs when something else is chosen */
    Selection(Runnable changed) {
        this.changed = changed;
        task.addListener((_, _, _) -> changed.run());
        range.addListener((_, _, _) -> changed.run());
    }

    /** Row of the chosen task in the session's table, -1 for none. */
    IntegerProperty taskProperty() {
        return task;
    }

    int task() {
        return task.get();
    }

    ReadOnlyObjectProperty<@Nullable TimeRange> rangeProperty() {
        return range.getReadOnlyProperty();
    }

    @Nullable
    TimeRange range() {
        return range.get();
    }

    /** What others have to do with the chosen task. */
    Links links() {
        return links;
    }

    void setLinks(Links found) {
        if (!links.equals(found)) {
            links = found;
            changed.run();
        }
    }

    void choose(int row) {
        task.set(row);
    }

    /** Chooses a stretch of time; null for none. */
    void choose(@Nullable TimeRange stretch) {
        range.set(stretch);
    }

    void clear() {
        task.set(-1);
        range.set(null);
    }

    /** Row of the next task of the chosen one's class that ran, or of the one before; -1 where there is none. */
    int neighbour(TaskTable tasks, boolean next) {
        int here = task.get();
        if (here < 0) {
            return -1;
        }
        int step = next ? 1 : -1;
        int wanted = tasks.taskClass(here);
        int end = next ? tasks.size() : tasks.oldest() - 1;
        int tries = SEARCH_LIMIT;
        for (int row = here + step; row != end && row >= 0 && tries-- > 0; row += step) {
            if (tasks.taskClass(row) == wanted && tasks.started(row) >= 0) {
                return row;
            }
        }
        return -1;
    }
}
