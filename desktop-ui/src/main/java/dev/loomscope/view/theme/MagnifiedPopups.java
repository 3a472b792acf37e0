package dev.loomscope.view.theme;

import javafx.application.Platform;
import javafx.beans.value.ObservableDoubleValue;
import javafx.collections.ListChangeListener;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.transform.Scale;
import javafx.stage.PopupWindow;
import javafx.stage.Screen;
import javafx.stage.Window;

import org.jspecify.annotations.Nullable;

/**
 * Shows the menus and tooltips of a window, which are windows of their own, as large as what is {@link Magnified} in it; where
 * that is made smaller, they stay as they are, as the toolkit gives them no smaller window.
 */
public final class MagnifiedPopups {
    private final Window owner;
    private final ObservableDoubleValue scale;
    private final ListChangeListener<Window> changed = this::shown;

    /**
     * Until it is closed.
     *
     * @param scale 1 is as large as they take themselves to be
     */
    public MagnifiedPopups(Window owner, ObservableDoubleValue scale) {
        this.owner = owner;
        this.scale = scale;
        Window.getWindows().addListener(changed);
    }

    /** Leaves those to come as they are. */
    public void close() {
        Window.getWindows().removeListener(changed);
    }

    private void shown(ListChangeListener.Change<? extends Window> change) {
        while (change.next()) {
            for (Window window : change.getAddedSubList()) {
                if (window instanceof PopupWindow popup && owner.equals(root(popup))) {
                    popup.getScene().getRoot().getChildrenUnmodifiable()
                            .forEach(content -> magnify(popup, content));
                    // Its place was chosen for its usual size.
                    Platform.runLater(() -> keepOnScreen(popup));
                }
            }
        }
    }

    /** The window that a popup, or a menu of a menu, comes of. */
    private static @Nullable Window root(PopupWindow popup) {
        Window window = popup.getOwnerWindow();
        while (window instanceof PopupWindow parent) {
            window = parent.getOwnerWindow();
        }
        return window;
    }

    /** On the screen, and a menu of a menu to the left of that one where there is no room to its right. */
    private static void keepOnScreen(PopupWindow popup) {
        if (!popup.isShowing()) {
            return;
        }
        Rectangle2D screen = screen(popup);
        double most = screen.getMaxX() - popup.getWidth();
        double x = Math.min(popup.getX(), most);
        if (popup.getOwnerWindow() instanceof PopupWindow parent && x < parent.getX() + parent.getWidth() / 2) {
            x = parent.getX() - popup.getWidth();
        }
        popup.setAnchorX(popup.getAnchorX() - popup.getX() + Math.max(screen.getMinX(), x));
        double below = popup.getY() + popup.getHeight() - screen.getMaxY();
        if (below > 0) {
            popup.setAnchorY(popup.getAnchorY() - Math.min(below, popup.getY() - screen.getMinY()));
        }
    }

    private static Rectangle2D screen(PopupWindow popup) {
        return Screen.getScreensForRectangle(popup.getX(), popup.getY(), 1, 1).stream().findFirst()
                .orElse(Screen.getPrimary()).getVisualBounds();
    }

    private void magnify(PopupWindow popup, Node content) {
        content.applyCss();
        // What would not fit on the screen could not be reached.
        Rectangle2D screen = screen(popup);
        double most = Math.min(screen.getHeight() / Math.max(1, content.prefHeight(-1)),
                screen.getWidth() / Math.max(1, content.prefWidth(-1)));
        double factor = Math.clamp(scale.get(), 1, Math.max(1, most));
        content.getTransforms().removeIf(Scale.class::isInstance);
        if (factor > 1) {
            content.getTransforms().add(new Scale(factor, factor));
        }
    }
}
