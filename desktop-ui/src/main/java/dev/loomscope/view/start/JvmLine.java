package dev.loomscope.view.start;

import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Circle;

import dev.loomscope.view.theme.Copying;
import dev.loomscope.view.theme.ProgramName;
import dev.loomscope.view.theme.Words;

/** One JVM: what it runs, its process and JDK, and whether it can be attached to or why not. */
final class JvmLine extends StartLine {
    private final Circle dot = Words.dot();
    private final Label name = Words.label("", "strong");
    private final Label why = Words.wrapped("", "faint");
    private final Label pid = Words.fixed("", "mono", "muted");
    private final Label state = Words.fixed("", "pill");
    private final Tooltip whole = new Tooltip();
    private final Button option;
    /** What takes a line of its own: why it refuses, and what helps. */
    private final HBox below;
    private JvmRow row = new JvmRow(0, "", "", false, "");

    /** @param copyOption copies the option that a JVM which refuses has to be started with */
    JvmLine(Consumer<JvmRow> attach, Runnable copyOption) {
        name.setMinWidth(0);
        name.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(name, Priority.ALWAYS);
        state.setMinWidth(76);
        state.setStyle("-fx-alignment: center;");
        HBox facts = new HBox(12, name, pid, state);
        facts.setAlignment(Pos.CENTER_LEFT);
        option = Words.slim(Problem.Way.OPTION.words(), copyOption);
        HBox.setHgrow(why, Priority.ALWAYS);
        why.setMaxWidth(Double.MAX_VALUE);
        below = new HBox(12, why, option);
        below.setAlignment(Pos.CENTER_LEFT);
        VBox text = new VBox(1, facts, below);
        text.setMinWidth(0);
        HBox.setHgrow(text, Priority.ALWAYS);
        getChildren().setAll(dot, text);
        onOpen(() -> attach.accept(row));
        Copying.menu(this, () -> row.pid() + " " + row.main() + (why.getText().isEmpty() ? "" : ": " + why.getText()));
    }

    /** @param before whether its program was attached to before */
    void show(JvmRow next, boolean before) {
        row = next;
        setId("jvm-" + next.pid());
        name.setText(next.main().isEmpty() ? "unknown program" : ProgramName.of(next.main()));
        whole.setText(next.main());
        name.setTooltip(next.main().isEmpty() ? null : whole);
        pid.setText(next.pid() + (next.jdk().isEmpty() ? "" : " · JDK " + next.jdk()));
        dot.getStyleClass().setAll("dot", next.live() ? "good" : next.attachable() ? "accent" : "");
        state.setText(next.live() ? "Live" : next.attachable() ? "Attach" : next.isEnded() ? "Ended" : "Refused");
        Words.style(state, "running", next.live());
        Words.style(state, "accent", !next.live() && next.attachable());
        Words.style(this, "refused", !next.attachable());
        boolean refuses = !next.attachable() && !next.isEnded();
        why.setText(refuses ? "It " + next.refusal() : before ? "Attached to before" : "");
        Words.show(below, !why.getText().isEmpty());
        Words.show(option, next.needsOption());
        setFocusTraversable(next.attachable());
        setAccessibleText(state.getText() + " " + name.getText() + " " + pid.getText());
    }
}
