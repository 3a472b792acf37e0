package dev.loomscope.view.timeline;

import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;

import org.jspecify.annotations.Nullable;

/** Which row is meant by what is done to a row: the one that the keyboard is at, or else the one under the pointer. */
final class RowCursor {
    private final TimelineModel model;
    private final Runnable changed;
    private final ObjectProperty<RowPopup> popup = new SimpleObjectProperty<>(this, "popup", RowPopup.NONE);
    private @Nullable RowTarget at;

    /** @param changed runs when another row is meant */
    RowCursor(TimelineModel model, Runnable changed) {
        this.model = model;
        this.changed = changed;
    }

    /** What is open about rows; whoever shows it sets it back. */
    ObjectProperty<RowPopup> popupProperty() {
        return popup;
    }

    void open(RowPopup next) {
        popup.set(next);
    }

    /** The row that the keyboard is at; null where it is at none. */
    @Nullable
    RowTarget at() {
        return at;
    }

    /** The row that is meant; null where none is. */
    @Nullable
    RowTarget meant() {
        RowTarget own = at;
        if (own != null) {
            return own;
        }
        Hover hover = model.hover();
        Rows.Row under = hover == null ? null : hover.row();
        return under == null ? null : RowTarget.of(under);
    }

    boolean isAt(Rows.Row row) {
        RowTarget own = at;
        return own != null && own.is(row);
    }

    /** Whether a row is the one that is meant. */
    boolean isOn(Rows.Row row) {
        RowTarget meant = meant();
        return meant != null && meant.is(row);
    }

    void put(RowTarget row) {
        at = row;
        changed.run();
    }

    /** The keyboard is at no row any more. */
    void release() {
        if (at != null) {
            at = null;
            changed.run();
        }
    }

    /** Goes to the next row, or the one before; from the first one in sight where it is at none. */
    void move(boolean down) {
        RowTarget own = at;
        Rows.Row row = own == null ? null : rowOf(own);
        Rows.Row next = row == null ? model.rows().at(model.scrolling().position()) : model.rows().beside(row, down);
        if (next != null) {
            put(RowTarget.of(next));
            model.scrolling().reveal(next);
        }
    }

    private Rows.@Nullable Row rowOf(RowTarget target) {
        return target.track() == null ? model.rows().ofGroup(target.group().key())
                : model.rows().ofTrack(target.track());
    }

    /** Where the row that is meant is seen; null where it is not. */
    RowScroll.@Nullable Placed placed() {
        RowTarget meant = meant();
        if (meant == null) {
            return null;
        }
        Hover hover = model.hover();
        List<RowScroll.Placed> inSight = model.inSight();
        RowScroll.Placed found = null;
        for (RowScroll.Placed row : inSight) {
            boolean under = hover != null && hover.y() >= row.top() && hover.y() < row.bottom();
            // Pinned ones come last, and lie above the others.
            if (meant.is(row.row()) && (found == null || at != null || under)) {
                found = row;
            }
        }
        return found;
    }
}
