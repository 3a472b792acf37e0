package dev.loomscope.view.shell;

import java.util.function.UnaryOperator;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

import dev.loomscope.view.theme.Words;

/** A field for a figure with its unit; what is wrong with it stands below, in place. */
final class CheckedField extends VBox {
    private static final double FIELD = 92;

    private final TextField field = new TextField();
    private final Label problem = Words.wrapped("", "problem");

    /** @param take takes a text, and says what is wrong with it */
    CheckedField(String id, String text, String unit, UnaryOperator<String> take) {
        super(3);
        field.setId(id);
        field.setText(text);
        field.setPrefWidth(FIELD);
        field.setMinWidth(FIELD);
        field.setMaxWidth(FIELD);
        HBox line = new HBox(7, field, Words.fixed(unit, "muted"));
        line.setAlignment(Pos.CENTER_LEFT);
        getChildren().setAll(line, problem);
        say("");
        field.textProperty().subscribe((_, now) -> say(take.apply(now)));
    }

    TextField field() {
        return field;
    }

    private void say(String what) {
        problem.setText(what);
        Words.show(problem, !what.isEmpty());
        Words.style(field, "invalid", !what.isEmpty());
    }
}
