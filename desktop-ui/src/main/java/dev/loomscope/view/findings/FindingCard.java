package dev.loomscope.view.findings;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import dev.loomscope.figures.Figures;
import dev.loomscope.insight.Finding;
import dev.loomscope.insight.Severity;
import dev.loomscope.view.action.Press;
import dev.loomscope.view.theme.Copying;
import dev.loomscope.view.theme.Icons;
import dev.loomscope.view.theme.Words;
import org.kordamp.ikonli.feather.Feather;

/**
 * One finding: what is wrong, what to do, and what tells so: figures, who waits for what, the stack. A click goes to the place.
 */
final class FindingCard extends HBox {
    /** From this width on, in px, the stack stands beside the words. */
    private static final double ROOM_FOR_BOTH = 1240;

    /** The part of the width that it has there. */
    private static final double PART = 0.36;

    private final FindingPlaces places;
    private final StackPane mark = new StackPane();
    private final Label summary = Words.wrapped("", "finding-summary");
    private final Label when = Words.label("", "faint", "finding-when");
    private final FindingRows rows;
    private final VBox stack = new VBox(1);
    private List<StackLines.Line> shownLines = List.of();
    private Finding finding;

    FindingCard(Finding finding, FindingPlaces places) {
        this.finding = finding;
        this.places = places;
        rows = new FindingRows(places);
        getStyleClass().add("finding");
        mark.getStyleClass().add("finding-mark");
        stack.getStyleClass().add("finding-stack");
        Node copy = Icons.button(Feather.COPY, "Copy as text", () -> Copying.copy(text()));
        VBox head = new VBox(2, summary, when);
        head.setMinWidth(0);
        VBox text = new VBox(8, head, rows);
        text.setMinWidth(0);
        HBox.setHgrow(text, Priority.ALWAYS);
        stack.setMaxHeight(USE_PREF_SIZE);
        getChildren().setAll(mark, text, copy);
        setAlignment(Pos.TOP_LEFT);
        widthProperty().subscribe(_ -> place());
        Press.on(this, () -> places.timeline(this.finding));
        Copying.menu(this, this::text);
        show(finding);
    }

    private String text() {
        return FindingText.of(finding, places);
    }

    void show(Finding next) {
        finding = next;
        boolean bad = next.severity() == Severity.CRITICAL;
        boolean warning = next.severity() == Severity.WARNING;
        mark.getChildren().setAll(icon(next.severity()));
        Words.style(mark, "bad", bad);
        Words.style(mark, "warning", warning);
        summary.setText(next.summary());
        when.setText(FindingText.when(next, places) + threads(next));
        rows.show(next);
        showStack(StackLines.of(next.stack()));
        setAccessibleText(next.kind() + ": " + next.summary());
    }

    private static String threads(Finding finding) {
        return switch (finding.threads().size()) {
            case 0 -> "";
            case 1 -> "  ·  " + finding.threads().getFirst();
            default -> "  ·  " + Figures.counted(finding.threads().size(), "thread");
        };
    }

    private static Node icon(Severity severity) {
        return switch (severity) {
            case CRITICAL -> Icons.of(Feather.ALERT_OCTAGON, "bad");
            case WARNING -> Icons.of(Feather.ALERT_TRIANGLE, "warning");
            case INFO -> Icons.of(Feather.INFO, "accent");
        };
    }

    private void showStack(List<StackLines.Line> next) {
        if (!next.equals(shownLines)) {
            shownLines = next;
            stack.getChildren().setAll(next.stream()
                    .map(line -> Words.label(line.text(), "mono", line.application() ? "frame-own" : "faint"))
                    .toList());
        }
        place();
    }

    /** Where there is room the stack stands beside the words, so that both are read at a glance. */
    private void place() {
        boolean beside = getWidth() >= ROOM_FOR_BOTH && !shownLines.isEmpty();
        getChildren().remove(stack);
        rows.stack(beside || shownLines.isEmpty() ? null : stack);
        if (beside) {
            double width = Math.floor(getWidth() * PART);
            stack.setMinWidth(width);
            stack.setPrefWidth(width);
            getChildren().add(2, stack);
        } else {
            stack.setMinWidth(0);
            stack.setPrefWidth(USE_COMPUTED_SIZE);
        }
    }
}
