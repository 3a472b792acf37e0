package dev.loomscope.view.tasks;

import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;

import dev.loomscope.filter.RowSet;
import dev.loomscope.model.RanIn;
import dev.loomscope.model.SessionModel;
import dev.loomscope.view.beside.Renewal;
import dev.loomscope.view.filter.FilterViewModel;
import dev.loomscope.view.story.StoryViewModel;
import dev.loomscope.view.theme.Moments;
import org.jspecify.annotations.Nullable;

/**
 * What the task table shows. The window's thread owns it; rows are filtered and sorted on another one. A change of the
 * query is answered at once; otherwise the order is renewed at most once a second (less often where that takes long), and
 * not at all while it is {@link #held}, so that nothing moves under the pointer.
 */
public final class TaskTableViewModel {
    private static final long EVERY = 1_000_000_000L;
    /** Sorting may take this part of a core. */
    private static final long PART = 8;

    private final FilterViewModel filter;
    private final Supplier<SessionModel> model;
    private final Renewal sorting;

    private final ObjectProperty<TaskQuery> query = new SimpleObjectProperty<>(this, "query", TaskQuery.FIRST);
    private final ObjectProperty<@Nullable RanIn> within = new SimpleObjectProperty<>(this, "within");
    private final ObjectProperty<TaskColumns> columns = new SimpleObjectProperty<>(this, "columns", TaskColumns.FIRST);
    private final ObjectProperty<Moments> moments = new SimpleObjectProperty<>(this, "moments", Moments.COUNTED);
    private final StoryViewModel story;
    private final TaskSelection selection;
    private final BooleanProperty held = new SimpleBooleanProperty(this, "held");
    private final ReadOnlyIntegerWrapper known = new ReadOnlyIntegerWrapper(this, "known");
    private final ReadOnlyIntegerWrapper beat = new ReadOnlyIntegerWrapper(this, "beat");
    private final ReadOnlyIntegerWrapper hidden = new ReadOnlyIntegerWrapper(this, "hidden");
    private final RowList rows = new RowList();

    private boolean stale = true;
    /** The filter is another one, and its rows are not there yet. */
    private boolean refiltered;
    private long lastVersion = -1;

    /**
     * @param background where rows are sorted
     * @param window the window's thread
     * @param clock ns, for how often to sort
     */
    public TaskTableViewModel(FilterViewModel filter, Supplier<SessionModel> model, Executor background,
            Executor window, LongSupplier clock) {
        this.filter = filter;
        this.model = model;
        this.sorting = new Renewal(background, window, clock, EVERY, PART, this::begin);
        this.selection = new TaskSelection(model);
        this.story = new StoryViewModel(model, selection.rowProperty()::get, background, window, clock, moments);
        this.selection.rowProperty().subscribe((_, _) -> story.selected());
        filter.filterProperty().subscribe(next -> {
            refiltered = true;
            if (next.isAll()) {
                filtered();
            }
        });
        filter.rowsProperty().subscribe(_ -> filtered());
        query.subscribe(_ -> sorting.run());
        within.subscribe(_ -> sorting.run());
        moments.subscribe((_, _) -> beat.set(beat.get() + 1));
    }

    /** The session's filter. */
    public FilterViewModel filter() {
        return filter;
    }

    /** Which columns are shown, how wide, in which order; for whoever remembers it. */
    public ObjectProperty<TaskColumns> columnsProperty() {
        return columns;
    }

    /** How times are written. */
    public ObjectProperty<Moments> momentsProperty() {
        return moments;
    }

    /** The tasks that were looked at. */
    public SelectionHistory history() {
        return selection.history();
    }

    /** Selects a task and brings it into sight wherever it is shown. */
    public void goTo(int row) {
        selection.goTo(row);
    }

    /** Goes to the task that was selected before, or again to the one after it. */
    public void goBack(boolean back) {
        selection.goBack(back);
    }

    /** Says what else brings a task into sight. */
    public void onReveal(IntConsumer wanted) {
        selection.onReveal(wanted);
    }

    /** What is shown, in which order. */
    public ObjectProperty<TaskQuery> queryProperty() {
        return query;
    }

    /** The stretch of time that a task has to have been there in; null where that does not matter. */
    public ObjectProperty<@Nullable RanIn> withinProperty() {
        return within;
    }

    /** Row of the selected task, -1 where none is. */
    public IntegerProperty selectedProperty() {
        return selection.rowProperty();
    }

    /** Whether the order has to stay as it is, because somebody points at it. */
    public BooleanProperty heldProperty() {
        return held;
    }

    /** Tasks there are, wanted or not. */
    public ReadOnlyIntegerProperty knownProperty() {
        return known.getReadOnlyProperty();
    }

    /** Tasks that fit the filter and are left out, as they are the JDK's own. */
    public ReadOnlyIntegerProperty hiddenProperty() {
        return hidden.getReadOnlyProperty();
    }

    /** Shows the threads that the JDK runs for itself, or leaves them out. */
    public void showJdk(boolean wanted) {
        query.set(query.get().withJdk(wanted));
    }

    /** Counts up when the values in view have to be read anew. */
    public ReadOnlyIntegerProperty beatProperty() {
        return beat.getReadOnlyProperty();
    }

    /** The rows in view, in order. */
    public RowList rows() {
        return rows;
    }

    /** The model of now. */
    public SessionModel model() {
        return model.get();
    }

    /** A click on a column's header: that column, its natural direction first, then the other one. */
    public void sortBy(TaskColumn column) {
        TaskQuery now = query.get();
        boolean falling = now.column() == column ? !now.falling() : column.fallsFirst();
        query.set(now.by(column, falling));
    }

    /**
     * Takes another model in: a replay went back, another process answered. The selected task stays selected, as soon as the
     * same session knows it again.
     */
    public void modelReplaced() {
        selection.modelReplaced();
        lastVersion = -1;
        refiltered = true;
        sorting.run();
    }

    /** Some time passed: reads values anew, and renews rows where that is due. Called a few times a second. */
    public void refresh() {
        known.set(model.get().tasks().size());
        selection.again();
        if (model.get().version() != lastVersion) {
            lastVersion = model.get().version();
            stale = true;
            beat.set(beat.get() + 1);
        }
        story.refresh();
        if (stale && sorting.isDue() && (!held.get() || rows.isEmpty())) {
            sorting.run();
        }
    }

    /** The story of the selected task. */
    public StoryViewModel story() {
        return story;
    }

    /** Rows of the filter came: those of another filter are shown at once, others in their time. */
    private void filtered() {
        stale = true;
        if (refiltered) {
            refiltered = false;
            sorting.run();
        }
    }

    private Renewal.@Nullable Work begin() {
        stale = false;
        TaskQuery wanted = query.get();
        RowSet fits = filter.rowsProperty().get();
        if (fits == null && !filter.filterProperty().get().isAll()) {
            return null;
        }
        SessionModel of = model.get();
        RanIn stretch = within.get();
        return () -> {
            TaskQuery.Found found = wanted.find(of, fits, stretch, of.now());
            return () -> show(wanted, fits, stretch, of, found);
        };
    }

    private void show(TaskQuery wanted, @Nullable RowSet fits, @Nullable RanIn stretch, SessionModel of,
            TaskQuery.Found found) {
        known.set(of.tasks().size());
        RowSet now = filter.rowsProperty().get();
        boolean otherFilter = (fits == null) != (now == null) || !Objects.equals(stretch, within.get());
        if (!wanted.equals(query.get()) || of != model.get() || otherFilter || sorting.isAsked()) {
            sorting.run();
            return;
        }
        hidden.set(found.hidden());
        if (!rows.shows(found.rows())) {
            rows.show(found.rows());
        }
    }
}
