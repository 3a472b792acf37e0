package dev.loomscope.view.shell;

import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

import dev.loomscope.view.theme.Copying;
import dev.loomscope.view.theme.Icons;
import dev.loomscope.view.theme.Words;
import org.kordamp.ikonli.feather.Feather;

/** Shows a {@link Banner}, and takes no room while there is none. */
final class BannerLine extends HBox {
    private final Label text = Words.wrapped("");
    private final ProgressBar progress = new ProgressBar();
    private final Consumer<Banner.Action> act;
    private List<Banner.Action> actions = List.of();
    private String tone = "";

    BannerLine(ObservableValue<Banner> banner, Consumer<Banner.Action> act) {
        this.act = act;
        HBox.setHgrow(text, Priority.ALWAYS);
        text.setMaxWidth(Double.MAX_VALUE);
        progress.setPrefWidth(140);
        progress.setMinWidth(80);
        Copying.menu(this, text::getText);
        banner.subscribe(this::show);
    }

    private void show(Banner banner) {
        Words.show(this, !banner.isNone());
        if (banner.isNone()) {
            return;
        }
        text.setText(banner.text());
        progress.setProgress(Math.max(0, banner.part()));
        boolean going = banner.part() >= 0;
        boolean same = tone.equals(banner.tone()) && actions.equals(banner.actions())
                && getChildren().contains(progress) == going;
        if (!same) {
            tone = banner.tone();
            actions = banner.actions();
            build(going);
        }
    }

    /** Only anew where it has to be: a button that is about to be pressed must stay. */
    private void build(boolean going) {
        getStyleClass().setAll("banner", tone);
        boolean info = tone.equals("info");
        getChildren().setAll(Icons.of(info ? Feather.INFO : Feather.ALERT_TRIANGLE, info ? "accent" : tone), text);
        if (going) {
            getChildren().add(progress);
        }
        for (Banner.Action action : actions) {
            getChildren().add(button(action));
        }
    }

    private Node button(Banner.Action action) {
        Button button = Words.slim(action.words(), () -> act.accept(action));
        button.setId("banner-" + action.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        return button;
    }
}
