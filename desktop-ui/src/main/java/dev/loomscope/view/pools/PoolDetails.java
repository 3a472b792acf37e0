package dev.loomscope.view.pools;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import javafx.beans.value.ObservableValue;
import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import dev.loomscope.figures.Figures;
import dev.loomscope.insight.Finding;
import dev.loomscope.model.LongSummary;
import dev.loomscope.view.theme.Copying;
import dev.loomscope.view.theme.Icons;
import dev.loomscope.view.theme.Moments;
import dev.loomscope.view.theme.Words;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** The chosen pool: its figures, the size it should have, what it went through, and what is wrong with it. */
final class PoolDetails extends VBox {
    private static final double FIGURE = 58;
    private static final String[] FIGURES = {"Workers", "Queue", "Saturated", "Busy", "Ended", "Tasks"};

    /** In less, in px, the table of durations makes place for the size. */
    private static final double ROOM_FOR_TABLE = 520;
    /** In less it shows the most telling of its columns only. */
    private static final double ROOM_FOR_ALL = 760;
    private static final int SPARE_COLUMN = 2;

    private final Consumer<Finding> open;
    private final Label name = Words.label("", "pool-name");
    private final Label kind = Words.label("", "faint");
    private final Label state = Words.fixed("", "pill");
    private final Label[] values = new Label[FIGURES.length];
    private final Label[] notes = new Label[FIGURES.length];
    private final Label[] durations = new Label[8];
    private final Label sizeHead = Words.wrapped("", "overline");
    private final Label law = Words.wrapped("");
    private final Label verdict = Words.wrapped("", "pool-verdict");
    private final Label filling = Words.wrapped("", "muted");
    private final VBox findings = new VBox(6);
    private final PoolCharts charts;
    private List<Finding> shown = List.of();
    private @Nullable PoolFigures figures;
    private @Nullable PoolHistory history;

    /**
     * @param open shows the place of a finding
     * @param tasks shows the tasks of the pool with this name
     * @param go shows a time on the timeline
     * @param moments how times are written
     */
    PoolDetails(Consumer<Finding> open, Consumer<String> tasks, LongConsumer go, ObservableValue<Moments> moments) {
        this.open = open;
        getStyleClass().add("pool-details");
        charts = new PoolCharts(go, moments);
        VBox title = new VBox(1, name, kind);
        title.setMinWidth(0);
        HBox.setHgrow(title, Priority.ALWAYS);
        HBox head = new HBox(4, title, state,
                Icons.button(Feather.LIST, "Its tasks", () -> tasks.accept(name.getText())),
                Icons.button(Feather.COPY, "Copy as text", () -> Copying.copy(text())));
        head.setAlignment(Pos.CENTER_LEFT);
        VBox.setVgrow(charts, Priority.ALWAYS);
        GridPane table = durations();
        widthProperty().subscribe(width -> {
            Words.show(table, width.doubleValue() >= ROOM_FOR_TABLE);
            boolean all = width.doubleValue() >= ROOM_FOR_ALL;
            table.getChildren().stream().filter(cell -> GridPane.getColumnIndex(cell) == SPARE_COLUMN)
                    .forEach(cell -> Words.show(cell, all));
            table.getColumnConstraints().get(SPARE_COLUMN).setMinWidth(all ? FIGURE : 0);
            table.setHgap(all ? 14 : 9);
        });
        setMinWidth(0);
        getChildren().setAll(head, figures(), new HBox(12, size(), table), charts, findings);
        Copying.menu(this, this::text);
    }

    void show(@Nullable PoolFigures pool, @Nullable PoolHistory over) {
        figures = pool;
        history = over != null && pool != null && over.pool() == pool.id() ? over : null;
        if (pool == null) {
            return;
        }
        name.setText(pool.name());
        kind.setText(pool.kind());
        String word = pool.shutdown() ? "Shut down" : pool.saturatedNow() ? "Saturated" : pool.idle() ? "Idle" : "";
        state.setText(word);
        state.setVisible(!word.isEmpty());
        Words.style(state, "rejected", pool.saturatedNow() && !pool.shutdown());
        figure(0, pool.workers(), pool.workersNote(), false);
        figure(1, Figures.brief(pool.queue()), pool.queueNote(), false);
        figure(2, Figures.percent(pool.saturated()), "of the time", pool.saturated() >= 0.5);
        figure(3, Figures.percent(pool.busy()), "of its workers", false);
        figure(4, Figures.number(pool.perSecond()) + "/s", "in this time", false);
        figure(5, Figures.brief(pool.tasks()), pool.outcome(), false);
        Words.style(notes[5], "bad", pool.failing());
        durations(0, pool.waits());
        durations(4, pool.runs());
        charts.show(history);
        size(history);
        findings(pool.findings());
    }

    private String text() {
        PoolFigures pool = figures;
        PoolHistory over = history;
        return pool == null ? "" : pool.text(over == null ? PoolSize.NONE : over.size());
    }

    private void figure(int place, String value, String note, boolean bad) {
        values[place].setText(value);
        notes[place].setText(note);
        Words.style(values[place], "bad", bad);
    }

    private FlowPane figures() {
        FlowPane row = new FlowPane(26, 8);
        for (int i = 0; i < FIGURES.length; i++) {
            values[i] = Words.fixed("", "pool-figure");
            notes[i] = Words.fixed("", "stat-note");
            VBox box = new VBox(1, Words.fixed(FIGURES[i], "pool-figure-name"), values[i], notes[i]);
            box.setMinWidth(82);
            row.getChildren().add(box);
        }
        return row;
    }

    private VBox size() {
        VBox box = new VBox(4, sizeHead, verdict, law, filling);
        box.getStyleClass().add("pool-size");
        HBox.setHgrow(box, Priority.ALWAYS);
        box.setMinWidth(160);
        return box;
    }

    private void size(@Nullable PoolHistory over) {
        PoolSize size = over == null ? null : over.size();
        // A finding speaks of its own stretch of time, which may ask for another size.
        sizeHead.setText("SIZE BY LITTLE'S LAW" + (over == null ? ""
                : ", FOR THE " + Figures.duration(over.axis().length()) + " IN SIGHT"));
        law.setText(size == null ? "" : size.law());
        verdict.setText(size == null ? "" : size.verdict());
        filling.setText(size == null ? "" : size.filling());
        for (Label label : List.of(law, verdict, filling)) {
            Words.show(label, !label.getText().isEmpty());
        }
        Words.style(verdict, "warning", size != null && size.tight());
    }

    private GridPane durations() {
        GridPane table = new GridPane(14, 4);
        table.getStyleClass().addAll("pool-table", "pool-size");
        table.setMinWidth(Region.USE_PREF_SIZE);
        for (int i = 0; i < 5; i++) {
            ColumnConstraints column = new ColumnConstraints();
            column.setMinWidth(i == 0 ? 46 : FIGURE);
            table.getColumnConstraints().add(column);
        }
        String[] heads = {"p50", "p90", "p99", "max"};
        for (int i = 0; i < heads.length; i++) {
            add(table, Words.fixed(heads[i], "faint"), i + 1, 0);
        }
        String[] rows = {"Waited", "Ran"};
        for (int r = 0; r < rows.length; r++) {
            table.add(Words.fixed(rows[r], "muted"), 0, r + 1);
            for (int i = 0; i < heads.length; i++) {
                durations[r * 4 + i] = Words.fixed("", "mono");
                add(table, durations[r * 4 + i], i + 1, r + 1);
            }
        }
        table.add(Words.fixed("since watching began", "faint"), 0, 3, 5, 1);
        return table;
    }

    private static void add(GridPane table, Label label, int column, int row) {
        GridPane.setHalignment(label, HPos.RIGHT);
        table.add(label, column, row);
    }

    private void durations(int first, LongSummary summary) {
        long[] all = {summary.p50(), summary.p90(), summary.p99(), summary.max()};
        for (int i = 0; i < all.length; i++) {
            durations[first + i].setText(summary.count() == 0 ? Figures.NONE : Figures.duration(all[i]));
        }
    }

    private void findings(List<Finding> next) {
        if (next.equals(shown)) {
            return;
        }
        shown = next;
        findings.getChildren().clear();
        for (Finding finding : next) {
            Button line = new Button(finding.summary(), Icons.of(Feather.ALERT_TRIANGLE, "warning"));
            line.getStyleClass().add("advice");
            line.setWrapText(true);
            line.setMaxWidth(Double.MAX_VALUE);
            line.setMinHeight(Region.USE_PREF_SIZE);
            line.setOnAction(_ -> open.accept(finding));
            Copying.menu(line, () -> finding.kind() + ": " + finding.summary() + "\n" + finding.remedy());
            findings.getChildren().add(line);
        }
    }
}
