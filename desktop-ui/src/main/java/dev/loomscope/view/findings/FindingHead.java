package dev.loomscope.view.findings;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;

import dev.loomscope.figures.Figures;
import dev.loomscope.insight.Severity;
import dev.loomscope.view.theme.Words;

/** What stands above the findings of one kind: what they are, how many, and the way to those that are not shown. */
final class FindingHead extends HBox {
    private final Label count = Words.fixed("", "count");
    private final Button more = new Button();

    /** @param all shows all of them */
    FindingHead(FindingKind kind, Runnable all) {
        super(8);
        more.getStyleClass().add("chip");
        more.setMinWidth(USE_PREF_SIZE);
        more.setOnAction(_ -> all.run());
        more.managedProperty().bind(more.visibleProperty());
        getChildren().setAll(Words.fixed(kind.title(), "title"), count, Words.label(kind.meaning(), "faint"),
                Words.gap(), more, Words.label(kind.name(), "mono", "faint"));
        setAlignment(Pos.CENTER_LEFT);
        getStyleClass().add("finding-group");
    }

    /** @param left how many are not shown */
    void show(FindingGroup group, int left) {
        count.setText(Figures.count(group.findings().size()));
        Words.style(count, "bad", group.worst() == Severity.CRITICAL);
        Words.style(count, "warning", group.worst() == Severity.WARNING);
        more.setText("Show " + Figures.count(left) + " more");
        more.setVisible(left > 0);
    }
}
