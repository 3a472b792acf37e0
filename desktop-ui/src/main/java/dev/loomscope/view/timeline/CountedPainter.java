package dev.loomscope.view.timeline;

import java.util.List;

import dev.loomscope.figures.Figures;
import dev.loomscope.model.Pool;
import dev.loomscope.view.theme.Palette;

/** Paints the stretches in which tasks were counted and not followed over the lanes of their pools: there are no spans to see. */
final class CountedPainter {
    private CountedPainter() {}

    static void paint(Surface surface, TimelineModel model, List<LanesPainter.Bar> bars) {
        if (model.session().countedStretches().isEmpty()) {
            return;
        }
        int first = 0;
        while (first < bars.size()) {
            int pool = bars.get(first).row().group().pool();
            int last = first;
            while (last + 1 < bars.size() && bars.get(last + 1).row().group().pool() == pool) {
                last++;
            }
            Pool owner = model.session().pool(pool).orElse(null);
            if (owner != null) {
                paintGroup(surface, model, owner, bars.get(first).top(), bars.get(last).bottom());
            }
            first = last + 1;
        }
    }

    private static void paintGroup(Surface surface, TimelineModel model, Pool pool, int top, int bottom) {
        Pixels area = surface.rowsArea();
        Palette palette = surface.palette();
        double joined = 3 * model.viewport().nsPerPixel();
        for (CountedTime time : CountedTime.of(model.session(), pool, model.from(), model.to(), joined)) {
            int x0 = area.left + (int) Math.clamp(LanesPainter.timeX(surface, model, time.from()), -9, 1e6);
            int x1 = area.left + (int) Math.clamp(LanesPainter.timeX(surface, model,
                    Math.min((double) time.to(), model.position())), -9, 1e6);
            x1 = Math.max(x1, x0 + surface.px(2));
            int strength = (int) Math.round(40 + 60 * time.share());
            area.blend(x0, top, x1, bottom, palette.accent(), strength / 5);
            area.hatch(x0, top, x1, bottom, surface.px(7), surface.px(1.2), x0, palette.accent(), strength);
            if (time.share() > 0.98) {
                area.blend(x0, top, x0 + surface.line(), bottom, palette.accent(), 130);
                area.blend(x1 - surface.line(), top, x1, bottom, palette.accent(), 130);
            }
            words(surface, area, time, Math.max(x0, area.left), Math.min(x1, area.right), (top + bottom) / 2);
        }
    }

    private static void words(Surface surface, Pixels area, CountedTime time, int x0, int x1, int middle) {
        String all = Figures.brieflyCounted(time.started(), "run") + " counted, not drawn";
        String few = Figures.brief(time.started()) + " counted";
        float room = x1 - x0 - surface.px(24);
        Typeface small = surface.fonts().small();
        String text = small.widthOf(all) <= room ? all : small.widthOf(few) <= room ? few : "";
        if (!text.isEmpty()) {
            OverlayPainter.tag(surface, area, text, (x0 + x1) / 2.0, middle - surface.px(10),
                    surface.palette().textMuted());
        }
    }
}
