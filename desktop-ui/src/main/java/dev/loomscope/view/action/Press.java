package dev.loomscope.view.action;

import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;

/** Makes what is no button of the toolkit's answer as one does: to a click, and to Enter and space while it has the focus. */
public final class Press {
    private Press() {}

    /** From now on a press does this; what is pressed inside of the node is not meant. */
    public static void on(Node node, Runnable action) {
        node.setFocusTraversable(true);
        node.setAccessibleRole(AccessibleRole.BUTTON);
        node.setOnMouseClicked(click -> {
            // The other buttons ask for a menu or move; a drag selects.
            if (click.getButton() == MouseButton.PRIMARY && click.isStillSincePress()) {
                action.run();
            }
        });
        node.addEventHandler(KeyEvent.KEY_PRESSED, key -> {
            boolean meant = key.getCode() == KeyCode.ENTER || key.getCode() == KeyCode.SPACE;
            if (meant && node.equals(key.getTarget())) {
                action.run();
                key.consume();
            }
        });
    }
}
