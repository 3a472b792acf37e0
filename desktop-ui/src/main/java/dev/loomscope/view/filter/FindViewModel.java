package dev.loomscope.view.filter;

import java.util.Locale;
import java.util.concurrent.Executor;
import java.util.function.IntConsumer;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.StringProperty;

import dev.loomscope.filter.Fault;
import dev.loomscope.filter.RowSet;
import dev.loomscope.model.SessionModel;
import dev.loomscope.model.TaskTable;
import org.jspecify.annotations.Nullable;

/**
 * Finds tasks one after the other, in the order in which they first ran, in the language of the filter. Where none is
 * selected that was found, the search goes on from the time in sight. The window's thread owns it.
 */
public final class FindViewModel {
    /** All that was found is looked through once in this time, in ns; where another task is selected, at once. */
    private static final long EVERY = 1_000_000_000L;

    private final Supplier<SessionModel> model;
    private final FilterViewModel search;
    private final IntSupplier selected;
    private final LongSupplier inSight;
    private final IntConsumer goTo;
    private final LongSupplier clock;
    private final BooleanProperty open = new SimpleBooleanProperty(this, "open");
    private final ReadOnlyStringWrapper says = new ReadOnlyStringWrapper(this, "says", "");
    private @Nullable Boolean wanted;

    /** Place of a found task among all that were found, as it was counted last. */
    private int place;
    private int placeOf = -1;
    private @Nullable RowSet placeIn;
    private long placedAt;

    /**
     * @param background where rows are looked through
     * @param window the window's thread
     * @param clock ns, for how often to look
     * @param selected row of the selected task, -1 where none is
     * @param inSight where to begin, in ns since the epoch
     * @param goTo selects a task and brings it into sight
     */
    public FindViewModel(Supplier<SessionModel> model, Executor background, Executor window, LongSupplier clock,
            IntSupplier selected, LongSupplier inSight, IntConsumer goTo) {
        this.model = model;
        this.search = new FilterViewModel(model, background, window, clock);
        this.selected = selected;
        this.inSight = inSight;
        this.goTo = goTo;
        this.clock = clock;
        search.rowsProperty().subscribe(_ -> found());
        search.filterProperty().subscribe(_ -> count());
        search.faultProperty().subscribe(_ -> count());
    }

    /** What is looked for, as it is typed. */
    public StringProperty textProperty() {
        return search.textProperty();
    }

    /** What is not understood of it, null where all is. */
    public ReadOnlyObjectProperty<@Nullable Fault> faultProperty() {
        return search.faultProperty();
    }

    /** Whether somebody searches. */
    public BooleanProperty openProperty() {
        return open;
    }

    /** How many there are and which one is selected, such as {@code 3 of 120}. */
    public ReadOnlyStringProperty saysProperty() {
        return says.getReadOnlyProperty();
    }

    /** Goes to the next one in time, or to the one before; as soon as the rows are looked through. */
    public void next(boolean forward) {
        if (search.rowsProperty().get() == null || search.isLooking()) {
            wanted = search.filterProperty().get().isAll() ? null : forward;
            return;
        }
        go(forward);
    }

    /** Another task was selected, or time passed. */
    public void refresh() {
        if (open.get()) {
            search.refresh();
            count();
        }
    }

    public void modelReplaced() {
        placeOf = -1;
        placeIn = null;
        search.modelReplaced();
    }

    private void found() {
        Boolean direction = wanted;
        if (direction != null && search.rowsProperty().get() != null && !search.isLooking()) {
            wanted = null;
            go(direction);
        }
        count();
    }

    private void go(boolean forward) {
        RowSet rows = search.rowsProperty().get();
        if (rows == null || rows.count() == 0) {
            return;
        }
        TaskTable tasks = model.get().tasks();
        int here = selected.getAsInt();
        boolean onOne = here >= 0 && rows.contains(here);
        long from = onOne ? time(tasks, here) : inSight.getAsLong();
        int origin = onOne ? here : forward ? -1 : Integer.MAX_VALUE;
        Place best = new Place(forward);
        Place first = new Place(forward);
        rows.forEach(row -> {
            long time = time(tasks, row);
            first.offer(time, row);
            boolean beyond = time != from ? (time > from) == forward : row != origin && (row > origin) == forward;
            if (beyond) {
                best.offer(time, row);
            }
        });
        goTo.accept(best.row >= 0 ? best.row : first.row);
        count();
    }

    /** The nearest in a direction of those that were offered: by time, then by row. */
    private static final class Place {
        private final boolean earliest;
        private long time;
        private int row = -1;

        Place(boolean earliest) {
            this.earliest = earliest;
        }

        void offer(long otherTime, int other) {
            boolean nearer = otherTime != time ? (otherTime < time) == earliest : (other < row) == earliest;
            if (row < 0 || nearer) {
                time = otherTime;
                row = other;
            }
        }
    }

    /** When it first ran; of a task that did not, when it was submitted. */
    private static long time(TaskTable tasks, int row) {
        long started = tasks.started(row);
        return started >= 0 ? started : tasks.submitted(row);
    }

    private void count() {
        RowSet rows = search.rowsProperty().get();
        if (rows == null || search.faultProperty().get() != null) {
            says.set("");
            return;
        }
        int here = selected.getAsInt();
        if (here < 0 || !rows.contains(here)) {
            says.set(rows.count() == 0 ? "none" : String.format(Locale.ROOT, "%,d found", rows.count()));
            return;
        }
        boolean recent = clock.getAsLong() - placedAt < EVERY;
        if (here != placeOf || (rows != placeIn && !recent)) {
            boolean same = here == placeOf && placeIn != null && rows.sameRows(placeIn);
            place = same ? place : place(rows, here);
            placeOf = here;
            placeIn = rows;
            placedAt = clock.getAsLong();
        }
        says.set(String.format(Locale.ROOT, "%,d of %,d", place, rows.count()));
    }

    /** Which one it is in the order of time, from 1 on. */
    private int place(RowSet rows, int here) {
        TaskTable tasks = model.get().tasks();
        long from = time(tasks, here);
        int[] before = {0};
        rows.forEach(row -> {
            long time = time(tasks, row);
            before[0] += time < from || (time == from && row < here) ? 1 : 0;
        });
        return before[0] + 1;
    }
}
