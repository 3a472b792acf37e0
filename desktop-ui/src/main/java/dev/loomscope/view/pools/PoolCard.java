package dev.loomscope.view.pools;

import java.util.function.Consumer;
import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import dev.loomscope.insight.Finding;
import dev.loomscope.model.LongSummary;
import dev.loomscope.view.theme.Figures;
import dev.loomscope.view.theme.Icons;
import dev.loomscope.view.theme.Words;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** One pool: who it is, how full it is now and was, what its tasks waited and ran, and what is wrong with it. */
final class PoolCard extends VBox {
    private final Label name = Words.label("", "pool-name");
    private final Label kind = Words.label("", "faint");
    private final Label state = Words.fixed("", "pill");
    private final Label[] values = {figure(), figure(), figure(), figure()};
    private final Label[] notes = {Words.label("", "stat-note"), Words.label("", "stat-note"),
            Words.label("", "stat-note"), Words.label("", "stat-note")};
    private final Label[] durations = new Label[6];
    private final PoolChart chart = new PoolChart();
    private final Label advice = Words.wrapped("", "advice");
    private @Nullable Finding finding;

    /**
     * A card without content.
     *
     * @param open shows the place of a finding
     * @param tasks shows the tasks of the pool with this name
     */
    PoolCard(Consumer<Finding> open, Consumer<String> tasks) {
        getStyleClass().addAll("card", "pool-card");
        VBox title = new VBox(1, name, kind);
        HBox.setHgrow(title, Priority.ALWAYS);
        title.setMinWidth(0);
        HBox head = new HBox(6, title, state,
                Icons.button(Feather.LIST, "Its tasks", () -> tasks.accept(name.getText())));
        head.setAlignment(Pos.CENTER_LEFT);
        GridPane figures = columns(4);
        String[] titles = {"Workers", "Queue", "Saturated", "Tasks"};
        for (int i = 0; i < values.length; i++) {
            figures.add(new VBox(1, Words.label(titles[i], "pool-figure-name"), values[i], notes[i]), i, 0);
        }
        advice.setOnMouseClicked(_ -> {
            if (finding != null) {
                open.accept(finding);
            }
        });
        getChildren().setAll(head, figures, chart, durations(), advice);
    }

    void show(PoolFigures pool) {
        name.setText(pool.name());
        kind.setText(pool.kind());
        show(state, pool);
        values[0].setText(pool.workers());
        notes[0].setText(pool.workersNote());
        values[1].setText(pool.queue());
        notes[1].setText(pool.queueNote());
        values[2].setText(Figures.percent(pool.saturated()));
        notes[2].setText("of the time");
        Words.style(values[2], "bad", pool.saturated() >= 0.5);
        Words.style(values[2], "warning", pool.saturated() > 0.05 && pool.saturated() < 0.5);
        values[3].setText(pool.tasks());
        notes[3].setText(pool.tasksNote());
        Words.style(notes[3], "bad", pool.failing());
        durations(0, pool.waits());
        durations(3, pool.runs());
        chart.show(pool);
        finding = pool.findings().isEmpty() ? null : pool.findings().getFirst();
        advice.setVisible(finding != null);
        advice.setManaged(finding != null);
        advice.setText(finding == null ? "" : finding.summary() + "\n" + finding.remedy());
    }

    private static void show(Label state, PoolFigures pool) {
        String word = pool.shutdown() ? "Shut down" : pool.saturatedNow() ? "Saturated" : "";
        state.setText(word);
        state.setVisible(!word.isEmpty());
        Words.style(state, "rejected", pool.saturatedNow() && !pool.shutdown());
    }

    private GridPane durations() {
        GridPane table = columns(4);
        table.getStyleClass().add("pool-table");
        table.setVgap(3);
        String[] heads = {"p50", "p99", "max"};
        for (int i = 0; i < heads.length; i++) {
            add(table, Words.label(heads[i], "faint"), i + 1, 0);
        }
        String[] rows = {"Waited", "Ran"};
        for (int r = 0; r < rows.length; r++) {
            table.add(Words.label(rows[r], "muted"), 0, r + 1);
            for (int i = 0; i < 3; i++) {
                durations[r * 3 + i] = Words.label("", "mono");
                add(table, durations[r * 3 + i], i + 1, r + 1);
            }
        }
        return table;
    }

    private static void add(GridPane table, Label label, int column, int row) {
        GridPane.setHalignment(label, HPos.RIGHT);
        table.add(label, column, row);
    }

    private void durations(int first, LongSummary summary) {
        long[] figures = {summary.p50(), summary.p99(), summary.max()};
        for (int i = 0; i < figures.length; i++) {
            durations[first + i].setText(summary.count() == 0 ? Figures.NONE : Figures.duration(figures[i]));
        }
    }

    private static GridPane columns(int count) {
        GridPane grid = new GridPane(10, 0);
        for (int i = 0; i < count; i++) {
            ColumnConstraints column = new ColumnConstraints();
            column.setPercentWidth(100.0 / count);
            grid.getColumnConstraints().add(column);
        }
        return grid;
    }

    private static Label figure() {
        return Words.label("", "pool-figure");
    }
}
