package dev.loomscope.view.theme;

import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Tooltip;

import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** Icons and the buttons that carry nothing else; colour and size come from style sheets. */
public final class Icons {
    private Icons() {}

    /** An icon with a style class of its own, beside {@code icon}. */
    public static FontIcon of(Feather feather, String... styles) {
        FontIcon icon = new FontIcon(feather);
        icon.getStyleClass().add("icon");
        icon.getStyleClass().addAll(styles);
        return icon;
    }

    /** A flat button with an icon; {@code says} is its tooltip and its name for those who do not see it. */
    public static Button button(Feather feather, String says, Runnable action) {
        Button button = dress(new Button(), feather, says);
        button.setOnAction(_ -> action.run());
        return button;
    }

    /** Makes any button a flat one with an icon. */
    public static <B extends ButtonBase> B dress(B button, Feather feather, String says) {
        button.setGraphic(of(feather));
        button.getStyleClass().add("icon-button");
        button.setTooltip(new Tooltip(says));
        button.setAccessibleText(says);
        return button;
    }
}
