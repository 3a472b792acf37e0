package dev.loomscope.view.shell;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.geometry.HPos;
import javafx.scene.Node;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import dev.loomscope.view.action.Action;
import dev.loomscope.view.action.Actions;
import dev.loomscope.view.action.Keys;
import dev.loomscope.view.theme.Words;

/** What the keys, the wheel and the pointer do, above everything else for as long as one reads. */
final class KeysOverlay extends StackPane {
    private static final int COLUMNS = 3;

    private static final List<Line> POINTER = List.of(
            new Line("Zoom at the pointer", "Wheel"),
            new Line("Move in time", "Drag", "Shift wheel"),
            new Line("Zoom to an area", "Ctrl drag"),
            new Line("Choose a range", "Shift drag", "Drag in ruler"),
            new Line("Select a run", "Click"),
            new Line("Zoom to a run", "Double click"),
            new Line("Scroll rows", "Drag", "Wheel on names"),
            new Line("Height of rows", "Alt wheel"));

    private record Line(String what, List<String> keys) {
        Line(String what, String... keys) {
            this(what, List.of(keys));
        }
    }

    KeysOverlay(Actions actions) {
        setId("keys");
        getStyleClass().add("keys-veil");
        HBox columns = new HBox(36);
        for (int i = 0; i < COLUMNS; i++) {
            columns.getChildren().add(new VBox(18));
        }
        int place = 0;
        for (Map.Entry<String, List<Action>> section : actions.sections().entrySet()) {
            List<Line> lines = section.getValue().stream().filter(action -> !action.keys().isEmpty())
                    .map(action -> new Line(action.name(), action.keys().stream().map(Keys::text).toList())).toList();
            add(columns, Math.min(place++, COLUMNS - 1), section.getKey(), lines);
        }
        add(columns, 1, "Pointer", POINTER);
        VBox box = new VBox(14, Words.label("Keys", "empty-title"), columns);
        box.getStyleClass().add("keys");
        box.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        getChildren().add(box);
        setOnMouseClicked(_ -> setVisible(false));
        setVisible(false);
    }

    void toggle() {
        setVisible(!isVisible());
    }

    private static void add(HBox columns, int column, String title, List<Line> lines) {
        ((VBox) columns.getChildren().get(column)).getChildren().add(grid(title.toUpperCase(Locale.ROOT), lines));
    }

    private static Node grid(String title, List<Line> lines) {
        GridPane grid = new GridPane(22, 7);
        ColumnConstraints keyed = new ColumnConstraints();
        keyed.setHgrow(Priority.ALWAYS);
        grid.getColumnConstraints().setAll(new ColumnConstraints(), keyed);
        grid.add(Words.label(title, "overline"), 0, 0);
        for (Line line : lines) {
            HBox keys = new HBox(4);
            keys.setStyle("-fx-alignment: center-right;");
            line.keys().forEach(key -> keys.getChildren().add(Words.fixed(key, "key")));
            GridPane.setHalignment(keys, HPos.RIGHT);
            grid.addRow(grid.getRowCount(), Words.fixed(line.what()), keys);
        }
        return grid;
    }
}
