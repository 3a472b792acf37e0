package dev.loomscope.view.pools;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;

import dev.loomscope.insight.Finding;
import dev.loomscope.view.action.Action;
import dev.loomscope.view.action.ActionMenu;
import dev.loomscope.view.theme.Moments;
import dev.loomscope.view.theme.Words;
import org.kordamp.ikonli.feather.Feather;

/** The pools screen: all pools in a list, and the chosen one over time. */
public final class PoolsView extends StackPane {
    private static final double LIST = 0.34;
    /** Names and figures belong together: in px. */
    private static final double WIDEST_LIST = 460;
    /** In less, in px, the list stands above the details. */
    private static final double ROOM_FOR_BOTH = 720;

    private final PoolsViewModel pools;
    private final PoolDetails details;
    private final ObservableList<PoolFigures> items = FXCollections.observableArrayList();
    private final ListView<PoolFigures> list = new ListView<>(items);
    private final BorderPane left = new BorderPane();
    private final SplitPane split = new SplitPane();
    private final Node empty;
    private boolean telling;

    /**
     * The screen.
     *
     * @param open shows the place of a finding
     * @param tasks shows the tasks of the pool with this name
     * @param go shows a time on the timeline, in ns since the epoch
     * @param moments how times are written
     * @param watched shows what is hooked, for whoever misses a pool
     */
    public PoolsView(PoolsViewModel pools, Consumer<Finding> open, Consumer<String> tasks, LongConsumer go,
            ObservableValue<Moments> moments, Action watched) {
        this.pools = pools;
        empty = Words.empty(Feather.CPU, "No pool yet",
                "Executors and the scheduler of virtual threads appear here as soon as the JVM uses them.",
                ActionMenu.worded(watched));
        details = new PoolDetails(open, tasks, go, moments);
        list.setId("pools");
        list.getStyleClass().add("pool-list");
        list.setCellFactory(_ -> new PoolLine());
        list.setFixedCellSize(50);
        list.getSelectionModel().selectedItemProperty().subscribe(this::chosen);
        HBox head = new HBox(Words.fixed("Pools", "title"), Words.gap(), sorts());
        head.getStyleClass().add("panel-head");
        left.setCenter(list);
        left.setTop(head);
        left.getStyleClass().add("panel");
        left.setMinWidth(180);
        ScrollPane right = new ScrollPane(details);
        right.setFitToWidth(true);
        right.setFitToHeight(true);
        right.getStyleClass().add("panel");
        right.setMinWidth(220);
        split.getItems().setAll(left, right);
        split.setDividerPositions(LIST);
        SplitPane.setResizableWithParent(left, false);
        getChildren().setAll(split, empty);
        widthProperty().subscribe(width -> turn(width.doubleValue() > 0 && width.doubleValue() < ROOM_FOR_BOTH));
        pools.poolsProperty().subscribe(this::show);
        pools.historyProperty().subscribe(_ -> details.show(pools.chosen(), pools.historyProperty().get()));
        pools.selectedProperty().subscribe(_ -> choose());
    }

    /** Where list and details part, to be remembered. */
    public SplitPane split() {
        return split;
    }

    private void turn(boolean upright) {
        left.setMaxWidth(upright ? Double.MAX_VALUE : WIDEST_LIST);
        Orientation wanted = upright ? Orientation.VERTICAL : Orientation.HORIZONTAL;
        if (split.getOrientation() != wanted) {
            split.setOrientation(wanted);
            split.setDividerPositions(upright ? 0.26 : LIST);
        }
    }

    private HBox sorts() {
        HBox segments = new HBox();
        segments.getStyleClass().addAll("segments", "small");
        for (PoolSort sort : PoolSort.values()) {
            ToggleButton button = new ToggleButton(sort.title());
            button.setAccessibleText("Sort by " + sort.about());
            button.setTooltip(new Tooltip("Sort by " + sort.about()));
            button.setMinWidth(USE_PREF_SIZE);
            button.setOnAction(_ -> {
                pools.sortProperty().set(sort);
                button.setSelected(true);
            });
            pools.sortProperty().subscribe(now -> button.setSelected(now == sort));
            segments.getChildren().add(button);
        }
        return segments;
    }

    private void chosen(PoolFigures pool) {
        if (!telling && pool != null) {
            pools.selectedProperty().set(pool.id());
        }
    }

    private void show(List<PoolFigures> all) {
        empty.setVisible(all.isEmpty());
        split.setVisible(!all.isEmpty());
        telling = true;
        if (all.size() == items.size()) {
            for (int i = 0; i < all.size(); i++) {
                items.set(i, all.get(i));
            }
        } else {
            items.setAll(all);
        }
        telling = false;
        choose();
        details.show(pools.chosen(), pools.historyProperty().get());
    }

    private void choose() {
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i).id() == pools.selectedProperty().get()) {
                telling = true;
                list.getSelectionModel().clearAndSelect(i);
                telling = false;
            }
        }
    }
}
