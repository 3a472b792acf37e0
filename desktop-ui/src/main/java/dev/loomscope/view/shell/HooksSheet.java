package dev.loomscope.view.shell;

import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Circle;

import dev.loomscope.model.SessionInfo;
import dev.loomscope.view.theme.Copying;
import dev.loomscope.view.theme.Icons;
import dev.loomscope.view.theme.Veil;
import dev.loomscope.view.theme.Words;
import org.kordamp.ikonli.feather.Feather;

/** What the agent hooked: a line a topic with its counts, each hook of it on demand; open from the first where one failed. */
final class HooksSheet extends VBox {
    private static final double WIDTH = 640;
    private static final double HEIGHT = 460;

    HooksSheet(HookList list) {
        VBox topics = new VBox(1);
        for (HookList.Topic topic : list.topics()) {
            topics.getChildren().add(topic(topic));
        }
        if (list.topics().isEmpty()) {
            topics.getChildren().add(Words.empty(Feather.ANCHOR, "Nothing is known of the hooks",
                    "The session did not say what the agent hooked."));
        }
        ScrollPane scroll = new ScrollPane(topics);
        scroll.setFitToWidth(true);
        scroll.setPrefHeight(HEIGHT);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        Label says = Words.wrapped(list.meaning(), "muted");
        HBox.setHgrow(says, Priority.ALWAYS);
        says.setMaxWidth(Double.MAX_VALUE);
        Button copy = Words.slim("Copy", () -> Copying.copy(list.text()));
        copy.setGraphic(Icons.of(Feather.COPY, "small"));
        HBox foot = new HBox(16, says, copy);
        foot.setAlignment(Pos.CENTER_LEFT);
        foot.getStyleClass().add("sheet-foot");
        getChildren().setAll(scroll, foot);
        getStyleClass().add("hooks");
    }

    static void show(Veil veil, HookList list) {
        veil.show("What is watched", new HooksSheet(list), WIDTH, () -> {});
    }

    private static VBox topic(HookList.Topic topic) {
        Label name = Words.fixed(topic.name(), "strong");
        Label counts = Words.fixed(topic.summary(), topic.failed() > 0 ? "bad" : "muted");
        HBox line = new HBox(10, Words.dot(topic.failed() > 0 ? "bad" : topic.live() > 0 ? "good" : "muted"), name,
                Words.gap(), counts, Icons.of(Feather.CHEVRON_DOWN, "small"));
        line.setAlignment(Pos.CENTER_LEFT);
        ToggleButton head = new ToggleButton();
        head.setGraphic(line);
        head.setAccessibleText(topic.name() + ", " + topic.summary());
        head.getStyleClass().add("hook-topic");
        head.setMaxWidth(Double.MAX_VALUE);
        line.prefWidthProperty().bind(head.widthProperty().subtract(24));
        VBox box = new VBox(head);
        head.selectedProperty().subscribe(open -> {
            if (open) {
                box.getChildren().setAll(head, hooks(topic));
            } else {
                box.getChildren().setAll(head);
            }
        });
        head.setSelected(topic.failed() > 0);
        return box;
    }

    private static GridPane hooks(HookList.Topic topic) {
        GridPane rows = new GridPane(10, 5);
        rows.getStyleClass().add("hook-rows");
        ColumnConstraints mark = new ColumnConstraints(10);
        ColumnConstraints name = new ColumnConstraints();
        name.setMinWidth(260);
        ColumnConstraints state = new ColumnConstraints();
        state.setHgrow(Priority.ALWAYS);
        rows.getColumnConstraints().setAll(mark, name, state);
        int at = 0;
        for (SessionInfo.Hook hook : topic.hooks()) {
            String tone = HookList.tone(hook);
            Circle dot = tone.isEmpty() ? Words.dot() : Words.dot(tone);
            Label called = Words.fixed(hook.name(), "mono");
            Label why = Words.wrapped(hook.state() + (hook.why().isEmpty() ? "" : ": " + hook.why()),
                    tone.equals("bad") ? "bad" : "muted");
            GridPane.setValignment(dot, VPos.TOP);
            GridPane.setValignment(called, VPos.TOP);
            dot.setTranslateY(4);
            rows.addRow(at++, dot, called, why);
        }
        return rows;
    }
}
