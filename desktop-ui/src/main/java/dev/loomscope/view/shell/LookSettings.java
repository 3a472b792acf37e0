package dev.loomscope.view.shell;

import java.util.List;
import java.util.function.Function;
import javafx.beans.property.ObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;

import dev.loomscope.view.settings.Appearance;
import dev.loomscope.view.settings.Keys;
import dev.loomscope.view.theme.Icons;
import dev.loomscope.view.theme.Words;
import org.kordamp.ikonli.feather.Feather;

/** The page of settings for the look: theme, size, and how times are told. */
final class LookSettings extends VBox {
    private final Settings settings;
    private Subscription kept = Subscription.EMPTY;

    LookSettings(Settings settings) {
        this.settings = settings;
        getChildren().setAll(SettingsSheet.line("Theme", "System follows what the desktop around it has.", choice(
                settings.property(Keys.THEME), List.of(Appearance.values()), Appearance::title)),
                SettingsSheet.line("Size", "Of letters, lanes and everything else.", size()),
                SettingsSheet.line("Times", "Since watching began, or as the clock stood.", choice(
                        settings.property(Keys.CLOCK), List.of(false, true),
                        clock -> clock ? "By the clock" : "Since begin")));
    }

    /** Lets go of the settings. */
    void close() {
        kept.unsubscribe();
    }

    private <T> Node choice(ObjectProperty<T> value, List<T> all, Function<T, String> title) {
        HBox segments = new HBox();
        segments.getStyleClass().add("segments");
        for (T each : all) {
            ToggleButton button = new ToggleButton(title.apply(each));
            button.setOnAction(_ -> {
                value.set(each);
                button.setSelected(true);
                settings.save();
            });
            kept = kept.and(value.subscribe(now -> button.setSelected(now.equals(each))));
            segments.getChildren().add(button);
        }
        return new HBox(segments);
    }

    private Node size() {
        var percent = settings.property(Keys.SIZE);
        Slider slider = new Slider(80, 160, percent.get());
        slider.setId("size");
        slider.setMajorTickUnit(20);
        slider.setMinorTickCount(1);
        slider.setSnapToTicks(true);
        slider.setBlockIncrement(10);
        slider.setPrefWidth(210);
        slider.setAccessibleText("Size in percent");
        Label says = Words.fixed("", "mono");
        says.setMinWidth(48);
        says.setAlignment(Pos.CENTER_RIGHT);
        Button reset = Icons.button(Feather.ROTATE_CCW, "Back to 100 %", () -> percent.set(100L));
        kept = kept.and(percent.subscribe(now -> {
            says.setText(now + " %");
            reset.setDisable(now == 100);
            if (Math.round(slider.getValue()) != now) {
                slider.setValue(now);
            }
        }));
        // While the handle is dragged, what it is dragged on must not grow or shrink under the pointer.
        slider.valueProperty().subscribe(value -> {
            if (!slider.isValueChanging()) {
                percent.set(Math.round(value.doubleValue()));
            } else {
                says.setText(Math.round(value.doubleValue()) + " %");
            }
        });
        slider.valueChangingProperty().subscribe(changing -> {
            if (!changing) {
                percent.set(Math.round(slider.getValue()));
            }
        });
        HBox row = new HBox(8, slider, says, reset);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }
}
