package dev.loomscope.view.pools;

import java.util.List;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import dev.loomscope.insight.Finding;
import dev.loomscope.model.SessionModel;

/** What the pools screen shows: a card's figures for each pool, in the order of their names. */
public final class PoolsViewModel {
    /** The time that charts show, in ns. */
    public static final long WINDOW = 60_000_000_000L;

    private final Supplier<SessionModel> model;
    private final Supplier<List<Finding>> findings;
    private final ReadOnlyObjectWrapper<
            List<PoolFigures>> pools = new ReadOnlyObjectWrapper<>(this, "pools", List.of());

    public PoolsViewModel(Supplier<SessionModel> model, Supplier<List<Finding>> findings) {
        this.model = model;
        this.findings = findings;
    }

    /** The pools, those in trouble first. */
    public ReadOnlyObjectProperty<List<PoolFigures>> poolsProperty() {
        return pools.getReadOnlyProperty();
    }

    /** Reads all figures anew. */
    public void refresh() {
        pools.set(PoolFigures.of(model.get(), findings.get(), WINDOW));
    }
}
