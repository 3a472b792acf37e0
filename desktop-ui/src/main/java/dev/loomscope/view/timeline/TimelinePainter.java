package dev.loomscope.view.timeline;

import java.util.List;

import dev.loomscope.view.theme.Palette;

/** Paints the whole timeline, back to front. One thread at a time. */
final class TimelinePainter {
    private final LanesPainter lanes = new LanesPainter();
    private final DensityPainter density = new DensityPainter();
    private final HeaderPainter headers = new HeaderPainter(density);
    private final NamePainter names = new NamePainter();

    /** @param titleFrom where the title is free, in logical pixels */
    void paint(Surface surface, TimelineModel model, Overview overview, double titleFrom) {
        Palette palette = surface.palette();
        Pixels all = surface.pixels();
        if (model.isEmpty()) {
            all.fill(0, 0, surface.width(), surface.height(), palette.surface());
            paintNothing(surface);
        } else {
            List<RowScroll.Placed> inSight = model.inSight();
            paintGaps(surface, inSight);
            density.begin(model.session(), surface.shades(), model.filter());
            density.paintStacks(surface, model);
            lanes.begin(model, inSight);
            paintRows(surface, model, inSight.stream().filter(placed -> !placed.pinned()).toList());
            paintRows(surface, model, inSight.stream().filter(RowScroll.Placed::pinned).toList());
            density.end();
            paintPinnedEdge(surface, model);
            List<LanesPainter.Bar> bars = LanesPainter.bars(surface, inSight.stream()
                    .filter(placed -> placed.pinned() || placed.top() >= model.scrolling().pinnedHeight()).toList());
            CountedPainter.paint(surface, model, bars);
            OverlayPainter.paintForgotten(surface, model);
            LossPainter.paint(surface, model);
            OverlayPainter.paintMarks(surface, model, bars);
            OverlayPainter.paintSelection(surface, model, bars);
            LinksPainter.paint(surface, model);
            RangePainter.paintBand(surface, model);
            OverlayPainter.paintHovered(surface, model, bars);
        }
        RulerPainter.paint(surface, model);
        if (!model.isEmpty()) {
            PausePainter.paint(surface, model);
            RulerPainter.paintPlayhead(surface, model);
            RangePainter.paintLength(surface, model);
        }
        OverviewPainter.paint(surface, model, overview);
        TitlePainter.paint(surface, model, titleFrom);
        all.fill(surface.gutter(), surface.titleBottom(), surface.gutter() + surface.line(), surface.height(),
                palette.border());
        paintScrollBar(surface, model);
    }

    private void paintRows(Surface surface, TimelineModel model, List<RowScroll.Placed> rows) {
        List<LanesPainter.Bar> bars = LanesPainter.bars(surface, rows);
        lanes.paint(surface, model, bars, model.marks().tasks());
        for (LanesPainter.Bar bar : bars) {
            names.paint(surface, model, bar, lanes.isUnmatched(bar.track()));
        }
        for (RowScroll.Placed placed : rows) {
            if (placed.row().track() == null) {
                headers.paint(surface, model, placed);
            }
        }
    }

    private static void paintPinnedEdge(Surface surface, TimelineModel model) {
        if (model.scrolling().pinnedHeight() > 0) {
            int y = surface.px(Surface.ROWS_TOP + model.scrolling().pinnedHeight());
            surface.pixels().fill(0, y - 2 * surface.line(), surface.width(), y, surface.palette().borderStrong());
        }
    }

    /** Whether a later frame will have more to show of the same. */
    boolean isUnfinished() {
        return density.isUnfinished();
    }

    /** Makes what the last frame was short of; to be painted again then. */
    void finish() {
        density.finish();
    }

    /** The ground where no row is. */
    private static void paintGaps(Surface surface, List<RowScroll.Placed> inSight) {
        Pixels below = surface.belowRuler();
        int y = surface.rowsTop();
        for (RowScroll.Placed row : inSight) {
            int top = surface.px(Surface.ROWS_TOP + row.top());
            below.fill(0, y, surface.width(), top, surface.palette().surface());
            y = Math.max(y, surface.px(Surface.ROWS_TOP + row.bottom()));
        }
        below.fill(0, y, surface.width(), surface.height(), surface.palette().surface());
    }

    /** Lanes as they will be, hardly there; the words above them are the view's. */
    private static void paintNothing(Surface surface) {
        Palette palette = surface.palette();
        Pixels area = surface.belowRuler();
        int pitch = surface.px(Rows.Heights.DEFAULT.lane());
        int lane = 0;
        for (int y = surface.rowsTop() + surface.px(14); y < surface.height(); y += pitch, lane++) {
            int middle = y + surface.px(8);
            area.fillRound(surface.px(26), middle - surface.px(3), surface.px(26 + 60 + lane * 37 % 50), middle
                    + surface.px(3), surface.px(3), palette.idle(), 256);
            int x = surface.gutter() + surface.px(24 + lane * 61 % 90);
            for (int i = 0; x < surface.width(); i++) {
                int width = surface.px(30 + (lane * 83 + i * 127) % 210);
                area.fillRound(x, y, x + width, y + surface.px(16), 3 * surface.scale(), palette.idle(), 170);
                x += width + surface.px(10 + (lane * 47 + i * 71) % 70);
            }
        }
        area.fade(0, area.top, surface.width(), area.bottom, palette.surface(), 40, 190);
    }

    private static void paintScrollBar(Surface surface, TimelineModel model) {
        if (model.scrolling().most() <= 0) {
            return;
        }
        double room = model.scrolling().viewHeight() - 8;
        double part = model.scrolling().viewHeight() / (model.scrolling().most() + model.scrolling().viewHeight());
        double length = Math.max(28, room * part);
        double y = Surface.ROWS_TOP + 4 + (room - length) * model.scrolling().position() / model.scrolling().most();
        int right = surface.width() - surface.px(3);
        surface.pixels().fillRound(right - surface.px(5), surface.px(y), right, surface.px(y + length),
                surface.px(2.5), surface.palette().textFaint(), 150);
    }
}
