package dev.loomscope.view.timeline;

import java.util.ArrayList;
import java.util.List;

import dev.loomscope.model.Occupancy;
import dev.loomscope.model.SpanState;
import dev.loomscope.model.Track;
import org.jspecify.annotations.Nullable;

/**
 * Paints one lane. Spans of a few pixels and more are drawn by themselves ({@link Blocks}), with a gap of a pixel between
 * tasks; all shorter ones come from the lane's occupancy, column by column ({@link Columns}): how strong the column is says
 * how busy it was, and its height is shared among the states, the severe ones at the bottom and never thinner than a visible
 * line. Nothing depends on the number of spans. Owned by one thread at a time.
 */
final class Raster {
    private static final SpanState[] STATES = SpanState.values();
    private static final int FIELDS = Columns.STATES + 1;
    /** The bands of a column from the bottom up; the last three are calm: they share what the severe ones leave. */
    private static final int[] BANDS = {Columns.index(SpanState.FAILED), Columns.index(SpanState.BLOCKED),
            Columns.index(SpanState.SCHEDULED), Columns.index(SpanState.WAITING), Columns.index(SpanState.RUNNING)};
    private static final int SEVERE = 2;
    private static final int TOP = Columns.STATES - 1;

    /** In a dense stretch only tasks from this many logical pixels on are drawn by themselves. */
    private static final double DENSE_BLOCK = 14;

    /** Columns to either side, in logical pixels, that are averaged at least, and that tell whether it is dense. */
    private static final double AVERAGED = 5;

    private static final double JUDGED = 160;

    /** Device pixels below which running or waiting is no band of its own. */
    private static final float FRAY = 0.75f;

    /** From this many logical pixels on a task may carry its name. */
    private static final int LABEL_WIDTH = 30;

    /** A task's stretch on a lane that is wide enough for its name; x counts from the left of the clip. */
    record Label(int x0, int x1, int top, int bottom, int taskRow) {}

    private final Occupancy occupancy = new Occupancy();
    private final Columns columns = new Columns();
    private final Blocks blocks = new Blocks();
    private final List<Label> labels = new ArrayList<>();
    /** By step of time: ns by state, then spans. */
    private float[] steps = new float[0];

    private final float[] parts = new float[Columns.STATES];
    private final float[] heights = new float[Columns.STATES];
    private final int[] colors = new int[Columns.STATES];

    /** Labels found by the last {@link #paint}, until the next one. */
    List<Label> labels() {
        return labels;
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
        labels.clear();
        int width = Math.min(strip.right - strip.left, (int) Math.ceil(scene.xOf(scene.edge())));
        if (width <= 0) {
            return;
        }
        Pixels clip = strip.region(strip.left, strip.top, strip.left + width, strip.bottom);
        blocks.collect(track, width, scene);
        fillColumns(track, tiles, width, scene);
        paintColumns(clip, top, bottom, scene);
        paintBlocks(clip, top, bottom, scene);
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
            heights[0] = Math.max(columns.present(i, BANDS[0]) ? thin : 0, height * parts[0] / busy);
            heights[1] = heights[0] + Math.max(columns.present(i, BANDS[1]) ? thin : 0, height * parts[1] / busy);
            float rest = Math.max(0, height - heights[1]) / Math.max(1e-6f, parts[2] + parts[3] + parts[4]);
            heights[2] = heights[1] + rest * parts[2];
            heights[3] = heights[2] + rest * parts[3];
            heights[TOP] = height;
            for (int band = 0; band <= TOP; band++) {
                colors[band] = shades.of(BANDS[band], band < SEVERE ? severe : strength);
            }
            paintColumn(clip, clip.left + i, top, bottom);
        }
    }

    /** A share thinner than a pixel's edge would only fray the band: it goes to the largest of the calm states. */
    private void mend(float least) {
        for (int band = SEVERE; band <= TOP; band++) {
            int other = band == TOP ? SEVERE : TOP;
            for (int i = SEVERE; i <= TOP; i++) {
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

    private void paintBlocks(Pixels clip, int top, int bottom, LaneScene scene) {
        double scale = scene.scale();
        int width = clip.right - clip.left;
        double edge = scene.xOf(scene.edge()) - 0.01;
        for (int b = 0; b < blocks.size();) {
            int end = blocks.taskEnd(b);
            double left = blocks.start(b);
            double last = blocks.end(end - 1);
            // No gap where it goes on: into the present, or into a band of short spans.
            boolean goesOn = last >= edge || joins((int) last);
            boolean comesFrom = joins((int) left);
            double right = goesOn ? last : last - scale;
            int opacity = scene.opacity(blocks.taskRow(b));
            for (int piece = b; piece < end; piece++) {
                double x0 = Math.max(blocks.start(piece), -4);
                double x1 = Math.min(piece == end - 1 ? right : blocks.start(piece + 1), width + 4.0);
                paintPiece(clip, x0, x1, top, bottom, blocks.state(piece), opacity, goesOn && comesFrom, scene);
            }
            if (!comesFrom) {
                roundCorners(clip, clip.left + (int) Math.round(left), 1, top, bottom, scale, scene.shades().track);
            }
            if (!goesOn) {
                roundCorners(clip, clip.left + (int) Math.round(right) - 1, -1, top, bottom, scale,
                        scene.shades().track);
            }
            if (last >= edge && right - left > 6 * scale) {
                // The growing end of what still runs.
                clip.fillSoft(clip.left + right - 2 * scale, top, clip.left + right, bottom,
                        scene.shades().lit(blocks.state(end - 1)), opacity);
            }
            int x0 = (int) Math.ceil(Math.max(left, 0));
            int x1 = (int) Math.floor(Math.min(right, width));
            if (x1 - x0 >= LABEL_WIDTH * scale) {
                labels.add(new Label(x0, x1, top, bottom, blocks.taskRow(b)));
            }
            b = end;
        }
    }

    /** Whether a block's edge lies in a band, on either side of it. */
    private boolean joins(int x) {
        return Math.max(columns.calm(x - 2), columns.calm(x + 2)) > 0;
    }

    private static void paintPiece(
            Pixels clip, double x0, double x1, int top, int bottom, SpanState state, int opacity, boolean flat,
            LaneScene scene) {
        int line = Math.max(1, (int) Math.round(scene.scale()));
        double left = clip.left + x0;
        double right = clip.left + Math.max(x1, x0 + 1);
        clip.fillSoft(left, top, right, top + line, flat ? scene.shades().solid(state) : scene.shades().lit(state),
                opacity);
        clip.fillSoft(left, top + line, right, bottom, scene.shades().solid(state), opacity);
    }

    /** Rounds one end of a block by taking its corners away; {@code inward} leads from its last column to the block. */
    private static void roundCorners(
            Pixels clip, int last, int inward, int top, int bottom, double scale, int ground) {
        int radius = Math.max(1, (int) Math.round(1.6 * scale));
        for (int dy = 0; dy < radius; dy++) {
            for (int dx = 0; dx < radius; dx++) {
                double distance = Math.hypot(radius - dx - 0.5, radius - dy - 0.5);
                int away = (int) Math.round(256 * Math.clamp(distance - radius + 0.6, 0, 1));
                clip.blend(last + inward * dx, top + dy, ground, away);
                clip.blend(last + inward * dx, bottom - 1 - dy, ground, away);
            }
        }
    }

    /** How strong a column is drawn: a little work must still be seen, above all where it stands alone. */
    static float strength(float busy, float calm) {
        float part = Math.min(1, busy);
        float least = 0.16f - 0.12f * calm;
        return least + (1 - least) * part * (1.25f - 0.25f * part);
    }
}
