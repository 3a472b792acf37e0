package dev.loomscope.view.timeline;

import java.util.ArrayList;
import java.util.List;

import dev.loomscope.view.theme.Palette;

/** Paints the ruler, the lines that lead down from it, and where time stands. */
final class RulerPainter {
    private static final int APART = 104;
    /** How far up from the rows the flag of the present reaches: not into the words. */
    private static final int FLAG = 6;

    private RulerPainter() {}

    /** A line down from a tick. */
    record Line(int x, int opacity) {}

    static List<Line> lines(Surface surface, TimelineModel model) {
        List<Line> lines = new ArrayList<>();
        ShownTime shown = ShownTime.of(model);
        Viewport viewport = model.viewport();
        TimeScale scale = TimeScale.of(viewport.nsPerPixel(), APART);
        double end = shown.shown(viewport.timeAt(model.width()));
        for (long tick = scale.first(shown.shown(viewport.start())); tick <= end; tick += scale.step()) {
            int x = surface.gutter() + (int) Math.round(LanesPainter.timeX(surface, model, shown.time(tick)));
            lines.add(new Line(x, scale.isAnchor(tick) ? 130 : 70));
        }
        return lines;
    }

    static void paintLines(Surface surface, List<Line> lines, int top, int bottom) {
        Pixels area = surface.rowsArea();
        for (Line line : lines) {
            area.blend(line.x(), top, line.x() + surface.line(), bottom, surface.palette().borderStrong(),
                    line.opacity());
        }
    }

    static void paint(Surface surface, TimelineModel model) {
        Palette palette = surface.palette();
        int top = surface.overviewBottom();
        int bottom = surface.rowsTop();
        Pixels all = surface.pixels().region(0, top, surface.width(), bottom);
        all.fill(0, top, surface.width(), bottom, palette.surface());
        all.fill(0, bottom - surface.line(), surface.width(), bottom, palette.border());
        if (model.isEmpty()) {
            return;
        }
        ShownTime shown = ShownTime.of(model);
        TimeScale scale = TimeScale.of(model.viewport().nsPerPixel(), APART);
        paintAnchor(surface, model, shown, scale);
        Pixels ruler = all.region(surface.gutter() + surface.line(), top, surface.width(), bottom);
        paintBetween(surface, model, shown, scale, ruler);
        paintTicks(surface, model, shown, scale, ruler);
    }

    private static void paintTicks(
            Surface surface, TimelineModel model, ShownTime shown, TimeScale scale, Pixels ruler) {
        Palette palette = surface.palette();
        Typeface mono = surface.fonts().mono();
        Viewport viewport = model.viewport();
        int bottom = surface.rowsTop();
        int baseline = surface.baseline(mono, surface.overviewBottom(), bottom);
        // A label half under the pointer's pill would only be a torn word.
        double[] pill = pointerPill(surface, model);
        int[] length = RangePainter.pill(surface, model);
        double end = shown.shown(viewport.timeAt(model.width()));
        for (long tick = scale.first(shown.shown(viewport.timeAt(-APART))); tick <= end; tick += scale.step()) {
            if (shown.time(tick) < 0) {
                continue;
            }
            int x = surface.gutter() + (int) Math.round(LanesPainter.timeX(surface, model, shown.time(tick)));
            boolean strong = scale.anchor() == scale.step() || scale.isAnchor(tick);
            ruler.fill(x, bottom - surface.px(strong ? 8 : 6), x + surface.line(), bottom, palette.borderStrong());
            String label = shown.label(scale, tick);
            float room = mono.widthOf(label) + 1;
            int left = x + surface.px(5);
            boolean hidden = (left < pill[1] && left + room > pill[0])
                    || (left < length[1] && left + room > length[0]);
            if (left + room <= ruler.right && left >= ruler.left && !hidden) {
                mono.write(ruler, label, left, baseline, room, strong ? palette.textMuted() : palette.textFaint(), 256);
            }
        }
    }

    /** Small ticks between those with labels. */
    private static void paintBetween(
            Surface surface, TimelineModel model, ShownTime shown, TimeScale scale, Pixels ruler) {
        long step = scale.step() / scale.parts();
        Viewport viewport = model.viewport();
        int bottom = surface.rowsTop();
        double end = shown.shown(viewport.timeAt(model.width()));
        for (long tick = (long) Math.ceil(shown.shown(viewport.start()) / step) * step; tick <= end; tick += step) {
            if (shown.time(tick) >= 0) {
                int x = surface.gutter() + (int) Math.round(LanesPainter.timeX(surface, model, shown.time(tick)));
                ruler.fill(x, bottom - surface.px(3), x + surface.line(), bottom, surface.palette().borderStrong());
            }
        }
    }

    /** A place in time as exact as a pixel, counted and on the wall. */
    static String placeInWords(TimelineModel model, double time) {
        return model.moments().both((long) time, Math.max(1, (long) model.viewport().nsPerPixel()));
    }

    /** Where the pointer's time stands, from left to right in device pixels; nowhere where the pointer is elsewhere. */
    static double[] pointerPill(Surface surface, TimelineModel model) {
        Hover hover = model.hover();
        if (hover == null || hover.x() < 0) {
            return new double[] {Double.MAX_VALUE, -1};
        }
        double width = surface.fonts().mono().widthOf(placeInWords(model, hover.time())) / surface.scale() + 24;
        double left = pillLeft(Surface.GUTTER + hover.x(), width, surface.width() / surface.scale());
        return new double[] {left * surface.scale(), (left + width) * surface.scale()};
    }

    /** Where a pill of a width begins so that it points at x and stays over the lanes; logical pixels of the view. */
    static double pillLeft(double x, double width, double viewWidth) {
        double least = Surface.GUTTER + 3.0;
        return Math.clamp(x - width / 2, least, Math.max(least, viewWidth - width - 3));
    }

    /** What the short labels count from, and the other way of counting. */
    private static void paintAnchor(Surface surface, TimelineModel model, ShownTime shown, TimeScale scale) {
        Palette palette = surface.palette();
        Pixels corner = surface.pixels().region(0, surface.overviewBottom(), surface.gutter(), surface.rowsTop());
        Typeface mono = surface.fonts().mono();
        int baseline = surface.baseline(mono, corner.top, corner.bottom);
        double start = Math.max(0, model.viewport().start());
        mono.write(corner, shown.aside(start), surface.px(12), baseline, surface.px(100), palette.textFaint(), 256);
        if (scale.anchor() != scale.step()) {
            String anchor = shown.anchor(scale, start);
            float width = mono.widthOf(anchor);
            mono.write(corner, anchor, surface.gutter() - surface.px(10) - width, baseline, width + 2,
                    palette.textMuted(), 256);
        }
    }

    /** The line at the present, with a flag in the ruler. */
    static void paintPlayhead(Surface surface, TimelineModel model) {
        double x = surface.gutter() + LanesPainter.timeX(surface, model, model.position());
        if (x < surface.gutter() || x > surface.width()) {
            return;
        }
        int color = model.isLive() ? surface.palette().running() : surface.palette().textMuted();
        Pixels below = surface.pixels().region(
                surface.gutter(), surface.rowsTop() - surface.px(FLAG), surface.width(), surface.height());
        below.fillSoft(x, below.top, x + surface.line(), below.bottom, color, model.isLive() ? 190 : 110);
        double r = 3.5 * surface.scale();
        for (int dy = 0; dy <= (int) r; dy++) {
            double half = r - dy;
            below.fillSoft(x - half + 0.5, below.top + dy, x + half + 0.5, below.top + dy + 1, color, 256);
        }
    }
}
