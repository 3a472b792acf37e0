package dev.loomscope.view.timeline;

import javafx.geometry.Bounds;
import javafx.scene.Cursor;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;

import dev.loomscope.view.action.Action;
import dev.loomscope.view.theme.Icons;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** While a live session goes on and the view is held: how far behind it is, and the way back to the present. */
final class ResumeButton extends Button {
    /** Figures that change faster than this cannot be read; in ns. */
    private static final long EVERY = 200_000_000L;

    private static final double MARGIN = 16;

    private final TimelineModel model;
    private long shownAt = Long.MIN_VALUE / 2;

    /** @param present follows the present again */
    ResumeButton(TimelineModel model, Action present) {
        super("", Icons.of(Feather.SKIP_FORWARD));
        this.model = model;
        setId("resume");
        getStyleClass().add("resume");
        setManaged(false);
        setVisible(false);
        setFocusTraversable(false);
        setCursor(Cursor.HAND);
        setTooltip(new Tooltip(present.tooltip()));
        setOnAction(_ -> present.run());
    }

    /**
     * Shows it where it is due, in a view of a size.
     *
     * @param taken where something else lies over the view; null where nothing does
     */
    void show(double width, double height, @Nullable Bounds taken, long clock) {
        boolean due = model.isLive() && !model.isFollowing() && !model.isEmpty();
        boolean comes = due && !isVisible();
        setVisible(due);
        if (due && (comes || clock - shownAt >= EVERY)) {
            shownAt = clock;
            setText(Behind.words(model) + "  ·  Resume");
            applyCss();
        }
        if (due) {
            double own = Math.ceil(prefWidth(-1));
            double high = Math.ceil(Math.max(minHeight(-1), prefHeight(-1)));
            double y = Math.rint(height - high - MARGIN);
            double right = width - MARGIN;
            if (taken != null && taken.intersects(right - own, y, own, high)) {
                right = taken.getMinX() - MARGIN;
            }
            resizeRelocate(Math.rint(Math.max(Surface.GUTTER, right - own)), y, own, high);
        }
    }
}
