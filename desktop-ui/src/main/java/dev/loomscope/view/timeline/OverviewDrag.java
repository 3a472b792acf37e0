package dev.loomscope.view.timeline;

/**
 * Moves the frame in the overview, or one of its edges; pressed beside it, the frame comes with its middle. All x are logical
 * pixels from the left edge of the lanes.
 */
final class OverviewDrag {
    /** So near to an edge, it is the edge that is meant. */
    private static final double REACH = 5;

    /** A frame narrower than this has no inside: only what is beside its middle are edges. */
    private static final double LEAST = 16;

    private enum Part {
        FRAME,
        LEFT,
        RIGHT
    }

    private final TimelineModel model;
    private Part part = Part.FRAME;
    private double inside;
    private double otherEdge;

    OverviewDrag(TimelineModel model) {
        this.model = model;
    }

    boolean isEdge(double x) {
        return partAt(x) != Part.FRAME;
    }

    /** Takes hold of what is there. */
    void grab(double x, long clock) {
        part = partAt(x);
        double time = timeAt(x);
        double start = model.viewport().start();
        double length = model.viewport().span(model.width());
        inside = time >= start && time <= start + length ? time - start : length / 2;
        otherEdge = part == Part.LEFT ? start + length : start;
        if (part == Part.FRAME) {
            move(x, clock);
        }
    }

    /** What is held follows the pointer. */
    void move(double x, long clock) {
        if (part == Part.FRAME) {
            model.sight().moveTo(timeAt(x) - inside, clock);
        } else {
            // Beyond both ends there is nothing to see.
            double time = timeAt(Math.clamp(x, 0, model.width()));
            model.sight().resizeTo(Math.min(time, otherEdge), Math.max(time, otherEdge), clock);
        }
    }

    private Part partAt(double x) {
        double width = model.width();
        double left = Math.clamp(xOf(model.viewport().start()), 0, width);
        double right = Math.clamp(xOf(model.viewport().timeAt(width)), 0, width);
        if (right - left < LEAST) {
            double middle = Math.clamp((left + right) / 2, LEAST / 2, Math.max(LEAST / 2, width - LEAST / 2));
            left = middle - LEAST / 2;
            right = middle + LEAST / 2;
        }
        return Math.abs(x - left) <= REACH ? Part.LEFT : Math.abs(x - right) <= REACH ? Part.RIGHT : Part.FRAME;
    }

    private double timeAt(double x) {
        double from = OverviewPainter.from(model);
        return from + x / model.width() * (OverviewPainter.to(model) - from);
    }

    private double xOf(double time) {
        double from = OverviewPainter.from(model);
        return (time - from) / (OverviewPainter.to(model) - from) * model.width();
    }
}
