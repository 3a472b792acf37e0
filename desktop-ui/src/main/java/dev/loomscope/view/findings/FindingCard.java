package dev.loomscope.view.findings;

import java.util.List;
import java.util.function.Consumer;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import dev.loomscope.insight.Finding;
import dev.loomscope.insight.Severity;
import dev.loomscope.view.theme.Figures;
import dev.loomscope.view.theme.Icons;
import dev.loomscope.view.theme.Moments;
import dev.loomscope.view.theme.Words;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** One finding: how bad, what was seen, what to do, since when and for how long. A click goes to the place. */
final class FindingCard extends HBox {
    private final StackPane mark = new StackPane();
    private final Label summary = Words.wrapped("", "finding-summary");
    private final Label remedy = Words.wrapped("", "finding-remedy");
    private final Label kind = Words.fixed("", "pill");
    private final Label facts = Words.label("", "faint");
    private final FlowPane figures = new FlowPane(18, 3);
    private final VBox stack = new VBox(1);
    private List<Evidence.Figure> shownFigures = List.of();
    private List<StackLines.Line> shownLines = List.of();
    private Finding finding;

    FindingCard(Finding finding, Moments moments, Consumer<Finding> open) {
        this.finding = finding;
        getStyleClass().add("finding");
        setFocusTraversable(true);
        mark.getStyleClass().add("finding-mark");
        HBox about = new HBox(10, kind, facts);
        about.setStyle("-fx-alignment: center-left;");
        VBox text = new VBox(5, summary, remedy, about, figures, stack);
        HBox.setHgrow(text, Priority.ALWAYS);
        getChildren().setAll(mark, text);
        setOnMouseClicked(_ -> open.accept(this.finding));
        setOnKeyPressed(key -> {
            if (key.getCode() == KeyCode.ENTER || key.getCode() == KeyCode.SPACE) {
                open.accept(this.finding);
            }
        });
        show(finding, moments);
    }

    void show(Finding next, Moments moments) {
        finding = next;
        boolean bad = next.severity() == Severity.CRITICAL;
        boolean warning = next.severity() == Severity.WARNING;
        FontIcon icon = Icons.of(bad ? Feather.ALERT_OCTAGON : warning ? Feather.ALERT_TRIANGLE : Feather.INFO,
                bad ? "bad" : warning ? "warning" : "accent");
        mark.getChildren().setAll(icon);
        Words.style(mark, "bad", bad);
        Words.style(mark, "warning", warning);
        Words.style(kind, "rejected", bad);
        Words.style(kind, "scheduled", warning);
        summary.setText(next.summary());
        remedy.setText(next.remedy());
        kind.setText(next.kind());
        facts.setText(facts(next, moments));
        showFigures(Evidence.of(next));
        showStack(StackLines.of(next.stack()));
    }

    private void showFigures(List<Evidence.Figure> next) {
        if (!next.equals(shownFigures)) {
            shownFigures = next;
            figures.getChildren().setAll(next.stream().map(figure -> new HBox(6, Words.fixed(figure.name(), "faint"),
                    Words.fixed(figure.value(), "finding-figure"))).toList());
        }
        figures.setVisible(!next.isEmpty());
        figures.setManaged(!next.isEmpty());
    }

    private void showStack(List<StackLines.Line> next) {
        if (!next.equals(shownLines)) {
            shownLines = next;
            stack.getChildren().setAll(next.stream()
                    .map(line -> Words.label(line.text(), "mono", line.application() ? "frame-own" : "faint"))
                    .toList());
        }
        stack.setVisible(!next.isEmpty());
        stack.setManaged(!next.isEmpty());
    }

    private static String facts(Finding finding, Moments moments) {
        StringBuilder text = new StringBuilder("from ").append(moments.of(finding.from())).append("  ·  ")
                .append(Figures.duration(finding.to() - finding.from()));
        if (finding.tasks().size() == 1) {
            text.append("  ·  task #").append(finding.tasks().getFirst());
        } else if (!finding.tasks().isEmpty()) {
            text.append("  ·  ").append(Figures.counted(finding.tasks().size(), "task"));
        }
        if (!finding.threads().isEmpty()) {
            text.append("  ·  ").append(finding.threads().size() == 1
                    ? finding.threads().getFirst()
                    : Figures.counted(finding.threads().size(), "thread"));
        }
        return text.toString();
    }
}
