package dev.loomscope.view.action;

import java.util.List;
import java.util.Map;
import javafx.geometry.Side;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.CustomMenuItem;
import javafx.scene.control.Label;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.layout.HBox;

import dev.loomscope.view.theme.Icons;
import dev.loomscope.view.theme.Words;
import org.kordamp.ikonli.feather.Feather;

/** Actions as menus and buttons. */
public final class ActionMenu {
    private ActionMenu() {}

    /** A flat button for an action, which says its keys. */
    public static Button button(Feather icon, Action action) {
        return Icons.button(icon, action.tooltip(), action::run);
    }

    /** A button that says in words what an action does. */
    public static Button worded(Action action) {
        Button button = new Button(action.name());
        button.setId("do-" + action.id());
        button.setOnAction(_ -> action.run());
        return button;
    }

    /** A button that opens all actions, a menu a section. */
    public static Button button(Actions actions, String says) {
        Button button = Icons.button(Feather.MORE_HORIZONTAL, says, () -> {});
        button.setId("menu");
        ContextMenu[] open = new ContextMenu[1];
        button.setOnAction(_ -> {
            if (open[0] != null && open[0].isShowing()) {
                open[0].hide();
                return;
            }
            ContextMenu menu = new ContextMenu();
            for (Map.Entry<String, List<Action>> section : actions.sections().entrySet()) {
                Menu sub = new Menu(section.getKey());
                section.getValue().forEach(action -> sub.getItems().add(item(action)));
                menu.getItems().add(sub);
            }
            open[0] = menu;
            menu.show(button, Side.BOTTOM, 0, 4);
        });
        return button;
    }

    /** A line of a menu: what it does, and its keys. */
    public static MenuItem item(Action action) {
        MenuItem item = new CustomMenuItem(line(action), true);
        item.setDisable(!action.enabled().getAsBoolean());
        item.setOnAction(_ -> action.run());
        item.setId("action-" + action.id());
        return item;
    }

    /** What it does on the left, its keys on the right. */
    static Node line(Action action) {
        Label name = Words.fixed(action.name());
        HBox keys = new HBox(4);
        keys.setStyle("-fx-alignment: center-right;");
        action.keys().forEach(each -> keys.getChildren().add(Words.fixed(each.text(), "key")));
        HBox line = new HBox(18, name, Words.gap(), keys);
        // All of a menu's line is to be clicked on, not only its words.
        line.setPrefWidth(320);
        line.setStyle("-fx-alignment: center-left;");
        return line;
    }
}
