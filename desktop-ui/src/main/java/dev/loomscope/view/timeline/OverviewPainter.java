package dev.loomscope.view.timeline;

import dev.loomscope.insight.Finding;
import dev.loomscope.model.CountedStretch;
import dev.loomscope.model.GcPause;
import dev.loomscope.model.Loss;
import dev.loomscope.view.theme.Moments;
import dev.loomscope.view.theme.Palette;

/** Paints the strip at the top: the whole session's density, its findings, and a frame around what is in sight. */
final class OverviewPainter {
    /** Less of the busiest moment than this is everyday business. */
    private static final float NOTABLE = 0.03f;

    private OverviewPainter() {}

    /** First and last time that the strip spans, in ns since the epoch. */
    static double from(TimelineModel model) {
        return model.session().oldest();
    }

    static double to(TimelineModel model) {
        return Math.max(model.session().oldest() + 1_000_000.0, model.position());
    }

    static void paint(Surface surface, TimelineModel model, Overview overview) {
        Palette palette = surface.palette();
        int top = surface.titleBottom();
        int bottom = surface.overviewBottom();
        Pixels all = surface.pixels().region(0, top, surface.width(), bottom);
        all.fill(0, top, surface.width(), bottom, palette.surface());
        all.fill(0, bottom - surface.line(), surface.width(), bottom, palette.border());
        Typeface small = surface.fonts().small();
        small.write(all, model.session().oldest() > 0 ? "Remembered" : "Whole session", surface.px(12),
                surface.baseline(small, top, bottom), surface.px(110),
                palette.textFaint(), 256);
        String length = Moments.counted((long) (to(model) - from(model)), Durations.SECOND / 10);
        Typeface mono = surface.fonts().mono();
        float width = mono.widthOf(length);
        mono.write(all, length, surface.gutter() - surface.px(10) - width, surface.baseline(mono, top, bottom),
                width + 2, palette.textMuted(), 256);

        Pixels strip = all.region(surface.gutter() + surface.line(), top, surface.width(), bottom - surface.line());
        paintDensity(surface, model, overview, strip);
        paintUnseen(surface, model, strip);
        paintCollections(surface, model, strip);
        paintFindings(surface, model, strip);
        if (!model.isEmpty()) {
            paintFrame(surface, model, strip);
        }
    }

    private static void paintDensity(Surface surface, TimelineModel model, Overview overview, Pixels strip) {
        int columns = overview.columns();
        if (columns == 0) {
            return;
        }
        Palette palette = surface.palette();
        double nsPerColumn = (overview.to() - overview.from()) / (double) columns;
        double perPixel = (to(model) - from(model)) / (strip.right - strip.left);
        int floor = strip.bottom - surface.px(3);
        int room = floor - strip.top - surface.px(9);
        for (int x = strip.left; x < strip.right; x++) {
            double time = from(model) + (x - strip.left + 0.5) * perPixel;
            double column = (time - overview.from()) / nsPerColumn - 0.5;
            int left = Math.clamp((int) Math.floor(column), 0, columns - 1);
            int right = Math.min(columns - 1, left + 1);
            float part = (float) Math.clamp(column - left, 0, 1);
            float severe = Math.max(overview.severe()[left], overview.severe()[right]);
            float waiting = between(overview.waiting(), left, right, part);
            float running = between(overview.running(), left, right, part);
            double y = floor;
            y = stack(strip, x, y, severe > NOTABLE ? Math.max(surface.px(2), severe * room) : 0, palette.blocked(),
                    230);
            y = stack(strip, x, y, waiting * room, palette.waiting(), 150);
            stack(strip, x, y, running * room, palette.running(), 165);
        }
    }

    private static float between(float[] values, int left, int right, float part) {
        return values[left] + (values[right] - values[left]) * part;
    }

    private static double stack(Pixels strip, int x, double bottom, double height, int color, int opacity) {
        double top = bottom - height;
        int first = (int) Math.ceil(top);
        strip.blendColumn(x, first, (int) Math.ceil(bottom), color, opacity);
        strip.blend(x, first - 1, color, (int) ((first - top) * opacity));
        return top;
    }

    /** Time in which tasks were counted only, or of which events were lost. */
    private static void paintUnseen(Surface surface, TimelineModel model, Pixels strip) {
        Palette palette = surface.palette();
        long now = model.session().now();
        for (CountedStretch stretch : model.session().countedStretches()) {
            hatch(surface, model, strip, stretch.from(), stretch.from() + stretch.length(now), palette.accent());
        }
        for (Loss loss : model.session().losses()) {
            hatch(surface, model, strip, loss.from(), loss.to(), palette.runnable());
        }
    }

    private static void hatch(Surface surface, TimelineModel model, Pixels strip, long from, long to, int color) {
        int left = x(model, strip, from);
        int right = Math.max(left + surface.px(2), x(model, strip, to));
        int top = strip.top + surface.px(8);
        strip.blend(left, top, right, strip.bottom, color, 22);
        strip.hatch(left, top, right, strip.bottom, surface.px(5), surface.line(), 0, color, 120);
    }

    /** Collections that stopped everything, as ticks at the foot. */
    private static void paintCollections(Surface surface, TimelineModel model, Pixels strip) {
        int drawn = Integer.MIN_VALUE;
        for (GcPause gc : model.session().process().collections()) {
            int left = x(model, strip, gc.from());
            if (gc.stopsAll() && left > drawn) {
                int right = Math.max(left + surface.line(), x(model, strip, gc.to()));
                strip.fill(left, strip.bottom - surface.px(3), right, strip.bottom, surface.palette().failed());
                drawn = right;
            }
        }
    }

    private static int x(TimelineModel model, Pixels strip, long time) {
        double part = (time - from(model)) / (to(model) - from(model));
        return strip.left + (int) Math.round(Math.clamp(part, 0, 1) * (strip.right - strip.left));
    }

    private static void paintFindings(Surface surface, TimelineModel model, Pixels strip) {
        double pixelsPerNs = (strip.right - strip.left) / (to(model) - from(model));
        for (Mark mark : model.marks().all()) {
            Finding finding = mark.finding();
            double x0 = strip.left + (finding.from() - from(model)) * pixelsPerNs;
            double x1 = strip.left + (Math.min((double) finding.to(), to(model)) - from(model)) * pixelsPerNs;
            int color = mark.isSevere() ? surface.palette().blocked() : surface.palette().runnable();
            int left = (int) Math.clamp(x0, strip.left, strip.right - 3.0);
            int right = (int) Math.max(left + surface.px(3), Math.min(x1, strip.right));
            int y = strip.top + surface.px(mark.isSevere() ? 2 : 5);
            strip.fillRound(left, y, right, y + surface.px(2), surface.scale(), color, 256);
        }
    }

    private static void paintFrame(Surface surface, TimelineModel model, Pixels strip) {
        Palette palette = surface.palette();
        double pixelsPerNs = (strip.right - strip.left) / (to(model) - from(model));
        double x0 = strip.left + (model.viewport().start() - from(model)) * pixelsPerNs;
        double x1 = strip.left + (model.viewport().timeAt(model.width()) - from(model)) * pixelsPerNs;
        int least = surface.px(6);
        if (x1 - x0 < least) {
            double middle = (x0 + x1) / 2;
            x0 = middle - least / 2.0;
            x1 = middle + least / 2.0;
        }
        int left = (int) Math.round(Math.clamp(x0, strip.left, strip.right - (double) least));
        int right = (int) Math.round(Math.clamp(x1, left + (double) least, strip.right));
        strip.blend(strip.left, strip.top, left, strip.bottom, palette.window(), 150);
        strip.blend(right, strip.top, strip.right, strip.bottom, palette.window(), 150);
        strip.blend(left, strip.top, right, strip.bottom, palette.accent(), 14);
        strip.strokeRound(left, strip.top, right, strip.bottom, 3 * surface.scale(), surface.line(), palette.accent(),
                200);
        if (right - left > surface.px(24)) {
            int middle = (strip.top + strip.bottom) / 2;
            for (int edge : new int[] {left, right - surface.px(3)}) {
                strip.fillRound(edge, middle - surface.px(6), edge + surface.px(3), middle + surface.px(6),
                        1.5 * surface.scale(), palette.accent(), 256);
            }
        }
    }
}
