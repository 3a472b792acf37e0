package dev.loomscope.view.shell;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;

import dev.loomscope.view.action.ActionMenu;
import dev.loomscope.view.action.Actions;
import dev.loomscope.view.theme.Icons;
import dev.loomscope.view.theme.Words;
import org.kordamp.ikonli.feather.Feather;

/** The upper right corner of the start screen: back to the session that was in front last, the look, the settings. */
final class StartCorner {
    private StartCorner() {}

    static HBox of(Workspace workspace, Actions actions) {
        HBox corner = new HBox(6, back(workspace), ActionMenu.button(Feather.SUN, actions.get("theme")),
                ActionMenu.button(Feather.HELP_CIRCLE, actions.get("keys")),
                ActionMenu.button(Feather.SETTINGS, actions.get("settings")),
                ActionMenu.button(actions, "All actions"));
        corner.setAlignment(Pos.CENTER_RIGHT);
        return corner;
    }

    private static Button back(Workspace workspace) {
        Button back = Words.slim("", workspace::back);
        back.setGraphic(Icons.of(Feather.ARROW_LEFT));
        back.setId("back");
        workspace.frontProperty().subscribe(_ -> {
            SessionViewModel last = workspace.last();
            Words.show(back, last != null);
            back.setText(last == null ? "" : "Back to " + last.title());
        });
        return back;
    }
}
