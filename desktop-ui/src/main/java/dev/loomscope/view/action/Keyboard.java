package dev.loomscope.view.action;

import java.util.EnumMap;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/**
 * Hands the keys that reach a node, and that nobody in it wanted, to actions. In a text field only what is asked for with the
 * shortcut key or Alt counts, as far as the field leaves it, and function keys but the one that opens the field's own menu.
 */
public final class Keyboard {
    private final Actions actions;
    private final Map<KeyCode, Action> held = new EnumMap<>(KeyCode.class);

    private Keyboard(Actions actions) {
        this.actions = actions;
    }

    public static void attach(Node node, Actions actions) {
        Keyboard keyboard = new Keyboard(actions);
        node.addEventHandler(KeyEvent.KEY_PRESSED, keyboard::pressed);
        node.addEventHandler(KeyEvent.KEY_RELEASED, keyboard::released);
        node.addEventHandler(KeyEvent.KEY_TYPED, keyboard::typed);
        // Who looks elsewhere does not hold a key down here any more.
        node.focusWithinProperty().addListener((_, _, within) -> {
            if (!within) {
                keyboard.releaseAll();
            }
        });
    }

    private void pressed(KeyEvent event) {
        if (event.getTarget() instanceof TextInputControl && isForField(event)) {
            return;
        }
        actions.pressed(event).ifPresent(action -> {
            event.consume();
            if (action.end() == null) {
                action.run();
            } else if (!held.containsKey(event.getCode()) && action.enabled().getAsBoolean()) {
                held.put(event.getCode(), action);
                action.begin().run();
            }
        });
    }

    private static boolean isForField(KeyEvent event) {
        boolean function = event.getCode().isFunctionKey() && event.getCode() != KeyCode.F10;
        return !event.isShortcutDown() && !event.isAltDown() && !function;
    }

    private void released(KeyEvent event) {
        Action action = held.remove(event.getCode());
        if (action != null && action.end() != null) {
            action.end().run();
            event.consume();
        }
    }

    private void typed(KeyEvent event) {
        if (!(event.getTarget() instanceof TextInputControl)) {
            actions.typed(event).ifPresent(action -> {
                event.consume();
                action.run();
            });
        }
    }

    private void releaseAll() {
        for (Action action : held.values()) {
            if (action.end() != null) {
                action.end().run();
            }
        }
        held.clear();
    }
}
