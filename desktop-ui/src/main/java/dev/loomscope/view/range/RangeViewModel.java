package dev.loomscope.view.range;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.IntPredicate;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;

import dev.loomscope.model.RanIn;
import dev.loomscope.model.RangeFigures;
import dev.loomscope.model.SessionModel;
import dev.loomscope.view.beside.Renewal;
import dev.loomscope.view.timeline.TimeRange;
import org.jspecify.annotations.Nullable;

/**
 * What tasks did in the chosen stretch of time, and which tasks of it are wanted elsewhere. The window's thread owns it; figures
 * are counted on another one, one count at a time, the newest wish next.
 */
public final class RangeViewModel {
    /** How often figures of a stretch are renewed in which things still happen. */
    private static final long EVERY = 500_000_000L;

    private final Supplier<SessionModel> model;
    private final Renewal renewal;

    private final ObjectProperty<@Nullable TimeRange> range = new SimpleObjectProperty<>(this, "range");
    private final ObjectProperty<@Nullable IntPredicate> filter = new SimpleObjectProperty<>(this, "filter");
    private final ReadOnlyObjectWrapper<
            @Nullable RangeFigures> figures = new ReadOnlyObjectWrapper<>(this, "figures");
    private final ReadOnlyBooleanWrapper counting = new ReadOnlyBooleanWrapper(this, "counting");
    private final ObjectProperty<@Nullable Bar> bar = new SimpleObjectProperty<>(this, "bar");
    private final ReadOnlyObjectWrapper<@Nullable RanIn> wanted = new ReadOnlyObjectWrapper<>(this, "wanted");

    private long countedVersion = -1;

    /**
     * @param background where figures are counted
     * @param window the window's thread
     * @param clock ns, for how often to count
     */
    public RangeViewModel(Supplier<SessionModel> model, Executor background, Executor window, LongSupplier clock) {
        this.model = model;
        this.renewal = new Renewal(background, window, clock, EVERY, 0, this::begin);
        range.subscribe(chosen -> {
            bar.set(null);
            choose();
            if (chosen == null) {
                figures.set(null);
                counting.set(false);
            } else {
                count();
            }
        });
        bar.subscribe(_ -> choose());
        filter.subscribe(_ -> count());
    }

    /** The stretch of time, null while none is chosen. */
    public ObjectProperty<@Nullable TimeRange> rangeProperty() {
        return range;
    }

    /** Which tasks count; null for all. */
    public ObjectProperty<@Nullable IntPredicate> filterProperty() {
        return filter;
    }

    /** What was counted last; of another stretch while {@link #countingProperty}. */
    public ReadOnlyObjectProperty<@Nullable RangeFigures> figuresProperty() {
        return figures.getReadOnlyProperty();
    }

    /** Whether figures are on their way. */
    public ReadOnlyBooleanProperty countingProperty() {
        return counting.getReadOnlyProperty();
    }

    /** The durations of polls that are wanted, null for all. */
    public ObjectProperty<@Nullable Bar> barProperty() {
        return bar;
    }

    /** Which tasks are wanted elsewhere, null for all. */
    public ReadOnlyObjectProperty<@Nullable RanIn> wantedProperty() {
        return wanted.getReadOnlyProperty();
    }

    /** The bars of the polls' histogram, the shortest first. */
    List<Bar> bars() {
        RangeFigures now = figures.get();
        return now == null ? List.of() : Bar.of(now.polls());
    }

    /**
     * Chooses the next bar with a poll in it, or the one before; from none the first, or the last.
     *
     * @return whether there is one
     */
    boolean chooseBeside(boolean longer) {
        List<Bar> full = bars().stream().filter(each -> each.count() > 0).toList();
        if (full.isEmpty()) {
            return false;
        }
        Bar now = bar.get();
        int here = now == null ? -1 : full.stream().map(Bar::from).toList().indexOf(now.from());
        int next = here < 0 ? (longer ? 0 : full.size() - 1) : here + (longer ? 1 : -1);
        bar.set(full.get(Math.clamp(next, 0, full.size() - 1)));
        return true;
    }

    /** Lets go of the chosen bar; says whether there was one. */
    boolean chooseNone() {
        boolean any = bar.get() != null;
        bar.set(null);
        return any;
    }

    /** Takes another model in. */
    public void modelReplaced() {
        countedVersion = -1;
        count();
    }

    /** Some time passed: counts again where things still happen in the stretch. Called a few times a second. */
    public void refresh() {
        RangeFigures last = figures.get();
        TimeRange chosen = range.get();
        SessionModel of = model.get();
        boolean open = chosen != null && last != null && last.to() < chosen.to();
        boolean live = chosen != null && of.now() - chosen.to() < 2 * EVERY;
        if ((open || live) && of.version() != countedVersion && renewal.isDue()) {
            count();
        }
    }

    private void choose() {
        TimeRange chosen = range.get();
        Bar polls = bar.get();
        wanted.set(chosen == null ? null
                : polls == null ? new RanIn(chosen.from(), chosen.to())
                        : new RanIn(chosen.from(), chosen.to(), polls.from(), polls.to()));
    }

    private void count() {
        if (range.get() != null) {
            counting.set(true);
            renewal.run();
        }
    }

    private Renewal.@Nullable Work begin() {
        TimeRange chosen = range.get();
        if (chosen == null) {
            return null;
        }
        SessionModel of = model.get();
        countedVersion = of.version();
        IntPredicate counted = filter.get();
        return () -> {
            RangeFigures found = RangeFigures.of(of, chosen.from(), chosen.to(), counted);
            return () -> show(chosen, found);
        };
    }

    private void show(TimeRange chosen, RangeFigures found) {
        if (range.get() != null) {
            figures.set(found);
        }
        if (renewal.isAsked() || !chosen.equals(range.get())) {
            count();
        } else {
            counting.set(false);
        }
    }
}
