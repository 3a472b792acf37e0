package dev.loomscope.view.settings;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.Property;
import javafx.collections.ListChangeListener;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.util.Subscription;

/** Keeps how controls were arranged in values that are remembered. */
public final class Remembered {
    private Remembered() {}

    /** Divides a pane as it was, now and whenever it gets its two sides anew; and notes where the divider is drawn to. */
    public static void divider(SplitPane split, Property<Double> part) {
        Runnable restore = () -> {
            if (split.getDividers().size() == 1) {
                split.setDividerPositions(part.getValue());
                split.getDividers().getFirst().positionProperty().subscribe((_, position) -> {
                    boolean moved = split.getScene() != null && split.isPressed();
                    if (moved) {
                        part.setValue(Math.clamp(position.doubleValue(), 0.05, 0.95));
                    }
                });
            }
        };
        split.getItems().addListener((ListChangeListener<Object>) _ -> restore.run());
        restore.run();
    }

    /**
     * Gives a table's columns the order, widths and visibility that they had, and notes what becomes of them. Columns are known
     * by their ids; what is remembered of columns that are gone is left out, new columns stay where they are.
     *
     * @return lets go of the table
     */
    public static Subscription columns(TableView<?> table, Property<List<String>> columns) {
        restore(table, columns.getValue());
        Runnable note = () -> columns.setValue(describe(table));
        Subscription kept = Subscription.EMPTY;
        for (TableColumn<?, ?> column : table.getColumns()) {
            kept = kept.and(column.visibleProperty().subscribe((_, _) -> note.run()));
            kept = kept.and(column.widthProperty().subscribe((_, _) -> {
                if (table.isPressed()) {
                    note.run();
                }
            }));
        }
        ListChangeListener<Object> order = _ -> note.run();
        table.getColumns().addListener(order);
        return kept.and(() -> table.getColumns().removeListener(order));
    }

    private static List<String> describe(TableView<?> table) {
        List<String> lines = new ArrayList<>();
        for (TableColumn<?, ?> column : table.getColumns()) {
            lines.add((column.isVisible() ? "" : "-") + column.getId() + ":" + Math.round(column.getWidth()));
        }
        return lines;
    }

    private static <T> void restore(TableView<T> table, List<String> lines) {
        List<TableColumn<T, ?>> ordered = new ArrayList<>();
        for (String line : lines) {
            boolean hidden = line.startsWith("-");
            int colon = line.lastIndexOf(':');
            String id = colon < 0 ? "" : line.substring(hidden ? 1 : 0, colon);
            for (TableColumn<T, ?> column : table.getColumns()) {
                if (id.equals(column.getId()) && !ordered.contains(column)) {
                    ordered.add(column);
                    column.setVisible(!hidden);
                    width(column, line.substring(colon + 1));
                }
            }
        }
        for (TableColumn<T, ?> column : table.getColumns()) {
            if (!ordered.contains(column)) {
                ordered.add(Math.min(ordered.size(), table.getColumns().indexOf(column)), column);
            }
        }
        if (!ordered.equals(table.getColumns())) {
            table.getColumns().setAll(ordered);
        }
    }

    private static void width(TableColumn<?, ?> column, String text) {
        try {
            double width = Double.parseDouble(text);
            if (width >= column.getMinWidth() && width <= 2000) {
                column.setPrefWidth(width);
            }
        } catch (NumberFormatException _) {
            // A width that cannot be read is as if there were none.
        }
    }
}
