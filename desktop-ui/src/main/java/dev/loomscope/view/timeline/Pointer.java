package dev.loomscope.view.timeline;

import dev.loomscope.model.TaskTrack;
import dev.loomscope.model.Track;
import org.jspecify.annotations.Nullable;

/** Where the pointer is, and what lies under it. */
final class Pointer {
    private final TimelineModel model;
    private final TaskPieces pieces = new TaskPieces();
    private @Nullable Hover hover;
    private double x = Double.NaN;
    private double y = Double.NaN;

    Pointer(TimelineModel model) {
        this.model = model;
    }

    /** What lies under it; null while it is elsewhere. */
    @Nullable
    Hover hover() {
        return hover;
    }

    /** Logical pixels from the left edge of the lanes, or their middle while the pointer is elsewhere. */
    double xOrMiddle() {
        return Double.isFinite(x) && x >= 0 ? x : model.width() / 2;
    }

    void move(double toX, double toY) {
        x = toX;
        y = toY;
        refresh();
    }

    void leave() {
        x = Double.NaN;
        y = Double.NaN;
        hover = null;
    }

    /** What is there may be something else by now. */
    void refresh() {
        if (!Double.isNaN(x)) {
            hover = look(x, y);
        }
    }

    /** What lies at a place. */
    Hover look(double atX, double atY) {
        double time = model.viewport().timeAt(atX);
        Rows.Row row = model.scrolling().at(atY);
        Track track = row == null ? null : row.track();
        Hover.Span span = track == null || time > model.position()
                ? null
                : Hover.spanAt(track, time, model.viewport().nsPerPixel());
        if (span != null && track instanceof TaskTrack) {
            span = pieces.at(model.session(), span, time, model.from(), model.to());
        }
        return new Hover(atX, atY, time, row, span, model.marks().at(row, span, time),
                PlacedLinks.at(model, atX, atY));
    }
}
