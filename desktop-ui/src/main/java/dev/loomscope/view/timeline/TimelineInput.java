package dev.loomscope.view.timeline;

import javafx.scene.Cursor;
import javafx.scene.Node;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;

import org.jspecify.annotations.Nullable;

/** Turns what the pointer does into moves of the model. */
final class TimelineInput {
    private static final double CLICK_REACH = 4;
    private static final double SCROLL_BAR = 12;

    /** What is pulled: it began at a press, and goes on until the button is let go. */
    private enum Drag {
        NONE,
        PAN,
        ZOOM_AREA,
        RANGE,
        OVERVIEW,
        ROWS,
        SCROLL_BAR
    }

    private final TimelineModel model;
    private final TimelineView view;
    private final OverviewDrag overview;
    private Drag drag = Drag.NONE;
    private double pressX;
    private double pressY;
    private double lastX;
    private double lastY;
    private boolean moved;

    TimelineInput(TimelineModel model, TimelineView view) {
        this.model = model;
        this.view = view;
        this.overview = new OverviewDrag(model);
    }

    void attach(Node node) {
        node.addEventHandler(MouseEvent.MOUSE_MOVED, this::onMove);
        node.addEventHandler(MouseEvent.MOUSE_EXITED, _ -> model.pointAway());
        node.addEventHandler(MouseEvent.MOUSE_PRESSED, this::onPress);
        node.addEventHandler(MouseEvent.MOUSE_DRAGGED, this::onDrag);
        node.addEventHandler(MouseEvent.MOUSE_RELEASED, this::onRelease);
        new Wheel(model).attach(node);
    }

    private static double laneX(double x) {
        return x - Surface.GUTTER;
    }

    private static double rowsY(double y) {
        return y - Surface.ROWS_TOP;
    }

    private void onMove(MouseEvent e) {
        boolean overLanes = laneX(e.getX()) >= 0 && e.getY() >= Surface.OVERVIEW_BOTTOM;
        if (overLanes) {
            model.point(laneX(e.getX()), rowsY(e.getY()));
        } else if (e.getY() >= Surface.ROWS_TOP) {
            model.point(Double.NEGATIVE_INFINITY, rowsY(e.getY()));
        } else {
            model.pointAway();
        }
        view.setCursor(cursor(e));
    }

    private @Nullable Cursor cursor(MouseEvent e) {
        if (inOverview(e)) {
            return overview.isEdge(laneX(e.getX())) ? Cursor.H_RESIZE : Cursor.OPEN_HAND;
        }
        Hover hover = model.hover();
        boolean onLink = hover != null && hover.link() != null;
        boolean hand = onLink || (e.getX() < Surface.GUTTER && (headerAt(e) != null || inCorner(e)));
        return hand ? Cursor.HAND : inRuler(e) ? Cursor.TEXT : null;
    }

    private static boolean inOverview(MouseEvent e) {
        return laneX(e.getX()) >= 0 && e.getY() >= Surface.TITLE && e.getY() < Surface.OVERVIEW_BOTTOM;
    }

    private static boolean inRuler(MouseEvent e) {
        return laneX(e.getX()) >= 0 && e.getY() >= Surface.OVERVIEW_BOTTOM && e.getY() < Surface.ROWS_TOP;
    }

    /** Left of the ruler, where it says what it counts from. */
    private static boolean inCorner(MouseEvent e) {
        return laneX(e.getX()) < 0 && e.getY() >= Surface.OVERVIEW_BOTTOM && e.getY() < Surface.ROWS_TOP;
    }

    private Rows.@Nullable Row headerAt(MouseEvent e) {
        Rows.Row row = e.getY() < Surface.ROWS_TOP ? null : model.scrolling().at(rowsY(e.getY()));
        return row != null && row.track() == null ? row : null;
    }

    private void onPress(MouseEvent e) {
        view.requestFocus();
        pressX = lastX = e.getX();
        pressY = lastY = e.getY();
        moved = false;
        drag = e.getButton() == MouseButton.SECONDARY ? Drag.NONE : begin(e);
    }

    private Drag begin(MouseEvent e) {
        if (e.getY() < Surface.OVERVIEW_BOTTOM) {
            if (!inOverview(e)) {
                return Drag.NONE;
            }
            overview.grab(laneX(e.getX()), System.nanoTime());
            return Drag.OVERVIEW;
        }
        if (onScrollBar(e)) {
            moveScrollBar(e.getY());
            return Drag.SCROLL_BAR;
        }
        if (laneX(e.getX()) < 0) {
            return e.getY() < Surface.ROWS_TOP ? Drag.NONE : Drag.ROWS;
        }
        return e.isShortcutDown() ? Drag.ZOOM_AREA : e.isShiftDown() || inRuler(e) ? Drag.RANGE : Drag.PAN;
    }

    private void onDrag(MouseEvent e) {
        if (!moved && Math.hypot(e.getX() - pressX, e.getY() - pressY) < CLICK_REACH) {
            return;
        }
        moved = true;
        view.pointer().setPulling(true);
        double dx = e.getX() - lastX;
        double dy = e.getY() - lastY;
        lastX = e.getX();
        lastY = e.getY();
        switch (drag) {
            case PAN -> {
                view.setCursor(Cursor.CLOSED_HAND);
                // A hand that means to scroll rows does not tear time away from the present.
                boolean sideways = Math.abs(e.getX() - pressX) > 8 || !model.isFollowing();
                model.sight().dragBy(sideways ? -dx : 0, -dy, System.nanoTime());
            }
            case SCROLL_BAR -> moveScrollBar(e.getY());
            case ROWS -> model.sight().dragBy(0, -dy, System.nanoTime());
            case OVERVIEW -> overview.move(laneX(e.getX()), System.nanoTime());
            case ZOOM_AREA -> view.pointer().showBand(pressX, e.getX());
            case RANGE -> model.selectRange(rangeTo(e.getX()));
            case NONE -> {
                return;
            }
        }
        model.point(laneX(e.getX()), rowsY(e.getY()));
    }

    private TimeRange rangeTo(double x) {
        Viewport viewport = model.viewport();
        double most = model.width();
        return TimeRange.between(Math.max(viewport.timeAt(Math.clamp(laneX(pressX), 0, most)), 0),
                Math.max(viewport.timeAt(Math.clamp(laneX(x), 0, most)), 0));
    }

    private void onRelease(MouseEvent e) {
        view.setCursor(cursor(e));
        view.pointer().setPulling(false);
        if (drag == Drag.ZOOM_AREA) {
            view.pointer().hideBand();
            if (moved) {
                TimeRange range = rangeTo(e.getX());
                model.show((double) range.from(), (double) range.to(), System.nanoTime());
            }
        }
        if (!moved && e.getButton() == MouseButton.PRIMARY && drag != Drag.SCROLL_BAR) {
            onClick(e);
        }
        drag = Drag.NONE;
    }

    private void onClick(MouseEvent e) {
        Rows.Row header = headerAt(e);
        if (inCorner(e)) {
            model.wallTimeProperty().set(!model.wallTimeProperty().get());
        } else if (inRuler(e)) {
            model.selectRange(null);
        } else if (header != null && (e.getX() < Surface.GUTTER || e.getClickCount() == 2)) {
            model.arranged().choices().toggle(header.group());
        } else if (laneX(e.getX()) >= 0 && e.getY() >= Surface.ROWS_TOP) {
            Hover there = model.pointer().look(laneX(e.getX()), rowsY(e.getY()));
            if (there.link() != null) {
                model.reveal().link(there.link(), System.nanoTime());
                return;
            }
            Hover.Span span = there.span();
            model.selectTask(span == null ? -1 : span.taskRow());
            if (e.getClickCount() == 2 && span != null) {
                double length = Math.max(1_000, span.end() - span.start());
                model.show(span.start() - length * 0.4, span.end() + length * 0.4, System.nanoTime());
            }
        }
    }

    private boolean onScrollBar(MouseEvent e) {
        return model.scrolling().most() > 0 && e.getX() > view.getWidth() - SCROLL_BAR && e.getY() >= Surface.ROWS_TOP;
    }

    private void moveScrollBar(double y) {
        double part = rowsY(y) / model.scrolling().viewHeight();
        model.sight().scrollTo(
                part * (model.scrolling().most() + model.scrolling().viewHeight()) - model.scrolling().viewHeight() / 2,
                System.nanoTime());
    }
}
