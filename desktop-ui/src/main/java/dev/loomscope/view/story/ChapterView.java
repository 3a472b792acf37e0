package dev.loomscope.view.story;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.binding.DoubleExpression;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import dev.loomscope.view.action.Press;
import dev.loomscope.view.theme.Moments;
import dev.loomscope.view.theme.Words;
import dev.loomscope.view.theme.WrappedText;

/** One chapter beside its stretch of the story's line: a head that folds it, and what it tells. */
final class ChapterView extends HBox {
    private static final double RAIL = 16;
    private static final double NAMES = 78;
    private static final double GAP = 8;
    private static final double LINE = 15.5;
    private static final int MOST_LINES = 24;

    private final Label title = Words.fixed("", "chapter-title");
    private final Label figure = Words.label("", "chapter-figure");
    private final Label time = Words.fixed("", "chapter-time");
    private final GridPane facts = new GridPane(GAP, 3);
    private final FlowPane links = new FlowPane(5, 4);
    private final SpreadBars bars = new SpreadBars();
    private final Label figures = Words.label("", "spread-figures");
    private final VBox spread = new VBox(3, bars, figures);
    private final TextArea code = Words.copyableText("stack");
    private final VBox body = new VBox(6, facts, links, spread, code);
    private final DoubleExpression factWidth;
    private final Consumer<Link> follow;
    private List<Fact> shownFacts = List.of();
    private List<Link> shownLinks = List.of();

    /**
     * @param width of the whole chapter, in px
     * @param fold what a click on its head does
     */
    ChapterView(DoubleExpression width, Consumer<Link> follow, Runnable fold) {
        this.follow = follow;
        this.factWidth = width.subtract(RAIL + NAMES + 2 * GAP + 4);
        getStyleClass().add("chapter");
        Region line = new Region();
        line.getStyleClass().add("story-line");
        StackPane rail = new StackPane(line, dot());
        rail.getStyleClass().add("story-rail");
        rail.setMinWidth(RAIL);
        rail.setMaxWidth(RAIL);
        HBox head = new HBox(8, title, time, Words.gap(), figure);
        head.getStyleClass().add("chapter-head");
        head.accessibleTextProperty().bind(title.textProperty());
        Press.on(head, fold);
        VBox right = new VBox(4, head, body);
        right.setMinWidth(0);
        right.getStyleClass().add("chapter-body");
        right.prefWidthProperty().bind(width.subtract(RAIL + GAP));
        links.prefWrapLengthProperty().bind(width.subtract(RAIL + GAP + 8));
        setSpacing(GAP);
        getChildren().setAll(rail, right);
        for (Node part : List.of(facts, links, spread, code)) {
            part.managedProperty().bind(part.visibleProperty());
        }
        body.managedProperty().bind(body.visibleProperty());
    }

    private static Node dot() {
        StackPane top = new StackPane(Words.dot("story-dot"));
        top.getStyleClass().add("story-dot-place");
        return top;
    }

    void show(Chapter chapter, boolean folded, String tone, Moments moments) {
        getStyleClass().setAll("chapter", "tone-" + tone);
        title.setText(chapter.title());
        figure.setText(chapter.figure());
        time.setText(chapter.time() < 0 ? "" : moments.of(chapter.time()));
        body.setVisible(chapter.hasBody() && !folded);
        Words.style(this, "folded", folded && chapter.hasBody());
        showFacts(chapter.facts());
        showLinks(chapter.links());
        Spread of = chapter.spread();
        spread.setVisible(of != null);
        if (of != null) {
            bars.show(of, chapter.subject() == Chapter.Subject.WAITS);
            figures.setText(of.text());
        }
        code.setVisible(!chapter.code().isEmpty());
        fill(chapter.code());
    }

    private void showFacts(List<Fact> next) {
        facts.setVisible(!next.isEmpty());
        if (next.equals(shownFacts)) {
            return;
        }
        List<Link> before = shownFacts.stream().map(Fact::link).toList();
        boolean same = before.equals(next.stream().map(Fact::link).toList());
        shownFacts = next;
        if (!same) {
            facts.getChildren().clear();
            for (int i = 0; i < next.size(); i++) {
                Label name = Words.label("", "fact-name");
                name.setMinWidth(NAMES);
                name.setMaxWidth(NAMES);
                name.setWrapText(true);
                GridPane.setValignment(name, VPos.TOP);
                facts.add(name, 0, i);
                Link link = next.get(i).link();
                Node value = link == null ? new WrappedText(factWidth, "fact-value") : button(link);
                GridPane.setFillWidth(value, link == null);
                facts.add(value, 1, i);
            }
        }
        for (int i = 0; i < next.size(); i++) {
            ((Label) facts.getChildren().get(i * 2)).setText(next.get(i).name());
            if (facts.getChildren().get(i * 2 + 1) instanceof WrappedText text) {
                text.show(next.get(i).value());
            }
        }
    }

    private void showLinks(List<Link> next) {
        links.setVisible(!next.isEmpty());
        if (!next.equals(shownLinks)) {
            shownLinks = next;
            List<Node> buttons = new ArrayList<>();
            next.forEach(link -> buttons.add(button(link)));
            links.getChildren().setAll(buttons);
        }
    }

    private Button button(Link link) {
        Button button = new Button(link.label());
        button.getStyleClass().addAll("chip", "story-link");
        button.setMaxWidth(240);
        button.setMinWidth(0);
        if (link instanceof Link.ToTask(long _, String _, String about)) {
            if (!about.isEmpty()) {
                button.setGraphic(Words.fixed(about, "link-about"));
                button.setContentDisplay(ContentDisplay.RIGHT);
            }
        } else {
            button.getStyleClass().add("quiet-link");
        }
        button.setOnAction(_ -> follow.accept(link));
        return button;
    }

    private void fill(List<String> lines) {
        String text = String.join("\n", lines);
        if (!text.equals(code.getText()) && code.getSelection().getLength() == 0) {
            code.setText(text);
        }
        double height = Math.clamp(lines.size(), 1, MOST_LINES) * LINE + 32;
        code.setMinHeight(height);
        code.setPrefHeight(height);
    }
}
