package dev.loomscope.view.tasks;

import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;
import javafx.beans.value.WeakChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.Tooltip;

import dev.loomscope.model.TaskTable;
import dev.loomscope.view.story.StatePill;
import dev.loomscope.view.theme.SharesBar;

/** A cell of the task table; it reads its value anew with every beat, as rows are no objects that could tell of a change. */
abstract class LiveCell extends TableCell<Integer, Integer> {

    private final ChangeListener<Number> listener = (_, _, _) -> {
        Integer row = getItem();
        if (row != null && !isEmpty()) {
            show(row);
        }
    };

    LiveCell(ObservableValue<? extends Number> beat) {
        // The table holds its cells, the view model outlives the table: only a weak listener lets it go.
        beat.addListener(new WeakChangeListener<>(listener));
    }

    /** Shows the value of a row. */
    abstract void show(int row);

    /** Shows nothing. */
    abstract void clear();

    @Override
    protected final void updateItem(Integer row, boolean empty) {
        super.updateItem(row, empty);
        if (empty || row == null) {
            clear();
        } else {
            show(row);
        }
    }

    /** Any text. */
    static final class Words extends LiveCell {
        private final IntFunction<String> text;

        Words(ObservableValue<? extends Number> beat, IntFunction<String> text, String... styles) {
            super(beat);
            this.text = text;
            getStyleClass().addAll(styles);
        }

        @Override
        void show(int row) {
            String next = text.apply(row);
            if (!next.equals(getText())) {
                setText(next);
            }
        }

        @Override
        void clear() {
            setText(null);
        }
    }

    /** A text in few letters, and all of it for whoever points at it. */
    static final class Shortened extends LiveCell {
        private final IntFunction<String> whole;
        private final UnaryOperator<String> cut;
        private final Tooltip tooltip = new Tooltip();

        Shortened(ObservableValue<? extends Number> beat, IntFunction<String> whole, UnaryOperator<String> cut,
                String... styles) {
            super(beat);
            this.whole = whole;
            this.cut = cut;
            getStyleClass().addAll(styles);
        }

        @Override
        void show(int row) {
            String next = whole.apply(row);
            if (getText() == null || !next.equals(tooltip.getText())) {
                tooltip.setText(next);
                setText(cut.apply(next));
                setTooltip(next.isEmpty() ? null : tooltip);
            }
        }

        @Override
        void clear() {
            setText(null);
            setTooltip(null);
        }
    }

    /** A graphic that is kept while the cell moves from row to row. */
    abstract static class Picture extends LiveCell {
        private final Node picture;

        Picture(ObservableValue<? extends Number> beat, Node picture) {
            super(beat);
            this.picture = picture;
        }

        abstract void draw(int row);

        @Override
        final void show(int row) {
            draw(row);
            if (getGraphic() == null) {
                setGraphic(picture);
            }
        }

        @Override
        final void clear() {
            setGraphic(null);
        }
    }

    /** A state as a pill. */
    static final class State extends Picture {
        private final Label pill;
        private final TaskTableViewModel tasks;

        State(TaskTableViewModel tasks) {
            Label label = dev.loomscope.view.theme.Words.fixed("", "pill");
            this.pill = label;
            this.tasks = tasks;
            super(tasks.beatProperty(), label);
        }

        @Override
        void draw(int row) {
            StatePill.show(pill, tasks.model().tasks().state(row));
        }
    }

    /** Busy, scheduled and idle as parts of a bar. */
    static final class Shares extends Picture {
        private final SharesBar bar;
        private final TaskTableViewModel tasks;

        Shares(TaskTableViewModel tasks) {
            SharesBar shares = new SharesBar();
            this.bar = shares;
            this.tasks = tasks;
            super(tasks.beatProperty(), shares);
            bar.prefWidthProperty().bind(widthProperty().subtract(20));
        }

        @Override
        void draw(int row) {
            TaskTable table = tasks.model().tasks();
            long now = tasks.model().now();
            bar.show(table.busy(row, now), table.blocked(row, now), table.scheduled(row, now),
                    table.total(row, now));
        }
    }
}
