package dev.loomscope.view.shell;

import javafx.beans.value.ObservableValue;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;

import dev.loomscope.view.theme.Icons;
import dev.loomscope.view.theme.Words;
import org.kordamp.ikonli.feather.Feather;

/** Shows a {@link Banner}, and takes no room while there is none. */
final class BannerLine extends HBox {
    private final Label text = Words.wrapped("");

    BannerLine(ObservableValue<Banner> banner) {
        banner.subscribe(this::show);
    }

    private void show(Banner banner) {
        setVisible(!banner.isNone());
        setManaged(!banner.isNone());
        if (!banner.isNone()) {
            getStyleClass().setAll("banner", banner.tone());
            boolean info = banner.tone().equals("info");
            getChildren().setAll(
                    Icons.of(info ? Feather.INFO : Feather.ALERT_TRIANGLE, info ? "accent" : banner.tone()), text);
            text.setText(banner.text());
        }
    }
}
