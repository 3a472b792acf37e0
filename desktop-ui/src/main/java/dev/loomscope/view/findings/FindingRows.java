package dev.loomscope.view.findings;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import dev.loomscope.figures.Figures;
import dev.loomscope.insight.Finding;
import dev.loomscope.view.theme.Icons;
import dev.loomscope.view.theme.Words;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/**
 * The rows of a finding's card: what to do, what was seen, who waits for what, and links to where it was. Links stay while
 * figures change under them, so that one can be clicked.
 */
final class FindingRows extends VBox {
    private static final double NAMES = 92;
    private static final double GAP = 12;
    private static final int MOST_LINKS = 4;
    private static final double WIDEST_LINK = 220;

    private final FindingPlaces places;
    private final GridPane rows = new GridPane(GAP, 7);
    private final FlowPane figures = new FlowPane(18, 3);
    private final StackPane stack = new StackPane();
    private final FlowPane links = new FlowPane(6, 6);
    private @Nullable Finding shown;

    FindingRows(FindingPlaces places) {
        super(7);
        this.places = places;
        ColumnConstraints names = new ColumnConstraints(NAMES);
        ColumnConstraints values = new ColumnConstraints();
        values.setHgrow(Priority.ALWAYS);
        values.setMinWidth(0);
        rows.getColumnConstraints().setAll(names, values);
        HBox.setHgrow(links, Priority.ALWAYS);
        HBox.setHgrow(stack, Priority.ALWAYS);
        setMinWidth(0);
        getChildren().setAll(rows, new HBox(GAP, name("Stack"), stack), new HBox(GAP, name("Go to"), links));
        getChildren().get(1).managedProperty().bind(getChildren().get(1).visibleProperty());
        widthProperty().subscribe(_ -> wrap());
        stack(null);
    }

    private static Label name(String text) {
        Label name = Words.fixed(text, "fact-name");
        name.setMinWidth(NAMES);
        name.setTranslateY(3);
        return name;
    }

    /** Takes the stack in, or leaves it out where it is null. */
    void stack(@Nullable Node lines) {
        stack.getChildren().setAll(lines == null ? List.of() : List.of(lines));
        getChildren().get(1).setVisible(lines != null);
    }

    /** A flow asks for the height that it needs at the width at which it is to wrap. */
    private void wrap() {
        double room = Math.max(100, getWidth() - NAMES - GAP);
        links.setPrefWrapLength(room);
        figures.setPrefWrapLength(room);
    }

    void show(Finding next) {
        Finding before = shown;
        if (next.equals(before)) {
            return;
        }
        shown = next;
        rows.getChildren().clear();
        row("What to do", Words.wrapped(next.remedy(), "finding-remedy"));
        figures(Evidence.of(next));
        for (Evidence.Figure fact : Evidence.facts(next)) {
            row(fact.name(), Words.wrapped(fact.value(), "mono"));
        }
        chain(Evidence.chain(next));
        if (before == null || !before.tasks().equals(next.tasks()) || !Objects.equals(before.pool(), next.pool())) {
            links.getChildren().setAll(links(next));
        }
    }

    private void row(String name, Node value) {
        Label label = Words.fixed(name, "fact-name");
        GridPane.setValignment(label, VPos.TOP);
        rows.addRow(rows.getRowCount(), label, value);
    }

    private void figures(List<Evidence.Figure> seen) {
        if (!seen.isEmpty()) {
            figures.getChildren().setAll(seen.stream().map(FindingRows::figure).toList());
            row("Seen", figures);
        }
    }

    private static HBox figure(Evidence.Figure figure) {
        HBox box = new HBox(6, Words.fixed(figure.name(), "muted"), Words.fixed(figure.value(), "finding-figure"));
        box.setAlignment(Pos.BASELINE_LEFT);
        return box;
    }

    private void chain(List<String> lines) {
        if (!lines.isEmpty()) {
            VBox steps = new VBox(2);
            for (int i = 0; i < lines.size(); i++) {
                steps.getChildren().add(Words.wrapped((i == 0 ? "" : "→ ") + lines.get(i)));
            }
            row("Who waits", steps);
        }
    }

    private List<Node> links(Finding finding) {
        List<Node> all = new ArrayList<>();
        all.add(link("Timeline", Feather.ACTIVITY, () -> places.timeline(shown == null ? finding : shown)));
        Integer pool = finding.pool();
        if (pool != null) {
            all.add(link("Pool " + places.poolName(pool), Feather.CPU, () -> places.pool(pool)));
        }
        List<Long> tasks = finding.tasks();
        for (long id : tasks.subList(0, Math.min(tasks.size(), MOST_LINKS))) {
            all.add(link(("#" + id + " " + places.taskName(id)).strip(), null, () -> places.task(id)));
        }
        if (tasks.size() > 2) {
            all.add(link("All " + Figures.counted(tasks.size(), "task"), Feather.LIST, () -> places.tasks(finding)));
        }
        return all;
    }

    private static Button link(String label, @Nullable Feather icon, Runnable action) {
        Button button = new Button(label);
        if (icon != null) {
            button.setGraphic(Icons.of(icon, "small"));
        }
        button.getStyleClass().addAll("chip", "story-link");
        button.setMaxWidth(WIDEST_LINK);
        button.setOnAction(_ -> action.run());
        return button;
    }
}
