package dev.loomscope.view.timeline;

import javafx.scene.control.Button;

import dev.loomscope.view.action.Action;
import dev.loomscope.view.theme.Icons;
import org.kordamp.ikonli.feather.Feather;

/** Before the row that is meant: what can be done to it. */
final class MoreButton extends Button {
    /** What a name leaves free for it at its end, in logical pixels. */
    static final int ROOM = 30;

    private static final double SIZE = 20;

    MoreButton(Action menu) {
        Icons.dress(this, Feather.MORE_HORIZONTAL, menu.tooltip());
        setId("row-more");
        getStyleClass().add("row-more");
        setManaged(false);
        setVisible(false);
        // The keyboard has a key for it.
        setFocusTraversable(false);
        setOnAction(_ -> menu.run());
    }

    /** Shows it on the row that is meant. */
    void show(TimelineModel model) {
        RowScroll.Placed row = model.isEmpty() ? null : model.cursor().placed();
        double middle = row == null ? Double.NaN : (row.top() + row.bottom()) / 2;
        double room = row == null ? 0 : row.row().height();
        boolean due = room >= 13 && middle > 0 && middle < model.scrolling().viewHeight();
        setVisible(due);
        if (due) {
            double height = Math.min(SIZE, room - 2);
            resizeRelocate(Surface.GUTTER - SIZE - 6, Math.rint(Surface.ROWS_TOP + middle - height / 2), SIZE, height);
        }
    }
}
