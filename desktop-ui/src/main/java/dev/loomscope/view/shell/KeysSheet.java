package dev.loomscope.view.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.geometry.HPos;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import dev.loomscope.view.action.Action;
import dev.loomscope.view.action.Actions;
import dev.loomscope.view.action.Keys;
import dev.loomscope.view.theme.Veil;
import dev.loomscope.view.theme.Words;

/** What the keys, the wheel and the pointer do, for as long as one reads; scrolls where the window is too small for all. */
final class KeysSheet extends ScrollPane {
    private static final double WIDTH = 1160;
    private static final double COLUMN = 330;
    private static final int MOST_COLUMNS = 3;

    private static final List<Line> POINTER = List.of(
            new Line("Zoom at the pointer", "Wheel"),
            new Line("Move in time", "Drag", "Shift wheel"),
            new Line("Zoom to an area", "Ctrl drag"),
            new Line("Choose a range", "Shift drag", "Drag in ruler"),
            new Line("Select a run", "Click"),
            new Line("Zoom to a run", "Double click"),
            new Line("Scroll rows", "Drag", "Wheel on names"),
            new Line("Height of rows", "Alt wheel"),
            new Line("Copy what is pointed at", "Right click"));

    private record Line(String what, List<String> keys) {
        Line(String what, String... keys) {
            this(what, List.of(keys));
        }
    }

    private record Section(String title, List<Line> lines) {}

    private final List<Section> sections = new ArrayList<>();
    private int shown;

    KeysSheet(Actions actions) {
        setId("keys");
        getStyleClass().add("keys");
        for (Map.Entry<String, List<Action>> section : actions.sections().entrySet()) {
            List<Line> lines = section.getValue().stream().filter(action -> !action.keys().isEmpty())
                    .map(action -> new Line(action.name(), action.keys().stream().map(Keys::text).toList())).toList();
            if (!lines.isEmpty()) {
                sections.add(new Section(section.getKey(), lines));
            }
        }
        sections.add(new Section("Pointer", POINTER));
        setFitToWidth(true);
        setFocusTraversable(true);
        show(MOST_COLUMNS);
        viewportBoundsProperty().subscribe(room -> {
            if (room.getWidth() > 0) {
                show((int) Math.clamp(room.getWidth() / COLUMN, 1, MOST_COLUMNS));
            }
        });
    }

    /** In so many columns; each section goes where there is most room. */
    private void show(int columns) {
        if (columns == shown) {
            return;
        }
        shown = columns;
        List<VBox> all = new ArrayList<>();
        for (int i = 0; i < columns; i++) {
            VBox column = new VBox(14);
            column.setMinWidth(0);
            column.setPrefWidth(COLUMN);
            HBox.setHgrow(column, Priority.ALWAYS);
            all.add(column);
        }
        for (Section section : sections) {
            VBox shortest = all.getFirst();
            for (VBox column : all) {
                shortest = rows(column) < rows(shortest) ? column : shortest;
            }
            shortest.getChildren().add(grid(section.title().toUpperCase(Locale.ROOT), section.lines()));
        }
        HBox content = new HBox(36);
        content.getChildren().setAll(all);
        content.getStyleClass().add("keys-columns");
        setContent(content);
    }

    /** Shows it over a screen; the key that asked for it puts it away again. */
    static void show(Veil veil, Actions actions) {
        KeysSheet sheet = new KeysSheet(actions);
        sheet.addEventHandler(KeyEvent.KEY_TYPED, key -> {
            if (key.getCharacter().equals("?")) {
                veil.hide();
                key.consume();
            }
        });
        veil.show("Keys", sheet, WIDTH, () -> {});
    }

    private static int rows(VBox column) {
        return column.getChildren().stream().mapToInt(grid -> ((GridPane) grid).getRowCount() + 1).sum();
    }

    private static Node grid(String title, List<Line> lines) {
        GridPane grid = new GridPane(18, 5);
        ColumnConstraints named = new ColumnConstraints();
        named.setMinWidth(0);
        named.setHgrow(Priority.ALWAYS);
        ColumnConstraints keyed = new ColumnConstraints();
        keyed.setMinWidth(USE_PREF_SIZE);
        grid.getColumnConstraints().setAll(named, keyed);
        grid.setMinWidth(0);
        grid.add(Words.label(title, "overline"), 0, 0);
        for (Line line : lines) {
            HBox keys = new HBox(4);
            keys.setStyle("-fx-alignment: center-right;");
            line.keys().forEach(key -> keys.getChildren().add(Words.fixed(key, "key")));
            GridPane.setHalignment(keys, HPos.RIGHT);
            grid.addRow(grid.getRowCount(), Words.wrapped(line.what()), keys);
        }
        return grid;
    }
}
