package dev.loomscope.view.timeline;

import dev.loomscope.figures.Figures;
import dev.loomscope.model.PackedGroup;
import dev.loomscope.model.Pool;
import dev.loomscope.view.theme.Palette;
import org.jspecify.annotations.Nullable;

/** Paints a group's header: its name and how it stands, and beside them a band over time. */
final class HeaderPainter {
    /** A folded group of so many lanes shows how dense their work is. */
    private static final int MANY = 8;

    private final DensityPainter density;
    private final PoolBand poolBand = new PoolBand();
    private final AliveBand aliveBand = new AliveBand();

    HeaderPainter(DensityPainter density) {
        this.density = density;
    }

    void paint(Surface surface, TimelineModel model, RowScroll.Placed placed) {
        Rows.Row row = placed.row();
        Palette palette = surface.palette();
        int top = surface.px(Surface.ROWS_TOP + placed.top());
        int bottom = surface.px(Surface.ROWS_TOP + placed.bottom());
        Pixels all = surface.belowRuler();
        all.fill(0, top, surface.width(), bottom, palette.raised());
        if (model.cursor().isOn(row)) {
            surface.gutterArea().fill(0, top, surface.gutter(), bottom, palette.hover());
        }
        all.fill(0, top, surface.width(), top + surface.line(), palette.border());
        all.fill(0, bottom - surface.line(), surface.width(), bottom, palette.border());
        CursorMark.paint(surface, model, row, top, bottom);
        Pool pool = model.session().pool(row.group().pool()).orElse(null);
        paintName(surface, model, placed, pool, top);
        int bandTop = top + surface.px(5);
        if (row.collapsed() && row.group().tracks().size() >= MANY) {
            density.paint(surface, model, row.group().tracks(), bandTop, bottom - (double) surface.px(3));
        }
        if (pool != null) {
            poolBand.paint(surface, model, pool, bandTop, bottom - surface.px(3));
        } else if (row.group() instanceof PackedGroup packed) {
            aliveBand.paint(surface, model, packed, bandTop, bottom - surface.px(3));
        }
    }

    private static void paintName(
            Surface surface, TimelineModel model, RowScroll.Placed placed, @Nullable Pool pool, int top) {
        Rows.Row row = placed.row();
        boolean pinned = placed.pinned() || model.arranged().choices().isPinned(row.group().key());
        Palette palette = surface.palette();
        Pixels gutter = surface.gutterArea();
        int middle = top + surface.px((row.height() - 13) / 2.0);
        chevron(surface, gutter, surface.px(14), middle, row.collapsed());
        int x = surface.px(26);
        int right = surface.gutter() - surface.px(model.cursor().isOn(row) ? MoreButton.ROOM : 10);
        int lineEnd = right;
        Typeface strong = surface.fonts().strong();
        int baseline = middle + Math.round(strong.capHeight() / 2);
        if (pinned) {
            PinMark.paint(surface, gutter, x + surface.px(3), middle, palette.accent());
            x += surface.px(12);
        }
        if (pool != null && pool.saturatedNow() && model.isLive() && model.position() <= model.to()) {
            String word = "saturated";
            Typeface small = surface.fonts().small();
            int width = Math.round(small.widthOf(word)) + surface.px(10);
            int ground = Palette.mix(palette.raised(), palette.blocked(), 0.18);
            gutter.fillRound(right - width, middle - surface.px(7), right, middle + surface.px(7), 4 * surface.scale(),
                    ground, 256);
            small.write(gutter, word, right - width + surface.px(5), surface.baseline(small, middle - surface.px(7),
                    middle + surface.px(7)), width, palette.ink(palette.blocked()), 256);
            right -= width + surface.px(6);
        }
        strong.write(gutter, strong.withFirstNumber(row.group().name(), right - x), x, baseline, right - x,
                palette.text(),
                256);
        Typeface small = surface.fonts().small();
        int second = baseline + surface.px(14);
        int begin = surface.px(26);
        if (pool == null) {
            small.write(gutter, rows(row), begin, second, lineEnd - begin, palette.textFaint(), 256);
            return;
        }
        PoolStanding standing = PoolStanding.of(pool, model);
        String words = standing.inWords(isScheduler(pool) ? "carrier" : "worker");
        float pen = small.write(gutter, words, begin, second, lineEnd - begin, palette.textFaint(), 256);
        if (standing.queue() > 0) {
            String queued = "  " + Figures.brief(standing.queue()) + (isScheduler(pool) ? " runnable" : " queued");
            small.write(gutter, queued, pen, second, lineEnd - pen, palette.ink(palette.runnable()), 256);
        }
    }

    private static boolean isScheduler(Pool pool) {
        return pool.id() == Pool.SCHEDULER;
    }

    /** How many a group without a pool has. */
    private static String rows(Rows.Row row) {
        String rows = Figures.counted(row.group().tracks().size(),
                row.group() instanceof PackedGroup ? "row" : "thread");
        return row.group() instanceof PackedGroup packed
                ? Figures.brieflyCounted(packed.tasks(), "task") + " in " + rows
                : rows;
    }

    private static void chevron(Surface surface, Pixels pixels, int x, int y, boolean collapsed) {
        double r = 3.2 * surface.scale();
        double thickness = 1.5 * surface.scale();
        int color = surface.palette().textMuted();
        if (collapsed) {
            pixels.line(x - r / 2, y - r, x + r / 2, y, thickness, color, 256);
            pixels.line(x + r / 2, y, x - r / 2, y + r, thickness, color, 256);
        } else {
            pixels.line(x - r, y - r / 2, x, y + r / 2, thickness, color, 256);
            pixels.line(x, y + r / 2, x + r, y - r / 2, thickness, color, 256);
        }
    }
}
