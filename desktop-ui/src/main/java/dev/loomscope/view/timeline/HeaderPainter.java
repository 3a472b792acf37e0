package dev.loomscope.view.timeline;

import java.util.Arrays;

import dev.loomscope.model.Pool;
import dev.loomscope.model.PoolSeries;
import dev.loomscope.model.TaskTrack;
import dev.loomscope.view.theme.Figures;
import dev.loomscope.view.theme.Palette;
import org.jspecify.annotations.Nullable;

/**
 * Paints a pool's header: its name and how it stands, and beside them a band over time: workers that were busy (of those
 * there may be), tasks that queued (as an area of its own scale), and a red edge where the pool was saturated.
 */
final class HeaderPainter {
    /** A folded group of so many lanes shows how dense their work is. */
    private static final int MANY = 8;

    private static final int MOST_POINTS = 120_000;

    private float[] active = new float[0];
    private float[] queue = new float[0];
    private float[] sums = new float[0];
    private int[] counts = new int[0];

    private final DensityPainter density;

    HeaderPainter(DensityPainter density) {
        this.density = density;
    }

    void paint(Surface surface, TimelineModel model, RowScroll.Placed placed) {
        Rows.Row row = placed.row();
        Palette palette = surface.palette();
        int top = surface.px(Surface.ROWS_TOP + placed.top());
        int bottom = surface.px(Surface.ROWS_TOP + placed.bottom());
        Pixels all = surface.pixels().region(0, surface.rowsTop(), surface.width(), surface.height());
        all.fill(0, top, surface.width(), bottom, palette.raised());
        all.fill(0, top, surface.width(), top + surface.line(), palette.border());
        all.fill(0, bottom - surface.line(), surface.width(), bottom, palette.border());
        Pool pool = poolOf(model, row.group().pool());
        paintName(surface, model, row, pool, top);
        if (row.collapsed() && row.group().tracks().size() >= MANY) {
            density.paint(surface, model, row.group().tracks(), top + surface.px(5), bottom - (double) surface.px(3));
        }
        if (pool != null) {
            paintBand(surface, model, pool, top + surface.px(5), bottom - surface.px(3));
        }
    }

    static @Nullable Pool poolOf(TimelineModel model, int id) {
        for (Pool pool : model.session().pools()) {
            if (pool.id() == id) {
                return pool;
            }
        }
        return null;
    }

    private static void paintName(
            Surface surface, TimelineModel model, Rows.Row row, @Nullable Pool pool, int top) {
        Palette palette = surface.palette();
        Pixels gutter = surface.gutterArea();
        int middle = top + surface.px((row.height() - 13) / 2.0);
        chevron(surface, gutter, surface.px(14), middle, row.collapsed());
        int x = surface.px(26);
        int right = surface.gutter() - surface.px(10);
        Typeface strong = surface.fonts().strong();
        int baseline = middle + Math.round(strong.capHeight() / 2);
        if (pool != null && pool.saturatedNow() && model.isLive()) {
            String word = "saturated";
            Typeface small = surface.fonts().small();
            int width = Math.round(small.widthOf(word)) + surface.px(10);
            int ground = Palette.mix(palette.raised(), palette.blocked(), 0.18);
            gutter.fillRound(right - width, middle - surface.px(7), right, middle + surface.px(7), 4 * surface.scale(),
                    ground, 256);
            small.write(gutter, word, right - width + surface.px(5), surface.baseline(small, middle - surface.px(7),
                    middle + surface.px(7)), width, palette.blocked(), 256);
            right -= width + surface.px(6);
        }
        strong.write(gutter, row.group().name(), x, baseline, right - x, palette.text(), 256);
        Typeface small = surface.fonts().small();
        int second = baseline + surface.px(14);
        float pen = small.write(gutter, workers(row, pool), x, second, right - x, palette.textFaint(), 256);
        if (pool != null && pool.queue() > 0) {
            String queued = "  " + Figures.brief(pool.queue()) + (isScheduler(pool) ? " runnable" : " queued");
            small.write(gutter, queued, pen, second, surface.gutter() - surface.px(8) - pen, palette.runnable(), 256);
        }
    }

    private static boolean isScheduler(Pool pool) {
        return pool.id() == Pool.SCHEDULER;
    }

    private static String workers(Rows.Row row, @Nullable Pool pool) {
        if (pool == null) {
            boolean ofTasks = !row.group().tracks().isEmpty() && row.group().tracks().getFirst() instanceof TaskTrack;
            return Figures.counted(row.group().tracks().size(), ofTasks ? "row" : "thread");
        }
        String unit = isScheduler(pool) ? "carrier" : "worker";
        int bound = pool.max();
        if (pool.shutdown()) {
            return "shut down";
        }
        int all = bound > 0 && bound != Pool.UNBOUNDED ? bound : pool.size();
        // With a queue to tell of, there is no room for the unit.
        return pool.active() + " of " + (pool.queue() > 0 ? Figures.count(all) : Figures.counted(all, unit)) + " busy";
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

    private void paintBand(Surface surface, TimelineModel model, Pool pool, int top, int bottom) {
        Palette palette = surface.palette();
        Pixels area = surface.rowsArea();
        int width = area.right - area.left;
        double edge = Math.min(width, LanesPainter.timeX(surface, model, model.position()));
        if (edge <= 0) {
            return;
        }
        Pixels clip = area.region(area.left, area.top, area.left + (int) Math.ceil(edge), area.bottom);
        float peak = sample(surface, model, pool, width);
        // A queue shorter than the pool is wide must not look like a long one.
        float full = Math.max(peak, Math.max(4, pool.size()));
        int height = bottom - top;
        int columns = clip.right - clip.left;
        for (int i = 0; i < columns; i++) {
            int x = clip.left + i;
            int before = Math.max(0, i - 1);
            area(clip, x, bottom, Math.min(1, active[i]) * height, Math.min(1, active[before]) * height,
                    palette.running(), palette.dark() ? 58 : 48, surface.line());
            area(clip, x, bottom, crest(queue[i], full, height), crest(queue[before], full, height),
                    palette.runnable(), 92, surface.line());
        }
        paintSaturations(surface, model, pool, clip, top, bottom);
        if (peak > 1) {
            paintPeak(surface, clip, peak, isScheduler(pool) ? " runnable" : " queued", top, bottom);
        }
    }

    private static void paintPeak(Surface surface, Pixels clip, float peak, String word, int top, int bottom) {
        Typeface small = surface.fonts().small();
        String text = "up to " + Figures.brief((long) peak) + word;
        float width = small.widthOf(text);
        int x = clip.left + surface.px(6);
        if (width + surface.px(40) > clip.right - clip.left) {
            return;
        }
        int middle = top + (bottom - top) / 2;
        clip.fillRound(x, middle - surface.px(7), x + Math.round(width) + surface.px(10), middle + surface.px(7),
                4 * surface.scale(), surface.palette().raised(), 215);
        small.write(clip, text, x + surface.px(5), surface.baseline(small, middle - surface.px(7),
                middle + surface.px(7)), width + 2, surface.palette().runnable(), 256);
    }

    private static float crest(float queued, float full, int height) {
        return queued <= 0 ? 0 : Math.max(1.5f, 0.86f * height * queued / full);
    }

    /** Marks the stretches of saturation; those that the eye would not tell apart as one. */
    private static void paintSaturations(
            Surface surface, TimelineModel model, Pool pool, Pixels clip, int top, int bottom) {
        int color = surface.palette().blocked();
        int gap = surface.px(3);
        int[] open = {Integer.MIN_VALUE, Integer.MIN_VALUE};
        pool.saturations(model.from(), model.to(), (from, to) -> {
            int x0 = clip.left + (int) LanesPainter.timeX(surface, model, Math.max(from, model.from()));
            int x1 = clip.left + (int) Math.ceil(
                    LanesPainter.timeX(surface, model, Math.min((double) to, model.position())));
            if (x0 > open[1] + gap) {
                paintSaturation(surface, clip, open[0], open[1], top, bottom, color);
                open[0] = x0;
            }
            open[1] = Math.max(x1, x0 + surface.line());
        });
        paintSaturation(surface, clip, open[0], open[1], top, bottom, color);
    }

    private static void paintSaturation(Surface surface, Pixels clip, int x0, int x1, int top, int bottom, int color) {
        if (x1 > x0) {
            clip.blend(x0, top - surface.px(4), x1, bottom, color, 20);
            clip.fill(x0, top - surface.px(4), x1, top - surface.px(4) + surface.px(2), color);
        }
    }

    /** One column of an area: pale below, a stronger line at its top that reaches up or down to the column before. */
    private static void area(
            Pixels pixels, int x, int bottom, float height, float before, int color, int opacity, int line) {
        if (height <= 0 && before <= 0) {
            return;
        }
        float crest = bottom - height;
        int first = (int) Math.floor(crest);
        int last = Math.max(first + line, (int) Math.floor(bottom - before));
        pixels.blendColumn(x, first + line, bottom, color, opacity);
        if (before > height) {
            int from = (int) Math.floor(bottom - before);
            pixels.blendColumn(x, from, Math.min(bottom, first + line), color, 190);
        } else {
            int part = Math.round((first + 1 - crest) * 190);
            pixels.blend(x, first, color, Math.max(opacity, part));
            pixels.blendColumn(x, first + 1, Math.min(bottom, last), color, 190);
        }
    }

    /** Fills the columns with the share of busy workers and the queue's length, each at its highest; returns the peak. */
    private float sample(Surface surface, TimelineModel model, Pool pool, int width) {
        if (active.length < width) {
            active = new float[width];
            queue = new float[width];
            sums = new float[width];
            counts = new int[width];
        }
        Arrays.fill(sums, 0, width, 0);
        Arrays.fill(counts, 0, width, 0);
        Arrays.fill(queue, 0, width, 0);
        PoolSeries series = pool.series();
        int size = series.size();
        int from = Math.max(series.oldest(), series.indexAt(model.from()) - 1);
        int to = Math.min(size, series.indexAt(model.to()) + 1);
        int step = Math.max(1, (to - from) / MOST_POINTS);
        float peak = 0;
        for (int i = from; i < to; i += step) {
            double x0 = LanesPainter.timeX(surface, model, series.time(i));
            double x1 = i + step < size ? LanesPainter.timeX(surface, model, series.time(i + step)) : width;
            int first = Math.max(0, (int) Math.floor(x0));
            int last = Math.min(width, Math.max(first + 1, (int) Math.floor(x1)));
            int bound = series.max(i);
            int capacity = bound > 0 && bound != Pool.UNBOUNDED ? bound : Math.max(1, pool.size());
            float share = series.active(i) / (float) capacity;
            int queued = series.queue(i);
            peak = first < width && last > 0 ? Math.max(peak, queued) : peak;
            for (int x = first; x < last; x++) {
                if (x == first) {
                    sums[x] += share;
                    counts[x]++;
                } else {
                    sums[x] = share;
                    counts[x] = 1;
                }
                queue[x] = Math.max(queue[x], queued);
            }
        }
        average(width, to > from ? width / (double) (to - from) : width);
        return peak;
    }

    /** Means of the columns; where points lie closer than a few pixels, over their neighbours too. */
    private void average(int width, double pixelsPerPoint) {
        int radius = pixelsPerPoint < 6 ? 4 : 0;
        for (int x = 0; x < width; x++) {
            float sum = 0;
            int count = 0;
            for (int i = Math.max(0, x - radius), end = Math.min(width, x + radius + 1); i < end; i++) {
                sum += sums[i];
                count += counts[i];
            }
            active[x] = count == 0 ? 0 : sum / count;
        }
    }
}
