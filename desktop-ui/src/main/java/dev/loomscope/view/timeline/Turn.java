package dev.loomscope.view.timeline;

import javafx.scene.Node;
import javafx.scene.input.ScrollEvent;
import javafx.stage.Window;

/**
 * How far a wheel was turned, or fingers moved on a trackpad: a click goes as far on every screen. Where a system counts in device
 * pixels, the toolkit divides what it tells by the screen's scale, although a click is no length on the screen.
 *
 * @param x to the sides, in pixels of a screen of scale 1
 * @param y up and down
 */
record Turn(double x, double y) {
    /** macOS counts in logical pixels, which the toolkit passes on as they are. */
    private static final boolean LOGICAL = System.getProperty("os.name", "").startsWith("Mac");

    /** What an event tells that came to a node. */
    static Turn of(ScrollEvent event, Node node) {
        Window window = node.getScene() == null ? null : node.getScene().getWindow();
        return LOGICAL || window == null
                ? new Turn(event.getDeltaX(), event.getDeltaY())
                : divided(event, window.getOutputScaleX(), window.getOutputScaleY());
    }

    /** What an event tells whose lengths were divided by a screen's scale. */
    static Turn divided(ScrollEvent event, double scaleX, double scaleY) {
        return new Turn(event.getDeltaX() * scaleX, event.getDeltaY() * scaleY);
    }
}
