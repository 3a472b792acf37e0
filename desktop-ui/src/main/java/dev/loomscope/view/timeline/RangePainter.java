package dev.loomscope.view.timeline;

import dev.loomscope.figures.Figures;
import dev.loomscope.view.theme.Palette;
import org.jspecify.annotations.Nullable;

/** Paints the chosen stretch of time over the lanes, and its length in the ruler. */
final class RangePainter {
    private RangePainter() {}

    static void paintBand(Surface surface, TimelineModel model) {
        double[] edges = edges(surface, model);
        if (edges == null) {
            return;
        }
        Pixels area = surface.rowsArea();
        int accent = surface.palette().accent();
        area.fillSoft(edges[0], area.top, edges[1], area.bottom, accent, 24);
        area.fillSoft(edges[0], area.top, edges[0] + surface.line(), area.bottom, accent, 220);
        area.fillSoft(edges[1] - surface.line(), area.top, edges[1], area.bottom, accent, 220);
    }

    /** A bar at the foot of the ruler with the length above it, kept beside the pointer's time. */
    static void paintLength(Surface surface, TimelineModel model) {
        double[] edges = edges(surface, model);
        TimeRange range = model.selection().range();
        if (edges == null || range == null) {
            return;
        }
        Palette palette = surface.palette();
        Pixels ruler = surface.pixels().region(surface.gutter() + surface.line(), surface.overviewBottom(),
                surface.width(), surface.rowsTop());
        ruler.fillSoft(edges[0], ruler.bottom - surface.px(3), edges[1], ruler.bottom, palette.accent(), 256);
        String text = Figures.duration(range.length());
        Typeface mono = surface.fonts().mono();
        int[] pill = pill(surface, model);
        int left = pill[0];
        int width = pill[1] - left;
        int height = surface.px(16);
        int top = ruler.top + surface.px(3);
        ruler.fillRound(left, top, left + width, top + height, 5 * surface.scale(),
                Palette.mix(palette.surface(), palette.accent(), palette.dark() ? 0.34 : 0.18), 256);
        mono.write(ruler, text, left + surface.px(7), surface.baseline(mono, top, top + height), width, palette.text(),
                256);
    }

    /** Where the length is written in the ruler, from left to right in device pixels; nowhere where no range is in sight. */
    static int[] pill(Surface surface, TimelineModel model) {
        double[] edges = edges(surface, model);
        TimeRange range = model.selection().range();
        if (edges == null || range == null) {
            return new int[] {Integer.MAX_VALUE, Integer.MIN_VALUE};
        }
        int width = Math.round(surface.fonts().mono().widthOf(Figures.duration(range.length()))) + surface.px(14);
        double least = surface.gutter() + (double) surface.px(3);
        double most = Math.max(least, surface.width() - (double) width - surface.px(2));
        double left = Math.clamp((edges[0] + edges[1] - width) / 2, least, most);
        double[] pointer = RulerPainter.pointerPill(surface, model);
        if (left < pointer[1] && left + width > pointer[0]) {
            double before = pointer[0] - width - surface.px(4);
            left = before >= least ? before : Math.min(pointer[1] + surface.px(4), most);
        }
        return new int[] {(int) left, (int) left + width};
    }

    /** Device pixels of both edges, cut just outside of what is in sight; null where it is elsewhere. */
    private static double @Nullable [] edges(Surface surface, TimelineModel model) {
        TimeRange range = model.selection().range();
        if (range == null) {
            return null;
        }
        Pixels area = surface.rowsArea();
        double x0 = area.left + Math.max(-2, LanesPainter.timeX(surface, model, range.from()));
        double x1 = area.left + Math.min(area.right - area.left + 2.0,
                LanesPainter.timeX(surface, model, range.to()));
        return x1 < area.left || x0 > area.right ? null : new double[] {x0, Math.max(x1, x0 + surface.line())};
    }
}
