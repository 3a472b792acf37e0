package dev.loomscope.view.pools;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;

import dev.loomscope.insight.Finding;
import dev.loomscope.model.SessionModel;
import dev.loomscope.view.beside.Renewal;
import org.jspecify.annotations.Nullable;

/**
 * What the pools screen shows: the pools in an order, and one of them over time. The time is the timeline's, so that both
 * screens speak of the same. It is read on another thread, at most a few times a second. The window's thread owns it.
 */
public final class PoolsViewModel {
    /** What stands for no chosen pool. */
    public static final int NONE = Integer.MIN_VALUE;

    private static final long EVERY = 300_000_000L;
    /** Reading may take this part of a core. */
    private static final long PART = 8;

    /** Part of the time for which another pool is saturated or busy more than the chosen one, to be chosen in its place. */
    private static final double CLEARLY = 0.1;

    private final Supplier<SessionModel> model;
    private final Supplier<List<Finding>> findings;
    private final Supplier<PoolAxis> inSight;
    private final Renewal reading;
    private final ObjectProperty<PoolSort> sort = new SimpleObjectProperty<>(this, "sort", PoolSort.WORST);
    private final IntegerProperty selected = new SimpleIntegerProperty(this, "selected", NONE);
    private final ReadOnlyObjectWrapper<
            List<PoolFigures>> pools = new ReadOnlyObjectWrapper<>(this, "pools", List.of());
    private final ReadOnlyObjectWrapper<
            @Nullable PoolHistory> history = new ReadOnlyObjectWrapper<>(this, "history");
    /** The chosen pool is the one that the user chose, and stays. */
    private boolean byUser;
    /** The chosen pool is being set by what was read. */
    private boolean choosing;
    private long version = -1;
    private @Nullable PoolAxis axis;
    private List<Finding> judged = List.of();

    /**
     * @param inSight the time that the timeline has in sight
     * @param background where it is read
     * @param window the window's thread
     * @param clock ns, for how often to read
     */
    public PoolsViewModel(Supplier<SessionModel> model, Supplier<List<Finding>> findings, Supplier<PoolAxis> inSight,
            Executor background, Executor window, LongSupplier clock) {
        this.model = model;
        this.findings = findings;
        this.inSight = inSight;
        this.reading = new Renewal(background, window, clock, EVERY, PART, this::begin);
        sort.subscribe(order -> pools.set(sorted(pools.get(), order)));
        selected.subscribe((_, _) -> {
            if (!choosing) {
                byUser = true;
                reading.run();
            }
        });
    }

    /** The pools in the wanted order, idle ones last. */
    public ReadOnlyObjectProperty<List<PoolFigures>> poolsProperty() {
        return pools.getReadOnlyProperty();
    }

    public ObjectProperty<PoolSort> sortProperty() {
        return sort;
    }

    /** Id of the pool that is shown over time; {@link #NONE} before there is one. */
    public IntegerProperty selectedProperty() {
        return selected;
    }

    /** The chosen pool over time; null before it was read. */
    public ReadOnlyObjectProperty<@Nullable PoolHistory> historyProperty() {
        return history.getReadOnlyProperty();
    }

    /** The chosen pool's figures; null where there is none. */
    @Nullable
    PoolFigures chosen() {
        return pools.get().stream().filter(pool -> pool.id() == selected.get()).findFirst().orElse(null);
    }

    /** Another model took the place of the one before. */
    public void modelReplaced() {
        version = -1;
        history.set(null);
        pools.set(List.of());
    }

    /** Some time passed: reads anew where something changed. */
    public void refresh() {
        boolean changed = model.get().version() != version || !inSight.get().equals(axis)
                || !findings.get().equals(judged);
        if (changed && reading.isDue()) {
            reading.run();
        }
    }

    /** Reads anew at once, for a picture. */
    public void readNow() {
        reading.run();
    }

    private record Read(List<PoolFigures> pools, int chosen, @Nullable PoolHistory history) {}

    private Renewal.Work begin() {
        SessionModel of = model.get();
        PoolAxis over = inSight.get();
        List<Finding> wrong = findings.get();
        PoolSort order = sort.get();
        int wanted = selected.get();
        boolean stays = byUser;
        version = of.version();
        axis = over;
        judged = wrong;
        return () -> {
            Read read = read(of, wrong, over, order, wanted, stays);
            return () -> show(of, read, wanted);
        };
    }

    private static Read read(SessionModel of, List<Finding> wrong, PoolAxis over, PoolSort order, int wanted,
            boolean stays) {
        List<PoolFigures> all = sorted(PoolFigures.of(of, wrong, over), order);
        int chosen = chosen(all, wanted, stays);
        return new Read(all, chosen, of.pool(chosen).map(pool -> PoolHistory.of(of, pool, over)).orElse(null));
    }

    /** Until the user chose one, it is the pool that there is most to see of; a little more is no reason to change it. */
    private static int chosen(List<PoolFigures> all, int wanted, boolean stays) {
        PoolFigures now = all.stream().filter(pool -> pool.id() == wanted).findFirst().orElse(null);
        if (all.isEmpty() || (now != null && stays)) {
            return wanted;
        }
        if (now == null) {
            return all.getFirst().id();
        }
        PoolFigures most = sorted(all, PoolSort.WORST).getFirst();
        if (most.rank() != now.rank()) {
            return most.rank() > now.rank() ? most.id() : wanted;
        }
        double saturated = most.saturated() - now.saturated();
        boolean busier = saturated >= 0 && most.busy() > now.busy() + CLEARLY;
        boolean more = (now.idle() && !most.idle()) || saturated > CLEARLY || busier;
        return more ? most.id() : wanted;
    }

    private void show(SessionModel of, Read read, int wanted) {
        if (of == model.get()) {
            pools.set(sorted(read.pools(), sort.get()));
            if (selected.get() == wanted) {
                choosing = true;
                selected.set(read.chosen());
                choosing = false;
            }
            // Last: whoever shows it asks for the chosen pool's figures too.
            history.set(read.history());
        } else {
            reading.run();
        }
    }

    private static List<PoolFigures> sorted(List<PoolFigures> all, PoolSort order) {
        return all.stream().sorted(order.order()).toList();
    }
}
