package dev.loomscope.view.start;

import java.util.Locale;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

import dev.loomscope.view.theme.Copying;
import dev.loomscope.view.theme.Icons;
import dev.loomscope.view.theme.Words;
import org.kordamp.ikonli.feather.Feather;

/** What is being opened, or why it could not be and what can be done now; takes no room while there is neither. */
final class ProblemLine extends HBox {
    private final StartViewModel start;
    private final Consumer<Problem.Way> go;
    private final Label text = Words.wrapped("");

    /** @param go goes one of the ways out of a problem */
    ProblemLine(StartViewModel start, Consumer<Problem.Way> go) {
        this.start = start;
        this.go = go;
        setId("problem");
        text.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(text, Priority.ALWAYS);
        Copying.menu(this, text::getText);
        start.busyProperty().subscribe(_ -> show());
        start.problemProperty().subscribe(_ -> show());
        show();
    }

    private void show() {
        String busy = start.busyProperty().get();
        Problem problem = start.problemProperty().get();
        boolean bad = busy.isEmpty() && !problem.isNone();
        Words.show(this, !busy.isEmpty() || bad);
        getStyleClass().setAll("banner", bad ? "bad" : "info");
        text.setText(bad ? problem.says() : busy);
        getChildren().setAll(Icons.of(bad ? Feather.ALERT_TRIANGLE : Feather.LOADER, bad ? "bad" : "accent"), text);
        if (bad) {
            problem.ways().forEach(way -> getChildren().add(button(way)));
        }
    }

    private Node button(Problem.Way way) {
        Button button = Words.slim(way.words(), () -> go.accept(way));
        button.setId("problem-" + way.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        return button;
    }
}
