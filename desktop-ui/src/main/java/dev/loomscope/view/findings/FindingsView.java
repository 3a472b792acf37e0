package dev.loomscope.view.findings;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import dev.loomscope.figures.Figures;
import dev.loomscope.insight.Finding;
import dev.loomscope.view.action.Action;
import dev.loomscope.view.action.ActionMenu;
import dev.loomscope.view.theme.Icons;
import dev.loomscope.view.theme.Words;
import org.kordamp.ikonli.feather.Feather;

/**
 * The findings by kind, the worst first; of many of one kind some are shown until one asks for the others. A card stays its
 * finding's while that lasts, so that nothing flickers.
 */
public final class FindingsView extends StackPane {
    /** Of more than this of one kind, only the first ones are shown. */
    private static final int MOST = 4;
    private static final int FIRST = 3;

    private final FindingsViewModel findings;
    private final FindingPlaces places;
    private final VBox list = new VBox(8);
    private final Map<String, FindingCard> cards = new HashMap<>();
    private final Map<String, FindingHead> heads = new HashMap<>();
    private final Set<String> whole = new HashSet<>();
    private final Label hiddenWords = Words.fixed("", "muted");
    private final HBox hidden = new HBox(8);
    private final Node none;
    private final Node empty;
    private final Node unknown = Words.empty(Feather.SEARCH, "Nothing is known yet",
            "What is wrong appears here as soon as there is something to judge.");

    /** @param thresholds shows from where on something is a finding */
    public FindingsView(FindingsViewModel findings, FindingPlaces places, Action thresholds) {
        this.findings = findings;
        empty = Words.empty(Feather.CHECK_CIRCLE, "Nothing is wrong",
                "Stuck tasks and saturated pools appear here as soon as they are seen.", ActionMenu.worded(thresholds));
        this.places = places;
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
        getChildren().setAll(scroll, unknown, empty, none);
        findings.matchingProperty().subscribe(this::show);
        findings.findingsProperty().subscribe(_ -> show(findings.matchingProperty().get()));
        findings.momentsProperty().subscribe((_, _) -> show(findings.matchingProperty().get()));
        findings.openedProperty().subscribe(_ -> mark());
        findings.judgedProperty().subscribe((_, _) -> show(findings.matchingProperty().get()));
    }

    private void show(List<Finding> all) {
        int left = findings.findingsProperty().get().size() - all.size();
        hidden.setVisible(left > 0);
        hiddenWords.setText(Figures.count(left) + " hidden by the filter");
        boolean judged = findings.judgedProperty().get();
        empty.setVisible(all.isEmpty() && left == 0 && judged);
        unknown.setVisible(all.isEmpty() && left == 0 && !judged);
        none.setVisible(all.isEmpty() && left > 0);
        List<Node> wanted = new ArrayList<>();
        Map<String, FindingCard> before = new HashMap<>(cards);
        cards.clear();
        for (FindingGroup group : FindingGroup.of(all)) {
            String kind = group.kind().name();
            int most = group.findings().size() <= MOST || whole.contains(kind) ? group.findings().size() : FIRST;
            FindingHead head = heads.computeIfAbsent(kind, _ -> new FindingHead(group.kind(), () -> more(kind)));
            head.show(group, group.findings().size() - most);
            wanted.add(head);
            for (Finding finding : group.findings().subList(0, most)) {
                FindingCard card = before.get(finding.id());
                if (card == null) {
                    card = new FindingCard(finding, places);
                } else {
                    card.show(finding);
                }
                cards.put(finding.id(), card);
                wanted.add(card);
            }
        }
        if (!wanted.equals(list.getChildren())) {
            list.getChildren().setAll(wanted);
        }
        mark();
    }

    private void more(String kind) {
        whole.add(kind);
        show(findings.matchingProperty().get());
    }

    private void mark() {
        cards.forEach((id, card) -> Words.style(card, "here", id.equals(findings.openedProperty().get())));
    }
}
