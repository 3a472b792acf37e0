package dev.loomscope.view.timeline;

import java.util.List;

import dev.loomscope.model.GcPause;
import dev.loomscope.view.theme.Palette;
import org.jspecify.annotations.Nullable;

/**
 * Paints garbage collections as a thin line at the foot of the ruler; those that stopped the application also as a shade over
 * the lanes.
 */
final class PausePainter {
    private PausePainter() {}

    static void paint(Surface surface, TimelineModel model) {
        List<GcPause> all = model.session().process().collections();
        if (all.isEmpty()) {
            return;
        }
        Pixels area = surface.rowsArea();
        Pixels ruler = surface.pixels().region(area.left, surface.rowsTop() - surface.px(4), area.right, area.top);
        Palette palette = surface.palette();
        int drawn = Integer.MIN_VALUE;
        for (GcPause gc : all) {
            double from = LanesPainter.timeX(surface, model, gc.from());
            double to = LanesPainter.timeX(surface, model, gc.to());
            if (to < 0 || from > area.right - area.left) {
                continue;
            }
            int x0 = area.left + (int) Math.max(0, from);
            int x1 = Math.max(x0 + surface.px(2), area.left + (int) Math.ceil(Math.min(to, area.right)));
            if (gc.stopsAll()) {
                ruler.fill(Math.max(x0, drawn), ruler.top, x1, ruler.bottom, palette.textMuted());
                drawn = Math.max(drawn, x1);
                if (to - from >= surface.px(2)) {
                    area.blend(x0, area.top, x1, area.bottom, palette.textMuted(), palette.dark() ? 30 : 26);
                }
            } else {
                ruler.blend(Math.max(x0, drawn), ruler.top, x1, ruler.bottom, palette.textMuted(), 70);
            }
        }
    }

    /** The collection at a time, the one that stopped everything before one that did not; null where there is none. */
    static @Nullable GcPause at(TimelineModel model, double time) {
        double slack = 2 * model.viewport().nsPerPixel();
        GcPause found = null;
        for (GcPause gc : model.session().process().collections()) {
            boolean inside = time >= gc.from() - slack && time <= gc.to() + slack;
            if (inside && (found == null || gc.stopsAll())) {
                found = gc;
            }
        }
        return found;
    }
}
