package dev.loomscope.view.tasks;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.ListChangeListener;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;

/**
 * Keeps the columns of the task table and what is remembered of them in step. Names and sites share the room that the others
 * leave until somebody gives them a width.
 */
final class ColumnSetup {
    private static final double EDGES = 18;
    private static final double WIDEST_NAME = 260;
    private static final double WIDEST_SITE = 520;
    private static final double WIDEST_POOL = 240;

    private final TaskTableViewModel tasks;
    private final TableView<Integer> table;
    private final Map<TaskColumn, TableColumn<Integer, Integer>> columns = new EnumMap<>(TaskColumn.class);
    /** While columns are told how to be, they are not listened to. */
    private boolean telling;

    ColumnSetup(TaskTableViewModel tasks, TableView<Integer> table) {
        this.tasks = tasks;
        this.table = table;
        TaskCells cells = new TaskCells(tasks);
        for (TaskColumn column : TaskColumn.values()) {
            columns.put(column, make(column, cells));
        }
        tasks.columnsProperty().subscribe(this::apply);
        table.getColumns().addListener((ListChangeListener<TableColumn<Integer, ?>>) _ -> remember());
        columns.values().forEach(view -> {
            view.visibleProperty().subscribe(_ -> {
                remember();
                widen();
            });
            view.widthProperty().subscribe(_ -> remember());
        });
        table.widthProperty().subscribe(_ -> widen());
    }

    private static TableColumn<Integer, Integer> make(TaskColumn column, TaskCells cells) {
        TableColumn<Integer, Integer> view = new TableColumn<>(column.title());
        view.setId(column.name());
        view.setMinWidth(48);
        view.setReorderable(true);
        view.setCellValueFactory(cell -> new ReadOnlyObjectWrapper<>(cell.getValue()));
        view.setCellFactory(_ -> cells.cell(column));
        if (column.isFigure()) {
            view.getStyleClass().add("figure");
        }
        return view;
    }

    private TableColumn<Integer, Integer> of(TaskColumn column) {
        return Objects.requireNonNull(columns.get(column));
    }

    private void apply(TaskColumns wanted) {
        if (telling) {
            return;
        }
        telling = true;
        List<TableColumn<Integer, ?>> order = new ArrayList<>();
        for (TaskColumns.Shown shown : wanted.order()) {
            TableColumn<Integer, Integer> view = of(shown.column());
            view.setVisible(shown.visible());
            view.setPrefWidth(shown.width());
            order.add(view);
        }
        if (!order.equals(table.getColumns())) {
            table.getColumns().setAll(order);
        }
        telling = false;
        widen();
    }

    private void remember() {
        if (telling || table.getColumns().size() < columns.size()) {
            return;
        }
        List<TaskColumns.Shown> order = new ArrayList<>();
        for (TableColumn<Integer, ?> view : table.getColumns()) {
            TaskColumn column = TaskColumn.valueOf(view.getId());
            order.add(new TaskColumns.Shown(column, width(column, view), view.isVisible()));
        }
        telling = true;
        tasks.columnsProperty().set(new TaskColumns(order));
        telling = false;
    }

    /** A column that has its first width, or one that {@link #widen} gave it, keeps being given one. */
    private double width(TaskColumn column, TableColumn<Integer, ?> view) {
        boolean given = view.getWidth() == view.getPrefWidth();
        return given ? tasks.columnsProperty().get().width(column) : view.getWidth();
    }

    /** Where not all columns fit, those behind the sites are the ones to scroll to. */
    private void widen() {
        double width = table.getWidth();
        TaskColumns now = tasks.columnsProperty().get();
        TableColumn<Integer, Integer> name = of(TaskColumn.NAME);
        TableColumn<Integer, Integer> site = of(TaskColumn.SITE);
        TableColumn<Integer, Integer> pool = of(TaskColumn.POOL);
        boolean givesPool = !now.isSet(TaskColumn.POOL);
        if (telling || width <= 0 || !name.isVisible() || !site.isVisible() || now.isSet(TaskColumn.NAME)
                || now.isSet(TaskColumn.SITE)) {
            return;
        }
        double before = 0;
        double others = 0;
        for (TableColumn<Integer, ?> column : table.getVisibleLeafColumns()) {
            if (column.equals(site)) {
                before = others;
            } else if (!column.equals(name)) {
                others += column.equals(pool) && givesPool ? TaskColumn.POOL.width() : column.getWidth();
            }
        }
        double least = TaskColumn.NAME.width() + TaskColumn.SITE.width();
        double room = width - others - EDGES >= least ? width - others - EDGES : width - before - 2;
        telling = true;
        name.setPrefWidth(Math.clamp(room * 0.42, TaskColumn.NAME.width(), WIDEST_NAME));
        site.setPrefWidth(Math.clamp(room - name.getPrefWidth(), TaskColumn.SITE.width(), WIDEST_SITE));
        if (givesPool) {
            double left = room - name.getPrefWidth() - site.getPrefWidth();
            pool.setPrefWidth(Math.clamp(TaskColumn.POOL.width() + left, TaskColumn.POOL.width(), WIDEST_POOL));
        }
        telling = false;
    }
}
