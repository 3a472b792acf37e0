package dev.loomscope.view.tasks;

import java.util.List;
import java.util.function.IntFunction;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.WeakChangeListener;
import javafx.scene.Node;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableColumn.SortType;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.StackPane;

import dev.loomscope.model.Pool;
import dev.loomscope.model.QueueWait;
import dev.loomscope.model.SessionModel;
import dev.loomscope.model.TaskTable;
import dev.loomscope.view.theme.Figures;
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
    /** While the table is told what is selected or sorted, it is not listened to. */
    private boolean telling;
    private boolean ordered;
    private int anchor = -1;
    private int below;

    public TaskTableView(TaskTableViewModel tasks) {
        this.tasks = tasks;
        empty = Words.empty(Feather.LIST, "No task yet", "Tasks appear here as the JVM starts them.");
        none = Words.empty(Feather.FILTER, "No task fits the filter", "Change it, or clear it with Esc.");
        table.getStyleClass().add("tasks");
        table.setId("tasks");
        table.setFixedCellSize(27);
        table.setTableMenuButtonVisible(true);
        table.setPlaceholder(new StackPane(empty, none));
        table.setSortPolicy(_ -> {
            sortClicked();
            return true;
        });
        table.setRowFactory(_ -> new Row());
        for (TaskColumn column : TaskColumn.values()) {
            table.getColumns().add(column(column));
        }
        table.setItems(tasks.rows());
        table.setOnMouseEntered(_ -> tasks.heldProperty().set(true));
        table.setOnMouseExited(_ -> tasks.heldProperty().set(false));
        tasks.rows().onShow(this::keep, this::restore);
        table.getSelectionModel().selectedIndexProperty().subscribe(this::selectedInTable);
        tasks.selectedProperty().subscribe(_ -> showSelected());
        tasks.queryProperty().subscribe(_ -> showOrder());
        tasks.knownProperty().subscribe(_ -> showPlaceholder());
        tasks.filter().filterProperty().subscribe(_ -> showPlaceholder());
        table.widthProperty().subscribe(width -> widen(width.doubleValue()));
        table.setOnKeyPressed(key -> {
            if (COPY.match(key)) {
                copy();
                key.consume();
            }
        });
        getChildren().add(table);
    }

    /** The story of the selected task goes to the clipboard. */
    private void copy() {
        int row = tasks.selectedProperty().get();
        if (row >= 0) {
            ClipboardContent content = new ClipboardContent();
            content.putString(TaskStory.of(model(), row, now()).text());
            Clipboard.getSystemClipboard().setContent(content);
        }
    }

    /**
     * Names and sites share the room that the other columns leave, as their texts are the longest. Where not all columns fit,
     * those behind the sites are the ones to scroll to.
     */
    private void widen(double width) {
        double before = 0;
        double others = 0;
        TableColumn<Integer, ?> name = null;
        TableColumn<Integer, ?> site = null;
        for (TableColumn<Integer, ?> column : table.getVisibleLeafColumns()) {
            switch (TaskColumn.valueOf(column.getId())) {
                case NAME -> name = column;
                case SITE -> {
                    site = column;
                    before = others;
                }
                default -> others += column.getWidth();
            }
        }
        if (name != null && site != null && width > 0) {
            double least = TaskColumn.NAME.width() + TaskColumn.SITE.width();
            double room = width - others - 18 >= least ? width - others - 18 : width - before - 2;
            name.setPrefWidth(Math.clamp(room * 0.42, TaskColumn.NAME.width(), 260));
            site.setPrefWidth(Math.clamp(room - name.getPrefWidth(), TaskColumn.SITE.width(), 520));
        }
    }

    /** The table itself, for tests and for keyboard focus. */
    public TableView<Integer> table() {
        return table;
    }

    private void showPlaceholder() {
        boolean filtered = tasks.knownProperty().get() > 0 && !tasks.filter().filterProperty().get().isAll();
        none.setVisible(filtered);
        empty.setVisible(!filtered);
    }

    // ---- columns

    private TableColumn<Integer, Integer> column(TaskColumn column) {
        TableColumn<Integer, Integer> view = new TableColumn<>(column.title());
        view.setId(column.name());
        view.setPrefWidth(column.width());
        view.setMinWidth(48);
        view.setReorderable(true);
        view.setCellValueFactory(cell -> new ReadOnlyObjectWrapper<>(cell.getValue()));
        view.setCellFactory(_ -> cell(column));
        if (column.isFigure()) {
            view.getStyleClass().add("figure");
        }
        return view;
    }

    private TableCell<Integer, Integer> cell(TaskColumn column) {
        return switch (column) {
            case ID -> text(row -> "#" + rows().id(row), "figure", "quiet");
            case STATE -> new LiveCell.StatePill(tasks);
            case NAME -> text(row -> rows().name(row));
            case SHARES -> new LiveCell.Shares(tasks);
            case TOTAL -> text(row -> Figures.duration(rows().total(row, now())), "figure");
            case BUSY -> text(row -> Figures.duration(rows().busy(row, now())), "figure");
            case SCHEDULED -> text(row -> Figures.duration(rows().scheduled(row, now())), "figure");
            case IDLE -> text(row -> Figures.duration(rows().idle(row, now())), "figure");
            case WAIT -> text(row -> Figures.duration(QueueWait.of(model(), row, now())), "figure");
            case POLLS -> text(row -> Figures.count(rows().polls(row)), "figure");
            case SITE -> new LiveCell.Shortened(tasks.beatProperty(), row -> model().names().site(rows().site(row)),
                    TaskTableView::shortSite, "place");
            case POOL -> text(this::pool, "quiet");
            case KIND -> text(row -> rows().kind(row).label(), "quiet");
        };
    }

    private LiveCell text(IntFunction<String> text, String... styles) {
        return new LiveCell.Words(tasks.beatProperty(), text, styles);
    }

    private SessionModel model() {
        return tasks.model();
    }

    private TaskTable rows() {
        return model().tasks();
    }

    private long now() {
        return model().now();
    }

    private String pool(int row) {
        int pool = rows().pool(row);
        return pool == 0 ? "" : pool == Pool.SCHEDULER ? "virtual threads" : model().names().pool(pool);
    }

    /** A place in few letters, so that the line is not cut: {@code CheckoutFlow.submit:118}. */
    static String shortSite(String site) {
        int open = site.indexOf('(');
        int line = site.lastIndexOf(':');
        int method = open < 0 ? -1 : site.lastIndexOf('.', open);
        if (method < 0) {
            return site;
        }
        int type = site.lastIndexOf('.', method - 1);
        String place = site.substring(type + 1, open);
        return line > open ? place + site.substring(line).replace(")", "") : place;
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
            Words.style(this, "ended", row != null && !isEmpty() && !rows().state(row).isLive());
        }
    }
}
