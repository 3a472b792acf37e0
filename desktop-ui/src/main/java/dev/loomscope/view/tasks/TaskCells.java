package dev.loomscope.view.tasks;

import java.util.function.IntFunction;
import javafx.scene.control.TableCell;

import dev.loomscope.model.Pool;
import dev.loomscope.model.QueueWait;
import dev.loomscope.model.SessionModel;
import dev.loomscope.model.TaskTable;
import dev.loomscope.view.theme.Figures;

/** Makes the cells of the task table: what a row says in each column. */
final class TaskCells {
    private final TaskTableViewModel tasks;

    TaskCells(TaskTableViewModel tasks) {
        this.tasks = tasks;
    }

    TableCell<Integer, Integer> cell(TaskColumn column) {
        return switch (column) {
            case ID -> text(row -> "#" + rows().id(row), "figure", "quiet");
            case STATE -> new LiveCell.State(tasks);
            case NAME -> text(row -> rows().name(row));
            case SHARES -> new LiveCell.Shares(tasks);
            case TOTAL -> text(row -> Figures.duration(rows().total(row, now())), "figure");
            case WAIT -> text(row -> Figures.duration(QueueWait.of(model(), row, now())), "figure");
            case BUSY -> text(row -> Figures.duration(rows().busy(row, now())), "figure");
            case SCHEDULED -> text(row -> Figures.duration(rows().scheduled(row, now())), "figure");
            case IDLE -> text(row -> Figures.duration(rows().idle(row, now())), "figure");
            case POLLS -> text(row -> Figures.count(rows().polls(row)), "figure");
            case SITE -> new LiveCell.Shortened(tasks.beatProperty(), row -> model().names().site(rows().site(row)),
                    TaskCells::shortSite, "place");
            case POOL -> text(this::pool, "quiet");
            case SUBMITTED -> text(row -> tasks.momentsProperty().get().of(rows().submitted(row)), "figure");
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
}
