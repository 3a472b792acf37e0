package dev.loomscope.view.replay;

import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

import dev.loomscope.insight.Finding;
import dev.loomscope.view.theme.Copying;
import dev.loomscope.view.theme.Icons;
import dev.loomscope.view.theme.Words;
import org.kordamp.ikonli.feather.Feather;

/** Play and pause, speed, the scrubber, and where it stands. Only recorded sessions have it. */
public final class ReplayBar extends HBox {
    private final Scrubber scrubber;

    /** @param findings what is marked on the scrubber */
    public ReplayBar(ReplayViewModel replay, Supplier<List<Finding>> findings) {
        getStyleClass().add("replay-bar");
        scrubber = new Scrubber(replay, findings);
        HBox.setHgrow(scrubber, Priority.ALWAYS);
        Button play = Icons.button(Feather.PLAY, "Play or pause", replay::toggle);
        play.setId("play");
        Button begin = Icons.button(Feather.SKIP_BACK, "To the begin", () -> replay.seek(0));
        Button end = Icons.button(Feather.SKIP_FORWARD, "To the end", () -> replay.seek(1));
        Button slower = Icons.button(Feather.MINUS, "Slower", () -> replay.shift(false));
        Button faster = Icons.button(Feather.PLUS, "Faster", () -> replay.shift(true));
        Label speed = Words.fixed("1×", "mono");
        speed.setId("speed");
        speed.setMinWidth(44);
        speed.setStyle("-fx-alignment: center;");
        Label clock = Words.fixed("", "mono", "muted");
        clock.setId("replay-clock");
        clock.setMinWidth(104);
        clock.setStyle("-fx-alignment: center-right;");
        clock.textProperty().bind(replay.clockProperty());
        replay.playingProperty().subscribe(
                playing -> play.setGraphic(Icons.of(playing ? Feather.PAUSE : Feather.PLAY, "accent")));
        replay.speedProperty().subscribe(factor -> speed.setText(text(factor.doubleValue())));
        HBox moves = new HBox(2, begin, play, end);
        HBox speeds = new HBox(0, slower, speed, faster);
        moves.setAlignment(Pos.CENTER);
        speeds.setAlignment(Pos.CENTER);
        getChildren().setAll(moves, speeds, scrubber, clock);
        Copying.pointed(clock, List.of(new Copying.Line("Copy time", clock::getText)));
    }

    /** Draws the marks anew. */
    public void findingsChanged() {
        scrubber.redraw();
    }

    private static String text(double factor) {
        return factor == Math.rint(factor)
                ? String.format(Locale.ROOT, "%.0f×", factor)
                : String.format(Locale.ROOT, "%s×", factor);
    }
}
