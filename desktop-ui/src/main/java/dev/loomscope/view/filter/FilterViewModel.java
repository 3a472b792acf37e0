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
import dev.loomscope.view.beside.Renewal;
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
    private final Renewal looking;

    private final StringProperty text = new SimpleStringProperty(this, "text", "");
    private final ReadOnlyObjectWrapper<@Nullable Fault> fault = new ReadOnlyObjectWrapper<>(this, "fault");
    private final ReadOnlyObjectWrapper<
            TaskFilter> filter = new ReadOnlyObjectWrapper<>(this, "filter", TaskFilter.ALL);
    private final ReadOnlyObjectWrapper<@Nullable RowSet> rows = new ReadOnlyObjectWrapper<>(this, "rows");

    /** What the rows match. */
    private TaskFilter found = TaskFilter.ALL;

    private long version;
    private long lookedVersion = -1;

    /**
     * @param background where rows are looked through
     * @param window the window's thread
     * @param clock ns, for how often to look
     */
    public FilterViewModel(Supplier<SessionModel> model, Executor background, Executor window, LongSupplier clock) {
        this.model = model;
        looking = new Renewal(background, window, clock, EVERY, PART, this::begin);
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

    /** Whether the rows that match the filter in force are still being looked for; those there are may match the one before. */
    public boolean isLooking() {
        return !filter.get().isAll() && !filter.get().equals(found);
    }

    /** Wants every task again. */
    public void clear() {
        text.set("");
    }

    /** Takes another model in: rows of the one before mean nothing any more. */
    public void modelReplaced() {
        forget();
        look();
    }

    /** Some time passed: looks through the rows anew where that is due. Called a few times a second. */
    public void refresh() {
        if (looking.isDue() && !filter.get().isAll() && model.get().version() != lookedVersion) {
            looking.run();
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
        if (filter.get().isAll()) {
            forget();
        } else {
            looking.run();
        }
    }

    private void forget() {
        found = TaskFilter.ALL;
        rows.set(null);
    }

    private Renewal.@Nullable Work begin() {
        TaskFilter wanted = filter.get();
        if (wanted.isAll()) {
            return null;
        }
        SessionModel of = model.get();
        lookedVersion = of.version();
        long next = ++version;
        return () -> {
            RowSet matching = RowSearch.find(wanted, of, of.now(), next);
            return () -> show(wanted, of, matching);
        };
    }

    private void show(TaskFilter wanted, SessionModel of, RowSet matching) {
        if (of == model.get() && wanted.equals(filter.get())) {
            found = wanted;
            rows.set(matching);
        }
    }
}
