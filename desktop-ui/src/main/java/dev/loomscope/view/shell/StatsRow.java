package dev.loomscope.view.shell;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import dev.loomscope.figures.Figures;
import dev.loomscope.view.theme.Copying;
import dev.loomscope.view.theme.Palette;
import dev.loomscope.view.theme.Sparkline;
import dev.loomscope.view.theme.Words;

/** The cards of figures above the timeline, and beside them how busy the workers were. */
final class StatsRow extends HBox {
    /** With less room than this, in px, how busy the workers were gives way: the list of sessions shows it too. */
    private static final double ROOM_FOR_LOAD = 860;

    /** The width of a card, in px, and its part of a wide window. */
    private static final double CARD = 160;
    private static final double WIDEST_CARD = 240;
    private static final double PART = 0.12;

    private final List<Label[]> cards = new ArrayList<>();

    StatsRow(StatsViewModel stats) {
        super(10);
        setMinHeight(74);
        setMaxHeight(74);
        for (int i = 0; i < stats.statsProperty().get().size(); i++) {
            Label[] parts = {Words.label("", "stat-name"), Words.fixed("", "stat-value"), Words.label("", "stat-note")};
            // A pool's name may be cut.
            Tooltip whole = new Tooltip();
            whole.textProperty().bind(parts[2].textProperty());
            parts[2].tooltipProperty().bind(Bindings.when(parts[2].textProperty().isEmpty())
                    .then((Tooltip) null).otherwise(whole));
            HBox figure = new HBox(8, parts[1], parts[2]);
            figure.setStyle("-fx-alignment: baseline-left;");
            VBox card = new VBox(parts[0], figure);
            card.getStyleClass().addAll("card", "stat-card");
            card.prefWidthProperty().bind(Bindings.createDoubleBinding(
                    () -> Math.clamp(getWidth() * PART, CARD, WIDEST_CARD), widthProperty()));
            Copying.menu(card,
                    () -> (parts[0].getText() + ": " + parts[1].getText() + " " + parts[2].getText()).strip());
            cards.add(parts);
            getChildren().add(card);
        }
        Sparkline line = new Sparkline(Palette::waiting);
        VBox.setVgrow(line, Priority.ALWAYS);
        Label full = Words.fixed("100 %", "stat-note", "mono");
        HBox head = new HBox(Words.fixed("Workers busy, 60 s", "stat-name"), Words.gap(), full);
        VBox card = new VBox(3, head, line);
        card.getStyleClass().add("card");
        card.setMinWidth(180);
        HBox.setHgrow(card, Priority.ALWAYS);
        getChildren().add(card);
        widthProperty().subscribe(width -> Words.show(card, width.doubleValue() >= ROOM_FOR_LOAD));
        stats.statsProperty().subscribe(this::show);
        stats.saturationProperty().subscribe(now -> {
            line.show(now.shares(), now.full());
            full.setText(now.shares().length == 0 || Double.isNaN(now.shares()[now.shares().length - 1])
                    ? ""
                    : Figures.percent(now.shares()[now.shares().length - 1]));
        });
        setMinWidth(Region.USE_COMPUTED_SIZE);
    }

    private void show(List<Stat> stats) {
        for (int i = 0; i < stats.size(); i++) {
            Stat stat = stats.get(i);
            Label[] parts = cards.get(i);
            parts[0].setText(stat.name());
            parts[1].setText(stat.value());
            parts[2].setText(stat.note());
            parts[2].getStyleClass().setAll("label", "stat-note", stat.tone().style());
        }
    }
}
