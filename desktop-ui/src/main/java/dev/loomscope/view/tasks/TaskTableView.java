package dev.loomscope.view.tasks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javafx.application.Platform;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.WeakChangeListener;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableColumn.SortType;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.StackPane;

import dev.loomscope.view.story.TaskStory;
import dev.loomscope.view.theme.Copying;
import dev.loomscope.view.theme.Words;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/**
 * The table of tasks: a row of the table is a row number of the model, turned into text when it comes into view. Sorting and
 * filtering is the view model's; when rows come anew, the table keeps the row at its top, unless it stands at the begin.
 */
public final class TaskTableView extends StackPane {
    private static final KeyCombination COPY = new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN);

    private final TaskTableViewModel tasks;
    private final TableView<Integer> table = new TableView<>();
    private final Node empty;
    private final Node none;
    private final Node outside;
    /** While the table is told what is selected or sorted, it is not listened to. */
    private boolean telling;
    private boolean ordered;
    private int anchor = -1;
    private int below;
    /** How much of the first row in sight is above the edge, in px. */
    private double cut;

    public TaskTableView(TaskTableViewModel tasks) {
        this.tasks = tasks;
        empty = Words.empty(Feather.LIST, "No task yet", "Tasks appear here as the JVM starts them.");
        none = Words.empty(Feather.FILTER, "No task matches the filter", "Change it, or show all again.",
                button("Clear the filter", tasks.filter()::clear));
        outside = Words.empty(Feather.CLOCK, "No task ran in this stretch of time",
                "Choose another one on the timeline, or look at all of it.",
                button("Show tasks of all time", () -> tasks.withinProperty().set(null)));
        table.getStyleClass().add("tasks");
        table.setId("tasks");
        table.setFixedCellSize(27);
        table.setTableMenuButtonVisible(true);
        table.setPlaceholder(new StackPane(empty, none, outside));
        table.setSortPolicy(_ -> {
            sortClicked();
            return true;
        });
        table.setRowFactory(_ -> new Row());
        new ColumnSetup(tasks, table);
        table.setItems(tasks.rows());
        table.setOnMouseEntered(_ -> tasks.heldProperty().set(true));
        table.setOnMouseExited(_ -> tasks.heldProperty().set(false));
        tasks.rows().onShow(this::keep, this::restore);
        table.getSelectionModel().selectedIndexProperty().subscribe(this::selectedInTable);
        tasks.selectedProperty().subscribe(_ -> showSelected());
        tasks.queryProperty().subscribe(_ -> showOrder());
        table.getColumns().addListener((ListChangeListener<TableColumn<Integer, ?>>) _ -> showOrder());
        tasks.knownProperty().subscribe(_ -> showPlaceholder());
        tasks.filter().filterProperty().subscribe(_ -> showPlaceholder());
        tasks.withinProperty().subscribe(_ -> showPlaceholder());
        Copying.pointed(table, this::lines);
        table.setOnKeyPressed(key -> {
            if (COPY.match(key)) {
                copy();
                key.consume();
            }
        });
        // What stands in it while it is empty must not make it higher.
        setMinHeight(0);
        table.setMinHeight(0);
        getChildren().add(table);
    }

    private static Button button(String words, Runnable action) {
        Button button = new Button(words);
        button.setOnAction(_ -> action.run());
        return button;
    }

    /** The story of the selected task goes to the clipboard. */
    private void copy() {
        int row = tasks.selectedProperty().get();
        if (row >= 0) {
            Copying.copy(story(row));
        }
    }

    private String story(int row) {
        return TaskStory.of(tasks.model(), row, tasks.model().now(), tasks.momentsProperty().get()).text();
    }

    /** What can be copied of the cell that is pointed at, or of the selected row. */
    private List<Copying.Line> lines(ContextMenuEvent asked) {
        TableCell<?, ?> cell = cell(asked.getPickResult().getIntersectedNode());
        int row = !asked.isKeyboardTrigger() && cell != null && cell.getItem() instanceof Integer there
                ? there
                : tasks.selectedProperty().get();
        if (row < 0) {
            return List.of();
        }
        TaskCells cells = new TaskCells(tasks);
        List<Copying.Line> lines = new ArrayList<>();
        if (cell != null && !asked.isKeyboardTrigger()) {
            TaskColumn column = TaskColumn.valueOf(cell.getTableColumn().getId());
            lines.add(new Copying.Line("Copy " + column.title().toLowerCase(Locale.ROOT),
                    () -> cells.text(column, row)));
        }
        lines.add(new Copying.Line("Copy row", () -> table.getVisibleLeafColumns().stream()
                .map(column -> cells.text(TaskColumn.valueOf(column.getId()), row))
                .collect(Collectors.joining("\t"))));
        lines.add(new Copying.Line("Copy all about the task", () -> story(row)));
        return lines;
    }

    private static @Nullable TableCell<?, ?> cell(@Nullable Node picked) {
        for (Node each = picked; each != null; each = each.getParent()) {
            if (each instanceof TableCell<?, ?> cell && !cell.isEmpty()) {
                return cell;
            }
        }
        return null;
    }

    /** The table itself, for tests and for keyboard focus. */
    public TableView<Integer> table() {
        return table;
    }

    private void showPlaceholder() {
        boolean some = tasks.knownProperty().get() > 0;
        boolean within = some && tasks.withinProperty().get() != null;
        boolean filtered = some && !within && !tasks.filter().filterProperty().get().isAll();
        outside.setVisible(within);
        none.setVisible(filtered);
        empty.setVisible(!within && !filtered);
    }

    // ---- order

    private void sortClicked() {
        TaskQuery now = tasks.queryProperty().get();
        if (telling || !ordered) {
            return;
        }
        if (!table.getSortOrder().isEmpty()) {
            TableColumn<Integer, ?> first = table.getSortOrder().getFirst();
            TaskColumn clicked = TaskColumn.valueOf(first.getId());
            if (clicked == now.column() && (first.getSortType() == SortType.DESCENDING) == now.falling()) {
                return;
            }
            tasks.sortBy(clicked);
        } else {
            // The third click on a header would end all order; here it turns the order round once more.
            tasks.sortBy(now.column());
        }
        // The table is in the middle of its own change.
        Platform.runLater(this::showOrder);
    }

    private void showOrder() {
        TaskQuery query = tasks.queryProperty().get();
        telling = true;
        for (TableColumn<Integer, ?> column : table.getColumns()) {
            if (column.getId().equals(query.column().name())) {
                column.setSortType(query.falling() ? SortType.DESCENDING : SortType.ASCENDING);
                table.getSortOrder().setAll(List.of(column));
                ordered = true;
            }
        }
        telling = false;
    }

    // ---- selection and scroll

    private void selectedInTable(Number index) {
        if (!telling) {
            int place = index.intValue();
            tasks.selectedProperty().set(place < 0 || place >= tasks.rows().size() ? -1 : tasks.rows().row(place));
        }
    }

    private void showSelected() {
        int place = tasks.rows().placeOf(tasks.selectedProperty().get());
        if (place == table.getSelectionModel().getSelectedIndex()) {
            return;
        }
        telling = true;
        if (place < 0) {
            table.getSelectionModel().clearSelection();
        } else {
            table.getSelectionModel().clearAndSelect(place);
            VirtualFlow<?> flow = flow();
            boolean inSight = flow != null && flow.getFirstVisibleCell() != null && flow.getLastVisibleCell() != null
                    && place > flow.getFirstVisibleCell().getIndex() && place < flow.getLastVisibleCell().getIndex();
            if (!inSight) {
                table.scrollTo(Math.max(0, place - 3));
            }
        }
        telling = false;
    }

    private void keep() {
        telling = true;
        anchor = -1;
        VirtualFlow<?> flow = flow();
        IndexedCell<?> first = flow == null ? null : flow.getFirstVisibleCell();
        if (flow == null || first == null || flow.getPosition() <= 0 || first.getIndex() >= tasks.rows().size()) {
            return;
        }
        int top = first.getIndex();
        cut = -first.getLayoutY();
        int selected = table.getSelectionModel().getSelectedIndex();
        IndexedCell<?> last = flow.getLastVisibleCell();
        boolean selectedInSight = last != null && selected >= top && selected <= last.getIndex();
        below = selectedInSight ? selected - top : 0;
        anchor = tasks.rows().row(top + below);
    }

    private void restore() {
        int place = tasks.rows().placeOf(tasks.selectedProperty().get());
        if (place < 0) {
            table.getSelectionModel().clearSelection();
        } else {
            table.getSelectionModel().clearAndSelect(place);
        }
        int top = anchor < 0 ? -1 : tasks.rows().placeOf(anchor) - below;
        if (top >= 0) {
            table.scrollTo(top);
            VirtualFlow<?> flow = flow();
            if (flow != null) {
                flow.scrollPixels(cut);
            }
        }
        telling = false;
        showPlaceholder();
    }

    private @Nullable VirtualFlow<?> flow() {
        return table.lookup(".virtual-flow") instanceof VirtualFlow<?> flow ? flow : null;
    }

    /** A row that is quieter once its task is over. */
    private final class Row extends TableRow<Integer> {
        private final ChangeListener<Number> beat = (_, _, _) -> dress();

        Row() {
            tasks.beatProperty().addListener(new WeakChangeListener<>(beat));
        }

        @Override
        protected void updateItem(Integer row, boolean none) {
            super.updateItem(row, none);
            dress();
        }

        private void dress() {
            Integer row = getItem();
            Words.style(this, "ended", row != null && !isEmpty() && !tasks.model().tasks().state(row).isLive());
        }
    }
}
