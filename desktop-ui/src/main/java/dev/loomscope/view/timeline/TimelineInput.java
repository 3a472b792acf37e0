package dev.loomscope.view.timeline;

import javafx.scene.Cursor;
import javafx.scene.Node;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.input.ZoomEvent;

/** Turns the pointer, the wheel and the keys into moves of the model. */
final class TimelineInput {
    private static final double WHEEL = 0.0035;
    private static final double KEY_ZOOM = 1.5;
    private static final double KEY_STEP = 0.18;
    private static final double CLICK_REACH = 4;
    private static final double SCROLL_BAR = 12;

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
    private Drag drag = Drag.NONE;
    private double pressX;
    private double pressY;
    private double lastX;
    private double lastY;
    private boolean moved;
    private double grabbed;

    TimelineInput(TimelineModel model, TimelineView view) {
        this.model = model;
        this.view = view;
    }

    void attach(Node node) {
        node.addEventHandler(MouseEvent.MOUSE_MOVED, this::onMove);
        node.addEventHandler(MouseEvent.MOUSE_EXITED, _ -> model.pointAway());
        node.addEventHandler(MouseEvent.MOUSE_PRESSED, this::onPress);
        node.addEventHandler(MouseEvent.MOUSE_DRAGGED, this::onDrag);
        node.addEventHandler(MouseEvent.MOUSE_RELEASED, this::onRelease);
        node.addEventHandler(ScrollEvent.SCROLL, this::onScroll);
        node.addEventHandler(ZoomEvent.ZOOM, e -> {
            model.sight().zoomAt(laneX(e.getX()), 1 / e.getZoomFactor(), System.nanoTime());
            e.consume();
        });
        node.addEventHandler(KeyEvent.KEY_PRESSED, this::onKey);
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
        boolean onHeader = e.getX() < Surface.GUTTER && headerAt(e) != null;
        view.setCursor(onHeader ? Cursor.HAND : overviewHit(e) ? Cursor.H_RESIZE : null);
    }

    private static boolean overviewHit(MouseEvent e) {
        return laneX(e.getX()) >= 0 && e.getY() >= Surface.TITLE && e.getY() < Surface.OVERVIEW_BOTTOM;
    }

    private Rows.@org.jspecify.annotations.Nullable Row headerAt(MouseEvent e) {
        Rows.Row row = e.getY() < Surface.ROWS_TOP ? null : model.rows().at(rowsY(e.getY()) + model.scroll());
        return row != null && row.track() == null ? row : null;
    }

    private void onPress(MouseEvent e) {
        view.requestFocus();
        pressX = lastX = e.getX();
        pressY = lastY = e.getY();
        moved = false;
        if (e.getButton() == MouseButton.SECONDARY) {
            return;
        }
        if (e.getY() < Surface.OVERVIEW_BOTTOM) {
            drag = overviewHit(e) ? Drag.OVERVIEW : Drag.NONE;
            if (drag == Drag.OVERVIEW) {
                grab(e.getX());
                moveInOverview(e.getX());
            }
        } else if (onScrollBar(e)) {
            drag = Drag.SCROLL_BAR;
            moveScrollBar(e.getY());
        } else if (e.isShortcutDown()) {
            drag = Drag.ZOOM_AREA;
        } else if (e.isShiftDown() || e.getY() < Surface.ROWS_TOP) {
            drag = Drag.RANGE;
        } else {
            drag = laneX(e.getX()) >= 0 ? Drag.PAN : Drag.ROWS;
        }
    }

    private void onDrag(MouseEvent e) {
        double dx = e.getX() - lastX;
        double dy = e.getY() - lastY;
        if (!moved && Math.hypot(e.getX() - pressX, e.getY() - pressY) < CLICK_REACH) {
            return;
        }
        moved = true;
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
            case OVERVIEW -> moveInOverview(e.getX());
            case ZOOM_AREA -> view.pointer().showBand(pressX, e.getX());
            case RANGE -> model.selectRange(rangeTo(e.getX()));
            case NONE -> {}
        }
        model.point(laneX(e.getX()), rowsY(e.getY()));
    }

    private TimeRange rangeTo(double x) {
        Viewport viewport = model.viewport();
        return TimeRange.between(viewport.timeAt(laneX(pressX)), viewport.timeAt(laneX(x)));
    }

    private void onRelease(MouseEvent e) {
        view.setCursor(null);
        if (drag == Drag.ZOOM_AREA) {
            view.pointer().hideBand();
            if (moved) {
                TimeRange range = rangeTo(e.getX());
                model.show((double) range.from(), (double) range.to(), System.nanoTime());
            }
        } else if (!moved && e.getButton() == MouseButton.PRIMARY && e.getY() >= Surface.ROWS_TOP
                && drag != Drag.SCROLL_BAR) {
            onClick(e);
        } else if (!moved && drag == Drag.RANGE) {
            model.selectRange(null);
        }
        drag = Drag.NONE;
    }

    private void onClick(MouseEvent e) {
        Rows.Row header = headerAt(e);
        if (header != null && (e.getX() < Surface.GUTTER || e.getClickCount() == 2)) {
            model.toggleGroup(header.group().pool());
        } else if (laneX(e.getX()) >= 0) {
            Hover.Span span = model.pointer().look(laneX(e.getX()), rowsY(e.getY())).span();
            model.selectTask(span == null ? -1 : span.taskRow());
            if (e.getClickCount() == 2 && span != null) {
                double length = Math.max(1_000, span.end() - span.start());
                model.show(span.start() - length * 0.4, span.end() + length * 0.4, System.nanoTime());
            }
        }
    }

    private void moveInOverview(double x) {
        double from = OverviewPainter.from(model);
        double to = OverviewPainter.to(model);
        double time = from + laneX(x) / model.width() * (to - from);
        model.sight().moveTo(time - grabbed, System.nanoTime());
    }

    /** Takes hold of the frame where it is pressed; pressed beside it, the frame comes with its middle. */
    private void grab(double x) {
        double from = OverviewPainter.from(model);
        double time = from + laneX(x) / model.width() * (OverviewPainter.to(model) - from);
        double length = model.viewport().span(model.width());
        double inside = time - model.viewport().start();
        grabbed = inside >= 0 && inside <= length ? inside : length / 2;
    }

    private boolean onScrollBar(MouseEvent e) {
        return model.maxScroll() > 0 && e.getX() > view.getWidth() - SCROLL_BAR && e.getY() >= Surface.ROWS_TOP;
    }

    private void moveScrollBar(double y) {
        double part = rowsY(y) / model.viewHeight();
        model.sight().scrollTo(part * (model.maxScroll() + model.viewHeight()) - model.viewHeight() / 2,
                System.nanoTime());
    }

    private void onScroll(ScrollEvent e) {
        long clock = System.nanoTime();
        boolean overRows = e.getX() < Surface.GUTTER;
        if (e.isAltDown()) {
            model.setLaneHeight(model.heights().lane() + (e.getDeltaY() > 0 ? 2 : -2));
        } else if (Math.abs(e.getDeltaX()) > Math.abs(e.getDeltaY())) {
            model.sight().dragBy(-e.getDeltaX(), 0, clock);
        } else if (e.isShiftDown()) {
            model.sight().dragBy(-e.getDeltaY(), 0, clock);
        } else if (overRows) {
            model.sight().scrollBy(-e.getDeltaY(), clock);
        } else {
            model.sight().zoomAt(laneX(e.getX()), Math.exp(-e.getDeltaY() * WHEEL), clock);
        }
        e.consume();
    }

    private void onKey(KeyEvent e) {
        if (handle(e)) {
            e.consume();
        }
    }

    private boolean handle(KeyEvent e) {
        long clock = System.nanoTime();
        if (e.isShortcutDown()) {
            switch (e.getCode()) {
                case Z -> {
                    if (e.isShiftDown()) {
                        model.sight().redo();
                    } else {
                        model.sight().undo();
                    }
                }
                case Y -> model.sight().redo();
                default -> {
                    return false;
                }
            }
            return true;
        }
        if (e.isAltDown() || e.isMetaDown()) {
            return false;
        }
        switch (e.getCode()) {
            case W, PLUS, ADD, EQUALS -> model.zoom(1 / KEY_ZOOM, clock);
            case S, MINUS, SUBTRACT -> model.zoom(KEY_ZOOM, clock);
            case A, LEFT -> model.sight().glideBy(-KEY_STEP * model.width(), clock);
            case D, RIGHT -> model.sight().glideBy(KEY_STEP * model.width(), clock);
            case UP -> model.sight().scrollBy(-66, clock);
            case DOWN -> model.sight().scrollBy(66, clock);
            case PAGE_UP -> model.sight().scrollBy(-model.viewHeight() * 0.8, clock);
            case PAGE_DOWN -> model.sight().scrollBy(model.viewHeight() * 0.8, clock);
            case HOME -> model.sight().moveTo((double) model.session().oldest(), clock);
            case END -> model.setFollowing(true, clock);
            case F -> model.fitSelected(clock);
            case SPACE -> model.setFollowing(!model.isFollowing(), clock);
            case PERIOD -> model.selectNeighbour(true, clock);
            case COMMA -> model.selectNeighbour(false, clock);
            case ESCAPE -> {
                model.selectTask(-1);
                model.selectRange(null);
            }
            default -> {
                return false;
            }
        }
        return true;
    }
}
