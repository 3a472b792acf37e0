package dev.loomscope.view.pools;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import dev.loomscope.figures.Figures;
import dev.loomscope.insight.Severity;
import dev.loomscope.view.theme.Palette;
import dev.loomscope.view.theme.Sparkline;
import dev.loomscope.view.theme.Words;
import org.jspecify.annotations.Nullable;

/** A pool in the list: its name, how busy it was, and the figures that lists are sorted by. */
final class PoolLine extends ListCell<PoolFigures> {
    private final Label name = Words.label("", "strong");
    private final Label kind = Words.label("", "faint");
    private final Label saturated = Words.fixed("", "mono");
    private final Label queue = Words.fixed("", "mono", "muted");
    private final Label findings = Words.fixed("", "count");
    private final Sparkline spark = new Sparkline(Palette::running);
    private final Tooltip tooltip = new Tooltip();
    private final HBox line;

    PoolLine() {
        spark.setMinSize(64, 26);
        spark.setPrefSize(64, 26);
        spark.setMaxSize(64, 26);
        HBox title = new HBox(7, name, findings);
        title.setAlignment(Pos.CENTER_LEFT);
        VBox text = new VBox(2, title, kind);
        text.setMinWidth(0);
        HBox.setHgrow(text, Priority.ALWAYS);
        VBox figures = new VBox(3, saturated, queue);
        figures.setAlignment(Pos.CENTER_RIGHT);
        figures.setMinWidth(78);
        line = new HBox(10, text, spark, figures);
        line.setAlignment(Pos.CENTER_LEFT);
        getStyleClass().add("pool-line");
        setPrefWidth(0);
    }

    @Override
    protected void updateItem(@Nullable PoolFigures pool, boolean none) {
        super.updateItem(pool, none);
        setText(null);
        if (none || pool == null) {
            setGraphic(null);
            setTooltip(null);
            return;
        }
        name.setText(pool.name());
        kind.setText(pool.shutdown() ? pool.kind() + ", shut down" : pool.idle() ? pool.kind() + ", idle"
                : pool.kind() + " · " + Figures.number(pool.perSecond()) + "/s");
        boolean full = pool.saturated() >= 0.005;
        saturated.setText(full ? "full " + Figures.percent(pool.saturated()) : "busy " + Figures.percent(pool.busy()));
        Words.style(saturated, "bad", pool.saturated() >= 0.5);
        Words.style(saturated, "warning", full && pool.saturated() < 0.5);
        queue.setText(pool.queue() > 0 ? "queue " + Figures.brief(pool.queue()) : pool.queuePeak() > 0
                ? "peak " + Figures.brief(pool.queuePeak())
                : "");
        Severity worst = pool.worst().orElse(Severity.INFO);
        findings.setText(Integer.toString(pool.findings().size()));
        findings.setVisible(!pool.findings().isEmpty());
        findings.setManaged(!pool.findings().isEmpty());
        Words.style(findings, "bad", worst == Severity.CRITICAL);
        Words.style(findings, "warning", worst == Severity.WARNING);
        Words.style(line, "idle", pool.idle());
        spark.setVisible(!pool.idle());
        spark.show(pool.load(), new boolean[0]);
        tooltip.setText(pool.name() + ", " + kind.getText());
        setTooltip(tooltip);
        setAccessibleText(pool.name() + ", " + kind.getText() + ", " + saturated.getText());
        setGraphic(line);
    }
}
