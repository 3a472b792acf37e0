package dev.loomscope.view.theme;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.ContextMenuEvent;
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

    /**
     * A line of a menu.
     *
     * @param words what it says
     * @param text what it copies, as it is when the menu is asked for; nothing where it is empty
     */
    public record Line(String words, Supplier<String> text) {}

    /** Gives a node a menu, under the right button, and the usual key while it has the focus. */
    public static void menu(Node node, Supplier<String> text) {
        pointed(node, List.of(new Line("Copy", text)));
        node.addEventHandler(KeyEvent.KEY_PRESSED, key -> {
            if (COPY.match(key) && !key.isConsumed() && !text.get().isEmpty()) {
                copy(text.get());
                key.consume();
            }
        });
    }

    /** Gives a node a menu under the right button, for what is pointed at; there is none where nothing is. */
    public static void pointed(Node node, List<Line> lines) {
        pointed(node, _ -> lines);
    }

    /** As above, where it depends on what in the node is pointed at. */
    public static void pointed(Node node, Function<ContextMenuEvent, List<Line>> lines) {
        ContextMenu menu = new ContextMenu();
        node.setOnContextMenuRequested(asked -> {
            menu.hide();
            menu.getItems().clear();
            for (Line line : lines.apply(asked)) {
                String text = line.text().get();
                if (!text.isEmpty()) {
                    MenuItem item = new MenuItem(line.words());
                    item.setOnAction(_ -> copy(text));
                    menu.getItems().add(item);
                }
            }
            if (!menu.getItems().isEmpty()) {
                menu.show(node, asked.getScreenX(), asked.getScreenY());
                asked.consume();
            }
        });
    }
}
