package dev.loomscope.view.timeline;

import java.util.List;

import dev.loomscope.model.Occupancy;
import dev.loomscope.model.SpanState;
import dev.loomscope.model.Track;
import org.jspecify.annotations.Nullable;

/**
 * Paints one lane. Spans of a few pixels and more are drawn by themselves ({@link BlockPainter}); all shorter ones come from the
 * lane's occupancy, column by column ({@link Columns}): how strong the column is says how busy it was, and its height is shared
 * among the states, the severe ones never thinner than a visible line: what was blocked stands at the foot, what failed hangs
 * from above, so that they differ by more than their hue. Nothing depends on the number of spans. Owned by one thread at a time.
 */
final class Raster {
    private static final SpanState[] STATES = SpanState.values();
    private static final int FIELDS = Columns.STATES + 1;
    /** The bands of a column from the bottom up; those between the first and the last share what these leave. */
    private static final int[] BANDS = {Columns.index(SpanState.BLOCKED), Columns.index(SpanState.SCHEDULED),
            Columns.index(SpanState.WAITING), Columns.index(SpanState.RUNNING), Columns.index(SpanState.FAILED)};
    private static final int FOOT = 0;
    private static final int TOP = Columns.STATES - 1;

    /** From this many logical pixels on, what stands at the foot of a column is high enough for a texture. */
    private static final double TEXTURED = 6;

    /** In a dense stretch only tasks from this many logical pixels on are drawn by themselves. */
    private static final double DENSE_BLOCK = 14;

    /** Columns to either side, in logical pixels, that are averaged at least, and that tell whether it is dense. */
    private static final double AVERAGED = 5;

    private static final double JUDGED = 160;

    /** Device pixels below which running or waiting is no band of its own. */
    private static final float FRAY = 0.75f;

    /** A task's stretch on a lane that is wide enough for its name; x counts from the left of the clip. */
    record Label(int x0, int x1, int top, int bottom, int taskRow) {}

    private final Occupancy occupancy = new Occupancy();
    private final Columns columns = new Columns();
    private final Blocks blocks = new Blocks();
    private final BlockPainter blockPainter = new BlockPainter(blocks, columns);
    /** By step of time: ns by state, then spans. */
    private float[] steps = new float[0];

    private final float[] parts = new float[Columns.STATES];
    private final float[] heights = new float[Columns.STATES];
    private final int[] colors = new int[Columns.STATES];

    /** Labels found by the last {@link #paint}, until the next one. */
    List<Label> labels() {
        return blockPainter.labels();
    }

    /** Whether the last {@link #paint} found nothing to paint. */
    boolean isEmpty() {
        return blocks.size() == 0 && columns.isEmpty();
    }

    /**
     * Paints a lane between two rows of a strip that begins at the scene's start.
     *
     * @param tiles what is remembered of the lane; null where nothing is
     */
    void paint(Pixels strip, Track track, @Nullable LaneTiles tiles, int top, int bottom, LaneScene scene) {
        blockPainter.begin();
        int width = Math.min(strip.right - strip.left, (int) Math.ceil(scene.xOf(scene.edge())));
        if (width <= 0) {
            return;
        }
        Pixels clip = strip.region(strip.left, strip.top, strip.left + width, strip.bottom);
        blocks.collect(track, width, scene);
        fillColumns(track, tiles, width, scene);
        paintColumns(clip, top, bottom, scene);
        blockPainter.paint(clip, top, bottom, scene);
    }

    private void fillColumns(Track track, @Nullable LaneTiles tiles, int width, LaneScene scene) {
        int together = together(track, width, scene);
        int count = (width + together - 1) / together;
        double nsPerStep = scene.nsPerPixel() * together;
        if (steps.length < count * FIELDS) {
            steps = new float[count * FIELDS];
        }
        int known = tiles == null || together == 1
                ? 0
                : tiles.fill(scene.start(), nsPerStep, count, scene.present(), occupancy, steps);
        ask(track, scene.start() + known * nsPerStep, nsPerStep, known, count);
        columns.reset(width);
        float perNs = (float) (1 / nsPerStep);
        for (int i = 0; i < width; i++) {
            int at = i / together * FIELDS;
            for (int state = 0; state < Columns.STATES; state++) {
                float ns = steps[at + state];
                if (ns > 0) {
                    columns.set(i, state, Math.min(1, ns * perNs));
                }
            }
            columns.setSpans(i, steps[at + Columns.STATES] / together);
        }
        columns.judge((int) Math.round(JUDGED * scene.scale()), scene.scale());
        blocks.dropWhereDense(columns, DENSE_BLOCK * scene.scale());
        for (int b = 0; b < blocks.size(); b++) {
            columns.cut(blocks.start(b), blocks.end(b), Columns.index(blocks.state(b)));
        }
        columns.settle((int) Math.round(AVERAGED * scene.scale()));
    }

    /** Takes the steps from {@code first} on from the lane itself. */
    private void ask(Track track, double start, double nsPerStep, int first, int count) {
        if (first == count) {
            return;
        }
        track.occupancy((long) Math.floor(start), nsPerStep, count - first, occupancy);
        for (int step = first; step < count; step++) {
            int at = step * FIELDS;
            for (SpanState state : STATES) {
                steps[at + Columns.index(state)] = occupancy.ns(step - first, state);
            }
            steps[at + Columns.STATES] = occupancy.spans(step - first);
        }
    }

    /** Columns that are looked up as one: where they will be averaged anyway, finer ones would only cost. */
    private static int together(Track track, int width, LaneScene scene) {
        double life = Math.max(1, scene.present());
        double spans = track.spanCount() * Math.min(1, width * scene.nsPerPixel() / life) / width;
        return spans < 8 ? 1 : spans < 40 ? 2 : 4;
    }

    private void paintColumns(Pixels clip, int top, int bottom, LaneScene scene) {
        float height = bottom - top;
        float thin = (float) Math.max(2, 2 * scene.scale());
        float dim = scene.strength();
        float textured = (float) (TEXTURED * scene.scale());
        Ribs ribs = Ribs.of(scene);
        Shades shades = scene.shades();
        for (int i = 0; i < columns.pixels(); i++) {
            float busy = 0;
            for (int band = 0; band <= TOP; band++) {
                parts[band] = columns.part(i, BANDS[band]);
                busy += parts[band];
            }
            if (busy <= 0) {
                continue;
            }
            float strength = strength(busy, columns.calm(i)) * dim;
            mend(FRAY * busy / height);
            float severe = Math.max(strength, 0.75f * dim);
            // What is drawn stronger than it is busy takes less of the height.
            float full = height / busy * strength / severe;
            float roof = Math.max(columns.present(i, BANDS[TOP]) ? thin : 0, full * parts[TOP]);
            float foot = Math.max(columns.present(i, BANDS[FOOT]) ? thin : 0, full * parts[FOOT]);
            heights[FOOT] = Math.min(foot, height - roof);
            float rest = (height - roof - heights[FOOT]) / Math.max(1e-6f, parts[1] + parts[2] + parts[3]);
            heights[1] = heights[FOOT] + rest * parts[1];
            heights[2] = heights[1] + rest * parts[2];
            heights[3] = height - roof;
            heights[TOP] = height;
            for (int band = 0; band <= TOP; band++) {
                colors[band] = shades.of(BANDS[band], band == FOOT || band == TOP ? severe : strength);
            }
            paintColumn(clip, clip.left + i, top, bottom);
            if (heights[FOOT] >= textured) {
                ribs.column(clip, clip.left + i, bottom - (int) heights[FOOT], bottom, severe);
            }
        }
    }

    /** A share thinner than a pixel's edge would only fray the band: it goes to the largest of the calm states. */
    private void mend(float least) {
        for (int band = FOOT + 1; band < TOP; band++) {
            int other = band == TOP - 1 ? FOOT + 1 : TOP - 1;
            for (int i = FOOT + 1; i < TOP; i++) {
                other = i != band && parts[i] > parts[other] ? i : other;
            }
            if (parts[band] < least && parts[other] > 0) {
                parts[other] += parts[band];
                parts[band] = 0;
            }
        }
    }

    /** One column from the bottom up: a band a state, each up to its height, blended where it ends within a pixel. */
    private void paintColumn(Pixels clip, int x, int top, int bottom) {
        int height = bottom - top;
        int band = 0;
        for (int low = 0; low < height;) {
            while (band < TOP && heights[band] <= low) {
                band++;
            }
            int color = colors[band];
            int whole = band == TOP ? height : Math.min(height, (int) heights[band]);
            for (; low < whole; low++) {
                set(clip, x, bottom - 1 - low, color);
            }
            if (low < height && band < TOP) {
                int above = band + 1;
                while (above < TOP && heights[above] <= low + 1) {
                    above++;
                }
                float share = Math.max(0, heights[band] - low);
                set(clip, x, bottom - 1 - low, Pixels.over(colors[above], color, (int) (share * 256)));
                low++;
            }
        }
    }

    private static void set(Pixels clip, int x, int y, int color) {
        if (y >= clip.top && y < clip.bottom) {
            clip.argb[y * clip.width + x] = color;
        }
    }

    /** How strong a column is drawn: a little work must still be seen, above all where it stands alone. */
    static float strength(float busy, float calm) {
        float part = Math.min(1, busy);
        float least = 0.16f - 0.12f * calm;
        return least + (1 - least) * part * (1.25f - 0.25f * part);
    }
}
