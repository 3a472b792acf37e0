package dev.loomscope.view.theme;

import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;

/** Takes what is shown to the clipboard, as text. */
public final class Copying {
    private static final KeyCombination COPY = new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN);

    private Copying() {}

    /** Puts a text into the clipboard; an empty one leaves it as it is. */
    public static void copy(String text) {
        if (!text.isEmpty()) {
            ClipboardContent content = new ClipboardContent();
            content.putString(text);
            Clipboard.getSystemClipboard().setContent(content);
        }
    }

    /** Gives a node a menu, under the right button, and the usual key while it has the focus. */
    public static void menu(Node node, Supplier<String> text) {
        MenuItem item = new MenuItem("Copy");
        item.setAccelerator(COPY);
        item.setOnAction(_ -> copy(text.get()));
        ContextMenu menu = new ContextMenu(item);
        node.setOnContextMenuRequested(asked -> {
            menu.show(node, asked.getScreenX(), asked.getScreenY());
            asked.consume();
        });
        node.addEventHandler(KeyEvent.KEY_PRESSED, key -> {
            if (COPY.match(key) && !key.isConsumed()) {
                copy(text.get());
                key.consume();
            }
        });
    }
}
