package dev.loomscope.view.findings;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import dev.loomscope.insight.Finding;
import dev.loomscope.view.theme.Figures;
import dev.loomscope.view.theme.Icons;
import dev.loomscope.view.theme.Moments;
import dev.loomscope.view.theme.Words;
import org.kordamp.ikonli.feather.Feather;

/** The findings, the worst first. A card stays its finding's while that lasts, so that nothing flickers. */
public final class FindingsView extends StackPane {
    private final FindingsViewModel findings;
    private final Consumer<Finding> open;
    private final VBox list = new VBox(8);
    private final Map<String, FindingCard> cards = new HashMap<>();
    private final Label hiddenWords = Words.fixed("", "muted");
    private final HBox hidden = new HBox(8);
    private final Node none;
    private final Node empty = Words.empty(Feather.CHECK_CIRCLE, "Nothing is wrong",
            "Stuck tasks and saturated pools appear here as soon as they are seen. What counts as one is in the settings.");

    /** @param open goes to the place of a finding */
    public FindingsView(FindingsViewModel findings, Consumer<Finding> open) {
        this.findings = findings;
        this.open = open;
        Button all = new Button("Show all");
        all.getStyleClass().add("chip");
        all.setOnAction(_ -> findings.filter().clear());
        hidden.getChildren().setAll(Icons.of(Feather.FILTER, "small"), hiddenWords, all);
        hidden.getStyleClass().add("findings-hidden");
        hidden.managedProperty().bind(hidden.visibleProperty());
        ScrollPane scroll = new ScrollPane(new VBox(8, hidden, list));
        scroll.setFitToWidth(true);
        Button every = new Button("Show all");
        every.setOnAction(_ -> findings.filter().clear());
        none = Words.empty(Feather.FILTER, "No finding is about these tasks",
                "Those there are have to do with tasks and pools that the filter does not want.", every);
        none.setPickOnBounds(false);
        getChildren().setAll(scroll, empty, none);
        findings.matchingProperty().subscribe(this::show);
        findings.findingsProperty().subscribe(_ -> show(findings.matchingProperty().get()));
        findings.momentsProperty().subscribe((_, _) -> show(findings.matchingProperty().get()));
        findings.openedProperty().subscribe(_ -> mark());
    }

    private void show(List<Finding> all) {
        int left = findings.findingsProperty().get().size() - all.size();
        hidden.setVisible(left > 0);
        hiddenWords.setText(Figures.count(left) + " hidden by the filter");
        empty.setVisible(all.isEmpty() && left == 0);
        none.setVisible(all.isEmpty() && left > 0);
        List<Node> wanted = new ArrayList<>();
        Map<String, FindingCard> before = new HashMap<>(cards);
        cards.clear();
        Moments moments = findings.momentsProperty().get();
        for (Finding finding : all) {
            FindingCard known = before.get(finding.id());
            FindingCard card = known == null ? new FindingCard(finding, moments, open) : known;
            if (known != null) {
                known.show(finding, moments);
            }
            cards.put(finding.id(), card);
            wanted.add(card);
        }
        if (!wanted.equals(list.getChildren())) {
            list.getChildren().setAll(wanted);
        }
        mark();
    }

    private void mark() {
        cards.forEach((id, card) -> Words.style(card, "here", id.equals(findings.openedProperty().get())));
    }
}
