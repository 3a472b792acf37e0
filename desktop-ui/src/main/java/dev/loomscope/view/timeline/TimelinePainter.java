package dev.loomscope.view.timeline;

import java.util.List;

import dev.loomscope.model.SpanCursor;
import dev.loomscope.model.Track;
import dev.loomscope.view.theme.Palette;

/** Paints the whole timeline, back to front. One thread at a time. */
final class TimelinePainter {
    private final LanesPainter lanes = new LanesPainter();
    private final HeaderPainter headers = new HeaderPainter();
    private final SpanCursor cursor = new SpanCursor();

    void paint(Surface surface, TimelineModel model, Overview overview) {
        Palette palette = surface.palette();
        Pixels all = surface.pixels();
        List<Rows.Row> inSight = model.rows().between(model.scroll(), model.scroll() + model.viewHeight());
        if (model.isEmpty()) {
            all.fill(0, 0, surface.width(), surface.height(), palette.surface());
            paintNothing(surface);
        } else {
            List<LanesPainter.Bar> bars = LanesPainter.bars(surface, model);
            paintGaps(surface, model, inSight);
            lanes.paint(surface, model, bars, model.marks().tasks());
            for (LanesPainter.Bar bar : bars) {
                paintLaneName(surface, model, bar);
            }
            for (Rows.Row row : inSight) {
                if (row.track() == null) {
                    headers.paint(surface, model, row);
                }
            }
            CountedPainter.paint(surface, model, bars);
            OverlayPainter.paintForgotten(surface, model);
            OverlayPainter.paintLosses(surface, model);
            OverlayPainter.paintMarks(surface, model, bars);
            OverlayPainter.paintSelection(surface, model, bars);
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
        TitlePainter.paint(surface, model);
        all.fill(surface.gutter(), surface.titleBottom(), surface.gutter() + surface.line(), surface.height(),
                palette.border());
        paintScrollBar(surface, model);
    }

    /** The ground where no row is. */
    private static void paintGaps(Surface surface, TimelineModel model, List<Rows.Row> inSight) {
        Pixels below = surface.pixels().region(0, surface.rowsTop(), surface.width(), surface.height());
        int y = surface.rowsTop();
        for (Rows.Row row : inSight) {
            int top = surface.px(Surface.ROWS_TOP + row.top() - model.scroll());
            below.fill(0, y, surface.width(), top, surface.palette().surface());
            y = Math.max(y, surface.px(Surface.ROWS_TOP + row.bottom() - model.scroll()));
        }
        below.fill(0, y, surface.width(), surface.height(), surface.palette().surface());
    }

    private void paintLaneName(Surface surface, TimelineModel model, LanesPainter.Bar bar) {
        Palette palette = surface.palette();
        Pixels gutter = surface.gutterArea();
        Track track = bar.track();
        Typeface face = surface.fonts().text();
        Hover hover = model.hover();
        Rows.Row under = hover == null ? null : hover.row();
        boolean hovered = under != null && track.equals(under.track());
        int top = surface.px(Surface.ROWS_TOP + bar.row().top() - model.scroll());
        int bottom = surface.px(Surface.ROWS_TOP + bar.row().bottom() - model.scroll());
        if (hovered) {
            gutter.fill(0, top, surface.gutter(), bottom, palette.hover());
        }
        if (bar.row().height() < 13) {
            return;
        }
        int x = surface.px(26);
        int color = lanes.isUnmatched(track)
                ? Palette.mix(palette.surface(), palette.textMuted(), 0.45)
                : palette.textMuted();
        if (model.isLive()) {
            int middle = (top + bottom) / 2;
            int r = surface.px(2.5);
            int dot = track.spanAt(model.session().now(), cursor) && cursor.open()
                    ? surface.shades().hue(cursor.state())
                    : palette.borderStrong();
            gutter.fillRound(surface.px(14) - r, middle - r, surface.px(14) + r, middle + r, r, dot, 256);
        }
        face.write(gutter, LaneName.of(track), x, surface.baseline(face, top, bottom),
                surface.gutter() - x - surface.px(8),
                hovered ? palette.text() : color, 256);
    }

    /** Lanes as they will be, hardly there; the words above them are the view's. */
    private static void paintNothing(Surface surface) {
        Palette palette = surface.palette();
        Pixels area = surface.pixels().region(0, surface.rowsTop(), surface.width(), surface.height());
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
        if (model.maxScroll() <= 0) {
            return;
        }
        double room = model.viewHeight() - 8;
        double part = model.viewHeight() / (model.maxScroll() + model.viewHeight());
        double length = Math.max(28, room * part);
        double y = Surface.ROWS_TOP + 4 + (room - length) * model.scroll() / model.maxScroll();
        int right = surface.width() - surface.px(3);
        surface.pixels().fillRound(right - surface.px(5), surface.px(y), right, surface.px(y + length),
                surface.px(2.5), surface.palette().textFaint(), 150);
    }
}
