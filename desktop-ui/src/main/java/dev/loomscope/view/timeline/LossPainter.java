package dev.loomscope.view.timeline;

import dev.loomscope.view.theme.Palette;

/** Paints where events were lost: hatched, with how many they are. */
final class LossPainter {
    /** Remarks stand in so many rows above each other; where there is no room, the hatching says it alone. */
    private static final int ROWS = 4;

    private static final int ROW = 24;

    private LossPainter() {}

    static void paint(Surface surface, TimelineModel model) {
        if (model.session().losses().isEmpty()) {
            return;
        }
        Pixels area = surface.rowsArea();
        Palette palette = surface.palette();
        int[] ends = new int[ROWS];
        double joined = 4 * model.viewport().nsPerPixel();
        for (LostTime lost : LostTime.of(model.session().losses(), model.from(), model.to(), joined)) {
            int x0 = area.left + (int) Math.clamp(LanesPainter.timeX(surface, model, lost.from()), -9, 1e6);
            int x1 = area.left + (int) Math.clamp(LanesPainter.timeX(surface, model, lost.to()), -9, 1e6);
            x1 = Math.max(x1, x0 + surface.px(4));
            area.blend(x0, area.top, x1, area.bottom, palette.window(), 110);
            area.hatch(x0, area.top, x1, area.bottom, surface.px(8), surface.px(1.4), x0, palette.runnable(), 110);
            area.blend(x0, area.top, x0 + surface.line(), area.bottom, palette.runnable(), 130);
            area.blend(x1 - surface.line(), area.top, x1, area.bottom, palette.runnable(), 130);
            double middle = (Math.max(x0, area.left) + Math.min(x1, area.right)) / 2.0;
            int left = OverlayPainter.tagLeft(surface, area, lost.words(), middle);
            int row = 0;
            while (row < ROWS && left <= ends[row]) {
                row++;
            }
            if (row < ROWS) {
                OverlayPainter.tag(surface, area, lost.words(), middle, area.bottom - surface.px(30 + row * ROW),
                        palette.ink(palette.runnable()));
                ends[row] = left + OverlayPainter.tagWidth(surface, lost.words()) + surface.px(4);
            }
        }
    }
}
