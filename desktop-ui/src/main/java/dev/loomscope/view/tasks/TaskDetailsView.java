package dev.loomscope.view.tasks;

import java.util.List;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import dev.loomscope.model.Failure;
import dev.loomscope.model.SessionModel;
import dev.loomscope.view.theme.Icons;
import dev.loomscope.view.theme.Words;
import dev.loomscope.view.theme.WrappedText;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** The story of the selected task beside the table; every text of it can be selected and copied. */
public final class TaskDetailsView extends BorderPane {
    private static final double LINE = 15.5;
    private static final double EDGES = 32;

    private final TaskTableViewModel tasks;
    private final Label name = Words.label("", "title");
    private final Label pill = Words.fixed("", "pill");
    private final DoubleProperty factWidth = new SimpleDoubleProperty(this, "factWidth", 300);
    private final GridPane facts = new GridPane(12, 5);
    private final Label seen = Words.wrapped("", "muted");
    private final TextArea stack = Words.copyableText("stack");
    private final TextArea changes = Words.copyableText("stack");
    private final VBox stackPart = new VBox(6);
    private final VBox changesPart = new VBox(6);
    private final Label failed = Words.wrapped("", "muted");
    private final TextArea frames = Words.copyableText("stack");
    private final VBox failurePart = new VBox(6);
    private final VBox body = new VBox();
    private @Nullable TaskStory story;

    /** @param close hides the details */
    public TaskDetailsView(TaskTableViewModel tasks, Runnable close) {
        this.tasks = tasks;
        getStyleClass().add("task-details");
        Button copy = Icons.button(Feather.COPY, "Copy all of it as text", this::copy);
        HBox head = new HBox(name, pill, Words.gap(), copy, Icons.button(Feather.X, "Close", close));
        head.getStyleClass().add("panel-head");
        ColumnConstraints left = new ColumnConstraints();
        left.setMinWidth(92);
        ColumnConstraints right = new ColumnConstraints();
        right.setHgrow(Priority.ALWAYS);
        facts.getColumnConstraints().setAll(left, right);
        stackPart.getChildren().setAll(Words.label("LAST SEEN STACK", "overline"), seen, stack);
        failurePart.getChildren().setAll(Words.label("FAILED WITH", "overline"), failed, frames);
        changesPart.getChildren().setAll(Words.label("TOP OF STACK OVER TIME", "overline"), changes);
        body.getStyleClass().add("details");
        factWidth.bind(body.widthProperty().subtract(left.getMinWidth() + facts.getHgap() + EDGES));
        ScrollPane scroll = new ScrollPane(body);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("details-scroll");
        setTop(head);
        setCenter(scroll);
        tasks.selectedProperty().subscribe(_ -> show());
        tasks.beatProperty().subscribe(_ -> show());
    }

    private void show() {
        int row = tasks.selectedProperty().get();
        if (row < 0) {
            return;
        }
        SessionModel model = tasks.model();
        TaskStory next = TaskStory.of(model, row, model.now());
        TaskStory before = story;
        story = next;
        if (next.equals(before)) {
            return;
        }
        name.setText("#" + next.id() + "  " + next.name());
        LiveCell.StatePill.show(pill, next.state());
        showFacts(next);
        boolean hasStack = next.stack() != null;
        // Where a task hangs is what one looks for; once it is over, its story is.
        List<Node> parts = hasStack && next.state().isLive()
                ? List.of(stackPart, changesPart, facts)
                : List.of(facts, failurePart, stackPart, changesPart);
        if (!parts.equals(body.getChildren())) {
            body.getChildren().setAll(parts);
        }
        stackPart.setVisible(hasStack);
        stackPart.setManaged(hasStack);
        if (next.stack() != null) {
            seen.setText(sentence(next.seen()));
            fill(stack, String.join("\n", next.stack().frames()), next.stack().frames().size());
        }
        Failure failure = next.failure();
        failurePart.setVisible(failure != null);
        failurePart.setManaged(failure != null);
        if (failure != null) {
            failed.setText(failure.exceptionClass() + (failure.message().isEmpty() ? "" : ": " + failure.message()));
            boolean none = failure.frames().isEmpty();
            frames.setVisible(!none);
            frames.setManaged(!none);
            fill(frames, String.join("\n", failure.frames()), failure.frames().size());
        }
        boolean changed = next.changes().size() > 1;
        changesPart.setVisible(changed);
        changesPart.setManaged(changed);
        fill(changes, String.join("\n", next.changes()), next.changes().size());
    }

    private void showFacts(TaskStory next) {
        int count = next.facts().size();
        if (facts.getChildren().size() != count * 2) {
            facts.getChildren().clear();
            for (int i = 0; i < count; i++) {
                Label name = Words.fixed("", "fact-name");
                GridPane.setValignment(name, VPos.TOP);
                facts.add(name, 0, i);
                facts.add(new WrappedText(factWidth, "fact-value"), 1, i);
            }
        }
        for (int i = 0; i < count; i++) {
            TaskStory.Fact fact = next.facts().get(i);
            ((Label) facts.getChildren().get(i * 2)).setText(fact.name());
            ((WrappedText) facts.getChildren().get(i * 2 + 1)).show(fact.value());
        }
    }

    private static void fill(TextArea area, String text, int lines) {
        if (!text.equals(area.getText()) && area.getSelection().getLength() == 0) {
            area.setText(text);
        }
        double height = Math.clamp(lines, 1, 24) * LINE + 32;
        area.setMinHeight(height);
        area.setPrefHeight(height);
    }

    private static String sentence(String text) {
        return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    private void copy() {
        if (story != null) {
            ClipboardContent content = new ClipboardContent();
            content.putString(story.text());
            Clipboard.getSystemClipboard().setContent(content);
        }
    }
}
