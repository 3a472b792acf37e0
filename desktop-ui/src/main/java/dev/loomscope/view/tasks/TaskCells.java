package dev.loomscope.view.tasks;

import javafx.scene.control.TableCell;

import dev.loomscope.figures.Figures;
import dev.loomscope.model.QueueWait;
import dev.loomscope.model.SessionModel;
import dev.loomscope.model.TaskTable;
import dev.loomscope.view.story.StatePill;

/** Makes the cells of the task table: what a row says in each column. */
final class TaskCells {
    private final TaskTableViewModel tasks;

    TaskCells(TaskTableViewModel tasks) {
        this.tasks = tasks;
    }

    TableCell<Integer, Integer> cell(TaskColumn column) {
        return switch (column) {
            case STATE -> new LiveCell.State(tasks);
            case SHARES -> new LiveCell.Shares(tasks);
            case SITE -> new LiveCell.Shortened(tasks.beatProperty(), row -> text(column, row), TaskCells::shortSite,
                    "place");
            case ID -> words(column, "figure", "quiet");
            case POOL, KIND -> words(column, "quiet");
            default -> column.isFigure() ? words(column, "figure") : words(column);
        };
    }

    private LiveCell words(TaskColumn column, String... styles) {
        return new LiveCell.Words(tasks.beatProperty(), row -> text(column, row), styles);
    }

    /** What a row says in a column, as text. */
    String text(TaskColumn column, int row) {
        return switch (column) {
            case ID -> "#" + rows().id(row);
            case STATE -> StatePill.word(rows().state(row));
            case NAME -> rows().name(row);
            case SHARES -> Figures.duration(rows().busy(row, now())) + " / "
                    + Figures.duration(rows().scheduled(row, now())) + " / "
                    + Figures.duration(rows().idle(row, now()));
            case TOTAL -> Figures.duration(rows().total(row, now()));
            case WAIT -> Figures.duration(QueueWait.of(model(), row, now()));
            case BUSY -> Figures.duration(rows().busy(row, now()));
            case SCHEDULED -> Figures.duration(rows().scheduled(row, now()));
            case IDLE -> Figures.duration(rows().idle(row, now()));
            case POLLS -> Figures.count(rows().polls(row));
            case SITE -> rows().site(row) == 0 ? "" : model().names().site(rows().site(row));
            case POOL -> pool(row);
            case SUBMITTED -> tasks.momentsProperty().get().of(rows().submitted(row));
            case KIND -> rows().kind(row).label();
        };
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
        return pool == 0 ? "" : model().names().pool(pool);
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
