package dev.loomscope.view.timeline;

import java.util.Arrays;

import dev.loomscope.figures.Figures;
import dev.loomscope.model.Pool;
import dev.loomscope.model.PoolSeries;
import dev.loomscope.view.theme.Palette;

/**
 * Paints the band of a pool over time: workers that were busy (of those there may be), tasks that queued (as an area of its own
 * scale), and a red edge where the pool was saturated.
 */
final class PoolBand {
    private static final int MOST_POINTS = 120_000;

    private float[] active = new float[0];
    private float[] queue = new float[0];
    private float[] sums = new float[0];
    private int[] counts = new int[0];

    void paint(Surface surface, TimelineModel model, Pool pool, int top, int bottom) {
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
            BandShape.area(clip, x, bottom, Math.min(1, active[i]) * height, Math.min(1, active[before]) * height,
                    palette.running(), palette.dark() ? 58 : 48, surface.line());
            BandShape.area(clip, x, bottom, crest(queue[i], full, height), crest(queue[before], full, height),
                    palette.runnable(), 92, surface.line());
        }
        paintSaturations(surface, model, pool, clip, top, bottom);
        if (peak > 1) {
            String word = pool.id() == Pool.SCHEDULER ? " runnable" : " queued";
            BandShape.paintPeak(surface, clip, "up to " + Figures.brief((long) peak) + word,
                    palette.ink(palette.runnable()), top, bottom);
        }
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
            int capacity = Pool.isBound(bound) ? bound : Math.max(1, pool.size());
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
        average(surface, width, to > from ? width / (double) (to - from) : width);
        return peak;
    }

    /** Means of the columns; where points lie closer than a few pixels, over their neighbours too. */
    private void average(Surface surface, int width, double pixelsPerPoint) {
        int radius = pixelsPerPoint < surface.px(6) ? surface.px(4) : 0;
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
