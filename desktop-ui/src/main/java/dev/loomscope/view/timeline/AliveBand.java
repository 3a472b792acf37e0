package dev.loomscope.view.timeline;

import dev.loomscope.figures.Figures;
import dev.loomscope.model.PackedGroup;
import dev.loomscope.view.theme.Palette;

/** Paints the band of a group of tasks over time: how many of them were alive, of the most that are in sight. */
final class AliveBand {
    private float[] alive = new float[0];

    void paint(Surface surface, TimelineModel model, PackedGroup group, int top, int bottom) {
        Palette palette = surface.palette();
        Pixels area = surface.rowsArea();
        double from = Math.max(0, LanesPainter.timeX(surface, model, model.session().oldest()));
        double edge = Math.min(area.right - area.left, LanesPainter.timeX(surface, model, model.position()));
        int columns = (int) Math.ceil(edge);
        if (columns <= from) {
            return;
        }
        if (alive.length < columns) {
            alive = new float[columns];
        }
        Viewport viewport = model.viewport();
        group.alive((long) viewport.start(), viewport.nsPerPixel() / surface.scale(), columns, alive);
        float most = 0;
        for (int i = 0; i < columns; i++) {
            most = Math.max(most, alive[i]);
        }
        if (most <= 0) {
            return;
        }
        Pixels clip = area.region(area.left, area.top, area.left + columns, area.bottom);
        float full = 0.9f * (bottom - top) / Math.max(2, most);
        for (int i = (int) from; i < columns; i++) {
            BandShape.area(clip, clip.left + i, bottom, alive[i] * full, alive[Math.max(0, i - 1)] * full,
                    palette.waiting(), palette.dark() ? 62 : 52, surface.line());
        }
        if (most > 1.5) {
            BandShape.paintPeak(surface, clip, "up to " + Figures.brief(Math.round(most)) + " at once",
                    palette.textMuted(), top, bottom);
        }
    }
}
