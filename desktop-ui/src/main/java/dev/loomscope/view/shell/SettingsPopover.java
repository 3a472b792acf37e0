package dev.loomscope.view.shell;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.function.UnaryOperator;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.Popup;
import javafx.util.Subscription;

import dev.loomscope.insight.Insight;
import dev.loomscope.insight.Thresholds;
import dev.loomscope.view.theme.Theme;
import dev.loomscope.view.theme.Words;

/** The settings, under their button: the look, from where on something is a finding, and which kinds are looked for. */
final class SettingsPopover extends Popup {
    private static final double WIDTH = 300;

    private final Settings settings;
    private Subscription kept = Subscription.EMPTY;
    private final GridPane rows = new GridPane(10, 8);

    SettingsPopover(Settings settings) {
        this.settings = settings;
        setAutoHide(true);
        setHideOnEscape(true);
        ColumnConstraints wide = new ColumnConstraints();
        wide.setHgrow(Priority.ALWAYS);
        ColumnConstraints field = new ColumnConstraints(92);
        rows.getColumnConstraints().setAll(wide, field);
        Thresholds now = settings.thresholdsProperty().get();
        row("Task stuck after, ms", now.stuckAfter().toMillis(),
                ms -> change(old -> old.withStuckAfter(Duration.ofMillis(ms))));
        row("Pool saturated from, %", Math.round(now.saturatedFraction() * 100),
                percent -> change(old -> old.withSaturatedFraction(Math.clamp(percent / 100.0, 0.01, 1))));
        row("with waits from, ms", now.saturatedWait().toMillis(),
                ms -> change(old -> old.withSaturatedWait(Duration.ofMillis(ms))));
        row("Deadlock after, ms", now.deadlockAfter().toMillis(),
                ms -> change(old -> old.withDeadlockAfter(Duration.ofMillis(ms))));
        row("Carrier pinned for, ms", now.pinnedAfter().toMillis(),
                ms -> change(old -> old.withPinnedAfter(Duration.ofMillis(ms))));
        row("Failure not asked for, ms", now.unaskedAfter().toMillis(),
                ms -> change(old -> old.withUnaskedAfter(Duration.ofMillis(ms))));
        row("Blocked in a compute pool, ms", now.blockedInCompute().toMillis(),
                ms -> change(old -> old.withBlockedInCompute(Duration.ofMillis(ms))));
        VBox box = new VBox(Words.label("LOOK", "overline"), looks(), Words.label("FINDINGS", "overline"), rows,
                kinds());
        box.getStyleClass().add("settings");
        box.setPrefWidth(WIDTH);
        getContent().setAll(box);
    }

    /** Shows it under a button, or hides it. */
    void toggle(Node button) {
        if (isShowing()) {
            hide();
            return;
        }
        Bounds bounds = button.localToScreen(button.getBoundsInLocal());
        show(button, bounds.getMaxX() - WIDTH, bounds.getMaxY() + 6);
    }

    /** Lets go of the settings. */
    void close() {
        hide();
        kept.unsubscribe();
    }

    private HBox looks() {
        HBox segments = new HBox();
        segments.getStyleClass().add("segments");
        for (Theme theme : Theme.values()) {
            ToggleButton button = new ToggleButton(theme == Theme.DARK ? "Dark" : "Light");
            button.setOnAction(_ -> {
                settings.themeProperty().set(theme);
                button.setSelected(true);
            });
            kept = kept.and(settings.themeProperty().subscribe(now -> button.setSelected(now == theme)));
            segments.getChildren().add(button);
        }
        HBox line = new HBox(segments);
        return line;
    }

    private void row(String name, long value, LongConsumer change) {
        int row = rows.getRowCount();
        Label label = Words.label(name);
        TextField field = new TextField(Long.toString(value));
        label.setLabelFor(field);
        field.textProperty().subscribe((_, text) -> {
            boolean fits = text.matches("[1-9]\\d{0,8}");
            Words.style(field, "invalid", !fits);
            if (fits) {
                change.accept(Long.parseLong(text));
            }
        });
        rows.addRow(row, label, field);
    }

    private VBox kinds() {
        VBox boxes = new VBox(6);
        for (String kind : Insight.kinds()) {
            CheckBox box = new CheckBox(kind);
            box.setSelected(!settings.thresholdsProperty().get().off().contains(kind));
            box.setOnAction(_ -> change(old -> {
                Set<String> off = new HashSet<>(old.off());
                if (box.isSelected()) {
                    off.remove(kind);
                } else {
                    off.add(kind);
                }
                return old.withOff(off);
            }));
            boxes.getChildren().add(box);
        }
        return boxes;
    }

    private void change(UnaryOperator<Thresholds> change) {
        settings.thresholdsProperty().set(change.apply(settings.thresholdsProperty().get()));
    }
}
