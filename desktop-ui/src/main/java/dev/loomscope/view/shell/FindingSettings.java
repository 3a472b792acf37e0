package dev.loomscope.view.shell;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import dev.loomscope.view.settings.ThresholdKeys;
import dev.loomscope.view.theme.Icons;
import dev.loomscope.view.theme.Words;
import org.kordamp.ikonli.feather.Feather;

/** The page of settings for findings: each kind with its switch, its thresholds and the way back. */
final class FindingSettings extends VBox {
    private final SettingsViewModel settings;
    private final List<Runnable> shown = new ArrayList<>();

    FindingSettings(SettingsViewModel settings) {
        this.settings = settings;
        for (String kind : settings.kinds()) {
            getChildren().add(line(kind));
        }
        Button all = Words.slim("Reset all", () -> {
            settings.resetFindings();
            shown.forEach(Runnable::run);
        });
        all.setId("reset-findings");
        getChildren().add(new HBox(all));
    }

    private HBox line(String kind) {
        CheckBox on = new CheckBox(kind);
        on.setId("kind-" + kind);
        on.getStyleClass().add("mono");
        VBox words = new VBox(3, on);
        String meaning = settings.meaning(kind);
        if (!meaning.isEmpty()) {
            words.getChildren().add(Words.wrapped(meaning, "muted", "kind-meaning"));
        }
        words.setMinWidth(250);
        words.setPrefWidth(250);
        FlowPane fields = new FlowPane(14, 6);
        HBox.setHgrow(fields, Priority.ALWAYS);
        Button reset = Icons.button(Feather.ROTATE_CCW, "As it was at first", () -> {
            settings.reset(kind);
            shown.forEach(Runnable::run);
        });
        Runnable dress = () -> {
            reset.setVisible(!settings.isUsual(kind));
            fields.setDisable(!settings.isOn(kind));
        };
        for (ThresholdKeys.Field field : settings.fields(kind)) {
            CheckedField input = new CheckedField(field.key().name(), settings.text(field), field.unit(), text -> {
                String problem = settings.set(field, text);
                dress.run();
                return problem;
            });
            VBox box = new VBox(3, Words.fixed(field.label(), "muted"), input);
            fields.getChildren().add(box);
            shown.add(() -> input.field().setText(settings.text(field)));
        }
        Runnable show = () -> {
            on.setSelected(settings.isOn(kind));
            dress.run();
        };
        shown.add(show);
        on.setOnAction(_ -> {
            settings.turn(kind, on.isSelected());
            dress.run();
        });
        show.run();
        HBox line = new HBox(14, words, fields, reset);
        line.setAlignment(Pos.TOP_LEFT);
        line.getStyleClass().add("settings-line");
        return line;
    }
}
