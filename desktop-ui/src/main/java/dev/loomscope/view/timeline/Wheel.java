package dev.loomscope.view.timeline;

import javafx.scene.Node;
import javafx.scene.input.ScrollEvent;
import javafx.scene.input.ZoomEvent;

/**
 * Turns the wheel, and fingers on a trackpad, into moves: up and down zooms over the lanes and scrolls over their names, to the
 * sides moves time, a pinch zooms. A gesture keeps the direction that it began with, so that a finger that is not quite straight
 * does not zoom and move at once; and what a trackpad sends after the fingers left does not zoom any farther.
 */
final class Wheel {
    /** A click of the wheel makes lanes so many times higher. */
    private static final double LANE_ZOOM = 1.2;

    /** As much of a click as makes a step, in pixels: a trackpad tells of many small parts. */
    private static final double CLICK = 16;

    private static final double ZOOM = 0.0035;

    /** One event zooms by this at most: wheels that turn freely send very large ones. */
    private static final double MOST = 1.2;

    /** Events farther apart than this are not one gesture; in ns. */
    private static final long PAUSE = 220_000_000L;

    private enum Along {
        NONE,
        SIDEWAYS,
        UPRIGHT
    }

    private final TimelineModel model;
    private Along along = Along.NONE;
    private long last = Long.MIN_VALUE / 2;
    /** What came towards the next click. */
    private double clicks;

    Wheel(TimelineModel model) {
        this.model = model;
    }

    void attach(Node node) {
        node.addEventHandler(ScrollEvent.SCROLL, e -> {
            scroll(e, Turn.of(e, node), System.nanoTime());
            e.consume();
        });
        node.addEventHandler(ZoomEvent.ZOOM, e -> {
            if (!e.isInertia() && e.getZoomFactor() > 0) {
                model.sight().zoomAtPointer(e.getX() - Surface.GUTTER, 1 / e.getZoomFactor(), System.nanoTime());
            }
            e.consume();
        });
    }

    void scroll(ScrollEvent e, Turn turn, long clock) {
        if (clock - last > PAUSE) {
            along = Along.NONE;
            clicks = 0;
        }
        last = clock;
        if (along == Along.NONE && (turn.x() != 0 || turn.y() != 0)) {
            along = Math.abs(turn.x()) > Math.abs(turn.y()) ? Along.SIDEWAYS : Along.UPRIGHT;
        }
        if (e.isAltDown()) {
            zoomLanes(e, turn);
        } else if (e.isShiftDown()) {
            // With shift, some platforms turn the wheel's own direction already.
            model.sight().dragBy(-(turn.x() + turn.y()), 0, clock);
        } else if (along == Along.SIDEWAYS) {
            model.sight().dragBy(-turn.x(), 0, clock);
        } else if (e.getX() < Surface.GUTTER) {
            model.sight().scrollBy(-turn.y(), clock);
        } else if (!e.isInertia()) {
            model.sight().zoomAtPointer(e.getX() - Surface.GUTTER,
                    Math.exp(Math.clamp(-turn.y() * ZOOM, -MOST, MOST)), clock);
        }
    }

    private void zoomLanes(ScrollEvent e, Turn turn) {
        clicks += e.isInertia() ? 0 : Math.clamp(turn.y() / CLICK, -1, 1);
        double whole = Math.rint(clicks);
        if (whole != 0) {
            clicks -= whole;
            model.arranged().zoomLanes(Math.pow(LANE_ZOOM, whole), e.getY() - Surface.ROWS_TOP);
        }
    }
}
