package dev.loomscope.view.shell;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

import dev.loomscope.view.theme.Veil;
import dev.loomscope.view.theme.Words;

/** Asks before something that cannot be taken back. What is safe has the focus. */
final class Question {
    private static final double WIDTH = 440;

    private Question() {}

    static void ask(Veil veil, String title, String says, String yes, Runnable action) {
        Button no = new Button("Keep it open");
        no.setOnAction(_ -> veil.hide());
        Button go = new Button(yes);
        go.setId("question-yes");
        go.getStyleClass().add("primary");
        go.setOnAction(_ -> {
            veil.hide();
            action.run();
        });
        HBox buttons = new HBox(8, Words.gap(), no, go);
        buttons.setAlignment(Pos.CENTER_RIGHT);
        VBox box = new VBox(18, Words.wrapped(says), buttons);
        box.getStyleClass().add("question");
        veil.show(title, box, WIDTH, () -> {});
    }
}
