package dev.loomscope.view.timeline;

import java.util.List;

import dev.loomscope.figures.Figures;
import dev.loomscope.filter.RowSet;
import dev.loomscope.model.Pool;
import dev.loomscope.model.SpanState;
import dev.loomscope.model.Track;
import dev.loomscope.view.lanes.Section;
import dev.loomscope.view.theme.Palette;

/** Paints the title: how much there is to see, and what the colours mean. */
final class TitlePainter {
    private TitlePainter() {}

    /** @param from where the title is free behind its word, in logical pixels */
    static void paint(Surface surface, TimelineModel model, double from) {
        Palette palette = surface.palette();
        int bottom = surface.titleBottom();
        Pixels strip = surface.pixels().region(0, 0, surface.width(), bottom);
        strip.fill(0, 0, surface.width(), bottom, palette.raised());
        strip.fill(0, bottom - surface.line(), surface.width(), bottom, palette.border());
        Typeface strong = surface.fonts().strong();
        int baseline = surface.baseline(strong, 0, bottom);
        strong.write(strip, "Timeline", surface.px(12), baseline, surface.px(90), palette.text(), 256);
        float pen = surface.px(from);
        Typeface small = surface.fonts().small();
        RowSet wanted = model.filter();
        if (wanted != null) {
            String matches = Figures.count(wanted.count()) + " of " + Figures.count(wanted.known()) + " match";
            pen = small.write(strip, matches, pen + surface.px(12), baseline, surface.width(), palette.accent(), 256);
        }
        if (model.arranged().isArranging()) {
            pen = small.write(strip, "being arranged\u2026", pen + surface.px(12), baseline, surface.width(),
                    palette.text(), 256);
        }
        float legend = paintLegend(surface, strip, bottom, (int) pen + surface.px(4));
        String size = size(model);
        if (pen + surface.px(24) + small.widthOf(size) < legend) {
            small.write(strip, size, pen + surface.px(12), baseline, legend, palette.textFaint(), 256);
        }
    }

    /** How much stands on the rows, in words; empty where nothing ran. */
    static String size(TimelineModel model) {
        if (model.isEmpty()) {
            return "";
        }
        List<Section> sections = model.arranged().plan().sections();
        long rows = sections.stream().mapToLong(section -> section.tracks().size()).sum();
        if (model.arranged().isOfTasks()) {
            return Figures.counted(sections.size(), "group") + "  ·  " + Figures.counted(rows, "row");
        }
        long pools = sections.stream().filter(section -> section.group().pool() != Pool.THREADS).count();
        long spans = sections.stream().flatMap(section -> section.tracks().stream()).mapToLong(Track::spanCount).sum();
        return Figures.counted(pools, "pool") + "  ·  " + Figures.counted(rows, "lane") + "  ·  "
                + Figures.brieflyCounted(spans, "span");
    }

    /** From right to left; returns where it begins. */
    private static float paintLegend(Surface surface, Pixels strip, int bottom, int from) {
        float x = surface.width() - surface.px(14);
        SpanState[] states = SpanState.values();
        for (int i = states.length - 1; i >= 0; i--) {
            x = entry(surface, strip, x, bottom, from, states[i]);
        }
        return x;
    }

    /** A sample of a state, with the form that it has on the lanes. */
    private static float entry(Surface surface, Pixels strip, float right, int bottom, int from,
            SpanState state) {
        String word = StateWords.of(state);
        Typeface small = surface.fonts().small();
        int size = surface.px(9);
        float left = right - small.widthOf(word);
        int square = Math.round(left) - surface.px(6) - size;
        if (square < from) {
            return right;
        }
        small.write(strip, word, left, surface.baseline(small, 0, bottom), right - left + 2,
                surface.palette().textMuted(), 256);
        int top = (bottom - size) / 2;
        strip.fillRound(square, top, square + size, top + size, 2 * surface.scale(),
                surface.shades().solid(state), 256);
        switch (state) {
            case BLOCKED -> Ribs.of(surface.scale(), surface.shades()).area(strip, square, top, square + size,
                    top + size, 256);
            case FAILED -> BlockPainter.tear(strip, square + size, surface.px(3), top, top + size, surface.scale(),
                    surface.palette().raised());
            default -> {
            }
        }
        return square - surface.px(14);
    }
}
