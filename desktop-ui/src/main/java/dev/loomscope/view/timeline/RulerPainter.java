package dev.loomscope.view.timeline;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import dev.loomscope.view.theme.Palette;

/** Paints the ruler, the lines that lead down from it, and where time stands. */
final class RulerPainter {
    private static final int APART = 104;
    private static final DateTimeFormatter WALL = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    private RulerPainter() {}

    /** A line down from a tick. */
    record Line(int x, int opacity) {}

    static List<Line> lines(Surface surface, TimelineModel model) {
        List<Line> lines = new ArrayList<>();
        Viewport viewport = model.viewport();
        TimeScale scale = TimeScale.of(viewport.nsPerPixel(), APART);
        for (long tick = scale.first(viewport.start()); tick <= viewport.timeAt(model.width()); tick += scale.step()) {
            int x = surface.gutter() + (int) Math.round(LanesPainter.timeX(surface, model, tick));
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
        Viewport viewport = model.viewport();
        TimeScale scale = TimeScale.of(viewport.nsPerPixel(), APART);
        Typeface mono = surface.fonts().mono();
        int baseline = surface.baseline(mono, top, bottom);
        paintAnchor(surface, model, scale, baseline);
        Pixels ruler = all.region(surface.gutter() + surface.line(), top, surface.width(), bottom);
        // A label half under the pointer's pill would only be a torn word.
        double pillStart = Double.MAX_VALUE;
        double pillEnd = -1;
        Hover hover = model.hover();
        if (hover != null && hover.x() >= 0) {
            double width = mono.widthOf(placeInWords(model, hover.time())) / surface.scale() + 24;
            double logicalWidth = surface.width() / surface.scale();
            pillStart = pillLeft(Surface.GUTTER + hover.x(), width, logicalWidth) * surface.scale();
            pillEnd = pillStart + width * surface.scale();
        }
        long first = scale.first(viewport.timeAt(-APART));
        for (long tick = first; tick <= viewport.timeAt(model.width()); tick += scale.step()) {
            if (tick < 0) {
                continue;
            }
            int x = surface.gutter() + (int) Math.round(LanesPainter.timeX(surface, model, tick));
            boolean strong = scale.anchor() == scale.step() || scale.isAnchor(tick);
            ruler.fill(x, bottom - surface.px(strong ? 7 : 5), x + surface.line(), bottom, palette.borderStrong());
            String label = scale.label(tick);
            float room = mono.widthOf(label) + 1;
            int left = x + surface.px(5);
            boolean hidden = left < pillEnd && left + room > pillStart;
            if (left + room <= ruler.right && left >= ruler.left && !hidden) {
                mono.write(ruler, label, left, baseline, room, strong ? palette.textMuted() : palette.textFaint(), 256);
            }
        }
    }

    /** A place in time as exact as a pixel, and the wall clock there. */
    static String placeInWords(TimelineModel model, double time) {
        long resolution = Math.max(1, (long) model.viewport().nsPerPixel());
        String place = Durations.place((long) time, resolution);
        Instant epoch = model.session().info().epoch();
        return epoch.getEpochSecond() == 0
                ? place
                : place + "  ·  " + WALL.format(epoch.plusNanos((long) time).atZone(ZoneId.systemDefault()));
    }

    /** Where a pill of a width begins so that it points at x and stays over the lanes; logical pixels of the view. */
    static double pillLeft(double x, double width, double viewWidth) {
        double least = Surface.GUTTER + 3.0;
        return Math.clamp(x - width / 2, least, Math.max(least, viewWidth - width - 3));
    }

    /** What the short labels count from, and the wall clock at the left edge. */
    private static void paintAnchor(Surface surface, TimelineModel model, TimeScale scale, int baseline) {
        Palette palette = surface.palette();
        Pixels corner = surface.pixels().region(0, surface.overviewBottom(), surface.gutter(), surface.rowsTop());
        Typeface mono = surface.fonts().mono();
        long start = Math.max(0, model.from());
        Instant epoch = model.session().info().epoch();
        if (epoch.getEpochSecond() != 0) {
            String wall = CLOCK.format(epoch.plusNanos(start).atZone(ZoneId.systemDefault()));
            mono.write(corner, wall, surface.px(12), baseline, surface.px(80), palette.textFaint(), 256);
        }
        if (scale.anchor() != scale.step()) {
            String anchor = Durations.place(Math.max(0, scale.anchorBefore((double) start)), scale.anchor());
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
                surface.gutter(), surface.rowsTop() - surface.px(8), surface.width(), surface.height());
        below.fillSoft(x, below.top, x + surface.line(), below.bottom, color, model.isLive() ? 190 : 110);
        double r = 3.5 * surface.scale();
        for (int dy = 0; dy <= (int) r; dy++) {
            double half = r - dy;
            below.fillSoft(x - half + 0.5, below.top + dy, x + half + 0.5, below.top + dy + 1, color, 256);
        }
    }
}
