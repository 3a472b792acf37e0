package dev.loomscope.view.shell;

import java.util.List;
import javafx.geometry.HPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import dev.loomscope.view.theme.Words;

/** What the keys, the wheel and the pointer do, above everything else for as long as one reads. */
final class KeysOverlay extends StackPane {
    private static final List<Line> TIME = List.of(
            new Line("Zoom at the pointer", "Wheel"),
            new Line("Zoom in, out", "W", "S"),
            new Line("Earlier, later", "A", "D"),
            new Line("Zoom to an area", "Ctrl drag"),
            new Line("Measure a range", "Shift drag"),
            new Line("Move in time", "Drag", "Shift wheel"),
            new Line("Show all", "F"),
            new Line("Begin, present", "Home", "End"),
            new Line("Follow the present or hold", "Space"),
            new Line("Back, forward in views", "Ctrl Z", "Ctrl Y"));
    private static final List<Line> REST = List.of(
            new Line("Select a run", "Click"),
            new Line("Zoom to a run", "Double click"),
            new Line("Next, previous run", ".", ","),
            new Line("Let go of the selection", "Esc"),
            new Line("Scroll lanes", "\u2191", "\u2193"),
            new Line("Height of lanes", "Alt wheel"),
            new Line("Filter", "Ctrl F"),
            new Line("Find tasks", "/"),
            new Line("Back, forward among tasks", "Alt \u2190", "Alt \u2192"),
            new Line("Views", "Ctrl 1 \u2013 4"),
            new Line("Copy the selected task", "Ctrl C"),
            new Line("These keys", "?"));

    private record Line(String what, List<String> keys) {
        Line(String what, String... keys) {
            this(what, List.of(keys));
        }
    }

    KeysOverlay() {
        setId("keys");
        getStyleClass().add("keys-veil");
        HBox columns = new HBox(36, column("TIME", TIME), column("RUNS AND VIEWS", REST));
        VBox box = new VBox(14, Words.label("Keys of the timeline", "empty-title"), columns);
        box.getStyleClass().add("keys");
        box.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        getChildren().add(box);
        setOnMouseClicked(_ -> setVisible(false));
        setVisible(false);
    }

    void toggle() {
        setVisible(!isVisible());
    }

    private static Node column(String title, List<Line> lines) {
        GridPane grid = new GridPane(22, 7);
        grid.add(Words.label(title, "overline"), 0, 0);
        for (Line line : lines) {
            HBox keys = new HBox(4);
            keys.setStyle("-fx-alignment: center-right;");
            for (String key : line.keys()) {
                Label label = Words.fixed(key, "key");
                keys.getChildren().add(label);
            }
            GridPane.setHalignment(keys, HPos.RIGHT);
            grid.addRow(grid.getRowCount(), Words.fixed(line.what()), keys);
        }
        return grid;
    }
}
