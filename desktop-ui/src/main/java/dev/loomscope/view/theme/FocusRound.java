package dev.loomscope.view.theme;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.TraversalDirection;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;

import org.jspecify.annotations.Nullable;

/** Takes the focus from one pane of a screen to the next, so that no pane is further away than a few keys. */
public final class FocusRound {
    private FocusRound() {}

    /** From now on it is known of a scene whether its keyboard was used last, or its mouse. */
    static void watch(Scene scene) {
        if (scene.getProperties().putIfAbsent(FocusRound.class, false) == null) {
            scene.addEventFilter(KeyEvent.KEY_PRESSED, _ -> scene.getProperties().put(FocusRound.class, true));
            scene.addEventFilter(MouseEvent.MOUSE_PRESSED, _ -> scene.getProperties().put(FocusRound.class, false));
        }
    }

    static boolean isByKey(@Nullable Scene scene) {
        return scene != null && Boolean.TRUE.equals(scene.getProperties().get(FocusRound.class));
    }

    /** Gives a node the focus; where the keyboard was used last, with its ring. */
    public static void give(Node target) {
        if (isByKey(target.getScene())) {
            focus(target);
        } else {
            target.requestFocus();
        }
    }

    /**
     * Moves the focus on from the pane that has it to the next one that can take it.
     *
     * @param panes in the order in which they are gone through; those that are not shown are left out
     * @return whether some pane took it
     */
    public static boolean next(List<? extends Node> panes, boolean back) {
        int here = -1;
        for (int i = 0; i < panes.size(); i++) {
            here = holdsFocus(panes.get(i)) ? i : here;
        }
        int step = back ? -1 : 1;
        int start = here < 0 && back ? 0 : here;
        for (int i = 1; i <= panes.size(); i++) {
            Node pane = panes.get(Math.floorMod(start + step * i, panes.size()));
            if (enter(pane)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Gives a pane the focus, as a key does.
     *
     * @return whether something in it took it
     */
    public static boolean enter(Node pane) {
        Node target = pane.getScene() == null ? null : first(pane);
        if (target != null) {
            focus(target);
        }
        return target != null;
    }

    /** Gives a node the focus and its ring. A node that is merely given the focus has none: going on and back draws it. */
    private static void focus(Node target) {
        target.requestFocus();
        target.requestFocusTraversal(TraversalDirection.NEXT);
        Node next = target.getScene().getFocusOwner();
        if (next != null && !next.equals(target)) {
            next.requestFocusTraversal(TraversalDirection.PREVIOUS);
        }
        if (!target.isFocused()) {
            target.requestFocus();
        }
    }

    /** Draws a ring around a pane while a key brought the focus to what fills it, which has no room for one itself. */
    public static void ring(Node focused, Node around) {
        focused.focusVisibleProperty().subscribe(shown -> Words.style(around, "ringed", shown));
    }

    private static boolean holdsFocus(Node pane) {
        return pane.getScene() != null && holds(pane, pane.getScene().getFocusOwner());
    }

    /** Whether a node is a pane, or somewhere in it. */
    public static boolean holds(Node pane, @Nullable Node node) {
        for (Node each = node; each != null; each = each.getParent()) {
            if (each.equals(pane)) {
                return true;
            }
        }
        return false;
    }

    /** The first node from this one downwards that takes the focus. */
    public static @Nullable Node first(Node node) {
        if (!node.isVisible() || node.isDisabled()) {
            return null;
        }
        if (node.isFocusTraversable()) {
            return node;
        }
        if (node instanceof Parent parent) {
            for (Node child : parent.getChildrenUnmodifiable()) {
                Node found = first(child);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }
}
