package dev.loomscope.view.filter;

import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

import dev.loomscope.filter.Fault;
import dev.loomscope.filter.FilterParser;
import dev.loomscope.filter.RowSearch;
import dev.loomscope.filter.RowSet;
import dev.loomscope.filter.TaskFilter;
import dev.loomscope.model.SessionModel;
import org.jspecify.annotations.Nullable;

/**
 * The one filter of a session: its text, what it means, and the rows that match it. The window's thread owns it; rows are
 * looked through on another one, at once where the filter changes, otherwise a few times a second while tasks come.
 */
public final class FilterViewModel {
    private static final long EVERY = 250_000_000L;
    /** Looking may take this part of the time. */
    private static final long PART = 8;

    private final Supplier<SessionModel> model;
    private final Executor background;
    private final Executor window;
    private final LongSupplier clock;

    private final StringProperty text = new SimpleStringProperty(this, "text", "");
    private final ReadOnlyObjectWrapper<@Nullable Fault> fault = new ReadOnlyObjectWrapper<>(this, "fault");
    private final ReadOnlyObjectWrapper<
            TaskFilter> filter = new ReadOnlyObjectWrapper<>(this, "filter", TaskFilter.ALL);
    private final ReadOnlyObjectWrapper<@Nullable RowSet> rows = new ReadOnlyObjectWrapper<>(this, "rows");

    private boolean running;
    private boolean again;
    private long version;
    private long lookedAt;
    private long lookedVersion = -1;
    private long took;

    /**
     * @param background where rows are looked through
     * @param window the window's thread
     * @param clock ns, for how often to look
     */
    public FilterViewModel(Supplier<SessionModel> model, Executor background, Executor window, LongSupplier clock) {
        this.model = model;
        this.background = background;
        this.window = window;
        this.clock = clock;
        text.subscribe(this::read);
    }

    /** The filter as it is typed. */
    public StringProperty textProperty() {
        return text;
    }

    /** What is not understood of the text, null where all is; the last filter that was understood stays in force. */
    public ReadOnlyObjectProperty<@Nullable Fault> faultProperty() {
        return fault.getReadOnlyProperty();
    }

    /** The filter in force. */
    public ReadOnlyObjectProperty<TaskFilter> filterProperty() {
        return filter.getReadOnlyProperty();
    }

    /** The rows that match; null while every task is wanted. Follows the filter as soon as they are looked through. */
    public ReadOnlyObjectProperty<@Nullable RowSet> rowsProperty() {
        return rows.getReadOnlyProperty();
    }

    /** Wants every task again. */
    public void clear() {
        text.set("");
    }

    /** Takes another model in: rows of the one before mean nothing any more. */
    public void modelReplaced() {
        rows.set(null);
        look();
    }

    /** Some time passed: looks through the rows anew where that is due. Called a few times a second. */
    public void refresh() {
        boolean due = clock.getAsLong() - lookedAt >= Math.max(EVERY, took * PART);
        if (due && !filter.get().isAll() && model.get().version() != lookedVersion) {
            look();
        }
    }

    private void read(String typed) {
        switch (FilterParser.parse(typed)) {
            case FilterParser.Result.Understood(TaskFilter next) -> {
                fault.set(null);
                if (!next.equals(filter.get())) {
                    filter.set(next);
                    look();
                }
            }
            case FilterParser.Result.Refused(Fault why) -> fault.set(why);
        }
    }

    private void look() {
        TaskFilter wanted = filter.get();
        if (wanted.isAll()) {
            rows.set(null);
            return;
        }
        if (running) {
            again = true;
            return;
        }
        running = true;
        again = false;
        lookedAt = clock.getAsLong();
        SessionModel of = model.get();
        lookedVersion = of.version();
        long next = ++version;
        background.execute(() -> {
            long begin = clock.getAsLong();
            RowSet found = RowSearch.find(wanted, of, of.now(), next);
            long spent = clock.getAsLong() - begin;
            window.execute(() -> show(wanted, of, found, spent));
        });
    }

    private void show(TaskFilter wanted, SessionModel of, RowSet found, long spent) {
        running = false;
        took = spent;
        if (of == model.get() && wanted.equals(filter.get())) {
            rows.set(found);
        }
        if (again) {
            look();
        }
    }
}
