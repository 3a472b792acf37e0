package dev.loomscope.view.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import dev.loomscope.view.action.Action;
import dev.loomscope.view.action.Actions;
import dev.loomscope.view.action.Keys;
import dev.loomscope.view.theme.Copying;
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
        Copying.menu(this, this::text);
        show(MOST_COLUMNS);
        viewportBoundsProperty().subscribe(room -> {
            if (room.getWidth() > 0) {
                show((int) Math.clamp(room.getWidth() / COLUMN, 1, MOST_COLUMNS));
            }
        });
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (Section section : sections) {
            text.append(section.title()).append('\n');
            section.lines().forEach(line -> text.append("  ").append(line.what()).append(": ")
                    .append(String.join(", ", line.keys())).append('\n'));
        }
        return text.toString();
    }

    /** In so many columns; each section goes where there is most room. */
    private void show(int columns) {
        if (columns == shown) {
            return;
        }
        shown = columns;
        List<VBox> all = new ArrayList<>();
        for (int i = 0; i < columns; i++) {
            VBox column = new VBox(12);
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
            shortest.getChildren().add(box(section));
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
        return column.getChildren().stream().mapToInt(section -> ((VBox) section).getChildren().size() + 1).sum();
    }

    private static VBox box(Section section) {
        VBox box = new VBox(3, Words.label(section.title().toUpperCase(Locale.ROOT), "overline"));
        for (Line line : section.lines()) {
            Label what = Words.wrapped(line.what());
            what.setMaxWidth(Double.MAX_VALUE);
            HBox.setHgrow(what, Priority.ALWAYS);
            HBox keys = new HBox(4);
            keys.setMinWidth(USE_PREF_SIZE);
            line.keys().forEach(key -> keys.getChildren().add(Words.fixed(key, "key")));
            HBox row = new HBox(18, what, keys);
            row.setAlignment(Pos.CENTER_LEFT);
            box.getChildren().add(row);
        }
        return box;
    }
}
