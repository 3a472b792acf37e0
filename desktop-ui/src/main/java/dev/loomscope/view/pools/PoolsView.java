package dev.loomscope.view.pools;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.StackPane;

import dev.loomscope.insight.Finding;
import dev.loomscope.view.theme.CardGrid;
import dev.loomscope.view.theme.Words;
import org.kordamp.ikonli.feather.Feather;

/** The pools screen: as many cards in a row as find room. A card stays its pool's for as long as there is one. */
public final class PoolsView extends StackPane {
    private final CardGrid grid = new CardGrid(360, 12);
    private final Map<Integer, PoolCard> cards = new HashMap<>();
    private final Consumer<Finding> open;
    private final Consumer<String> tasks;
    private final Node empty = Words.empty(Feather.CPU, "No pool yet",
            "Executors and the scheduler of virtual threads appear here as soon as the JVM uses them.");

    /**
     * The screen.
     *
     * @param open shows the place of a finding
     * @param tasks shows the tasks of the pool with this name
     */
    public PoolsView(PoolsViewModel pools, Consumer<Finding> open, Consumer<String> tasks) {
        this.open = open;
        this.tasks = tasks;
        ScrollPane scroll = new ScrollPane(grid);
        scroll.setFitToWidth(true);
        getChildren().setAll(scroll, empty);
        pools.poolsProperty().subscribe(this::show);
    }

    private void show(List<PoolFigures> pools) {
        empty.setVisible(pools.isEmpty());
        List<Node> wanted = new ArrayList<>();
        for (PoolFigures pool : pools) {
            PoolCard card = cards.computeIfAbsent(pool.id(), _ -> new PoolCard(open, tasks));
            card.show(pool);
            wanted.add(card);
        }
        if (!wanted.equals(grid.getChildren())) {
            grid.getChildren().setAll(wanted);
        }
    }
}
