package dev.loomscope.view.timeline;

import dev.loomscope.model.Lane;
import dev.loomscope.model.Occupancy;
import dev.loomscope.model.SpanState;
import java.util.ArrayList;
import java.util.List;

/**
 * Paints one lane. Spans of a few pixels and more are drawn by themselves, as blocks with a gap of a pixel between tasks;
 * all shorter ones come from the lane's occupancy, column by column ({@link Columns}): how strong the column is says how
 * busy it was, and its height is shared among the states, the severe ones at the bottom and never thinner than a visible
 * line. Nothing depends on the number of spans. Owned by one thread at a time.
 */
final class Raster {
    private static final SpanState[] STATES = SpanState.values();

    /** Spans from this many device pixels on are drawn by themselves. */
    static final double BLOCK = 3.5;

    /** From this many logical pixels on a task may carry its name. */
    static final int LABEL_WIDTH = 30;

    /**
     * Where and when.
     *
     * @param start time at the left edge of the pixels' clip, in ns since the epoch
     * @param nsPerPixel time in one device pixel
     * @param scale device pixels in a logical one
     * @param present the model's newest time, where open spans end
     * @param edge time up to which is drawn; open spans are drawn on to it
     * @param selected row of the task that is shown while others step back, -1 for none
     */
    record Scene(double start, double nsPerPixel, double scale, long present, double edge, int selected, Shades shades) {
        double xOf(double time) {
            return (time - start) / nsPerPixel;
        }
    }

    /** A task's stretch on a lane that is wide enough for its name; x counts from the left of the clip. */
    record Label(int x0, int x1, int top, int bottom, int taskRow, SpanState state) {}

    private final Occupancy occupancy = new Occupancy();
    private final Columns columns = new Columns();
    private final List<Label> labels = new ArrayList<>();

    private double[] starts = new double[256];
    private double[] ends = new double[256];
    private byte[] states = new byte[256];
    private int[] rows = new int[256];
    private int blocks;

    /** Labels found by the last {@link #paint}, until the next one. */
    List<Label> labels() {
        return labels;
    }

    /** Paints a lane between two rows of a strip that begins at the scene's start. */
    void paint(Pixels strip, Lane lane, int top, int bottom, Scene scene) {
        labels.clear();
        int width = Math.min(strip.right - strip.left, (int) Math.ceil(scene.xOf(scene.edge())));
        if (width <= 0) {
            return;
        }
        Pixels clip = strip.region(strip.left, strip.top, strip.left + width, strip.bottom);
        collectBlocks(lane, width, scene);
        lane.occupancy((long) Math.floor(scene.start()), scene.nsPerPixel(), width, occupancy);
        fillColumns(width, scene);
        paintColumns(clip, top, bottom, scene);
        paintBlocks(clip, top, bottom, scene);
    }

    private void collectBlocks(Lane lane, int width, Scene scene) {
        blocks = 0;
        long from = (long) Math.floor(scene.start());
        long to = (long) Math.ceil(scene.start() + width * scene.nsPerPixel());
        long least = (long) Math.ceil(BLOCK * scene.nsPerPixel());
        lane.spans(from, to, least, (start, end, state, taskRow) -> {
            if (blocks == starts.length) {
                growBlocks();
            }
            starts[blocks] = scene.xOf(start);
            ends[blocks] = scene.xOf(end >= scene.present() ? Math.max(end, scene.edge()) : end);
            states[blocks] = (byte) state.ordinal();
            rows[blocks] = taskRow;
            blocks++;
            return true;
        });
    }

    private void growBlocks() {
        int length = starts.length * 2;
        starts = java.util.Arrays.copyOf(starts, length);
        ends = java.util.Arrays.copyOf(ends, length);
        states = java.util.Arrays.copyOf(states, length);
        rows = java.util.Arrays.copyOf(rows, length);
    }

    private void fillColumns(int width, Scene scene) {
        columns.reset(width);
        float perNs = (float) (1 / scene.nsPerPixel());
        for (int i = 0; i < width; i++) {
            columns.setSpans(i, occupancy.spans(i));
            for (SpanState state : STATES) {
                long ns = occupancy.ns(i, state);
                if (ns > 0) {
                    columns.set(i, state.ordinal(), Math.min(1, ns * perNs));
                }
            }
        }
        for (int b = 0; b < blocks; b++) {
            columns.cut(starts[b], ends[b], states[b]);
        }
        columns.settle((int) Math.round(4 * scene.scale()));
    }

    private void paintColumns(Pixels clip, int top, int bottom, Scene scene) {
        float height = bottom - top;
        float thin = (float) Math.max(2, 2 * scene.scale());
        float dim = scene.selected() >= 0 ? 0.45f : 1;
        Shades shades = scene.shades();
        for (int i = 0; i < columns.pixels(); i++) {
            float failed = columns.part(i, 3);
            float blocked = columns.part(i, 2);
            float waiting = columns.part(i, 1);
            float busy = columns.part(i, 0) + waiting + blocked + failed;
            if (busy <= 0) {
                continue;
            }
            float strength = strength(busy) * dim;
            float severe = Math.max(strength, 0.75f * dim);
            float failedTop = failed > 0 ? Math.max(thin, height * failed / busy) : 0;
            float blockedTop = failedTop + (blocked > 0 ? Math.max(thin, height * blocked / busy) : 0);
            float waitingTop = Math.min(height, blockedTop) + (height - Math.min(height, blockedTop)) * waiting
                    / Math.max(1e-6f, busy - failed - blocked);
            column(clip, clip.left + i, bottom, top, failedTop, shades.of(3, severe), blockedTop, shades.of(2, severe),
                    waitingTop, shades.of(1, strength), shades.of(0, strength));
        }
    }

    /** One column from the bottom up: four bands, where each but the last ends at a height of its own. */
    private static void column(
            Pixels clip, int x, int bottom, int top, float end0, int color0, float end1, int color1, float end2,
            int color2, int color3) {
        int from = Math.max(top, clip.top);
        int to = Math.min(bottom, clip.bottom);
        for (int y = from; y < to; y++) {
            float low = bottom - 1 - y;
            int color;
            if (low >= end2) {
                color = color3;
            } else if (low >= end1) {
                color = low + 1 <= end2 ? color2 : mix(color3, color2, end2 - low);
            } else if (low >= end0) {
                color = low + 1 <= end1 ? color1 : mix(low + 1 <= end2 ? color2 : color3, color1, end1 - low);
            } else {
                color = low + 1 <= end0 ? color0 : mix(end1 > end0 ? color1 : low + 1 <= end2 ? color2 : color3, color0, end0 - low);
            }
            clip.argb[y * clip.width + x] = color;
        }
    }

    private void paintBlocks(Pixels clip, int top, int bottom, Scene scene) {
        double scale = scene.scale();
        for (int b = 0; b < blocks; ) {
            int end = b + 1;
            while (end < blocks && rows[end] == rows[b] && starts[end] - ends[end - 1] < 0.5) {
                end++;
            }
            boolean open = ends[end - 1] >= scene.xOf(scene.edge()) - 0.01;
            double left = starts[b];
            double right = open ? ends[end - 1] : ends[end - 1] - scale;
            boolean dim = scene.selected() >= 0 && rows[b] != scene.selected();
            for (int piece = b; piece < end; piece++) {
                double x0 = Math.max(starts[piece], -4);
                double x1 = Math.min(piece == end - 1 ? right : starts[piece + 1], clip.right - clip.left + 4);
                paintPiece(clip, x0, x1, top, bottom, states[piece], dim, scene);
            }
            if (right - left > 5 * scale) {
                roundCorners(clip, left, open ? right + 8 : right, top, bottom, scale, scene.shades().track);
            }
            if (right - left >= LABEL_WIDTH * scale) {
                int x0 = (int) Math.ceil(Math.max(left, 0));
                int x1 = (int) Math.floor(Math.min(right, clip.right - clip.left));
                if (x1 - x0 >= LABEL_WIDTH * scale) {
                    labels.add(new Label(x0, x1, top, bottom, rows[b], STATES[longest(b, end)]));
                }
            }
            b = end;
        }
    }

    private int longest(int from, int to) {
        int best = from;
        for (int i = from + 1; i < to; i++) {
            if (ends[i] - starts[i] > ends[best] - starts[best]) {
                best = i;
            }
        }
        return states[best];
    }

    private static void paintPiece(
            Pixels clip, double x0, double x1, int top, int bottom, int state, boolean dim, Scene scene) {
        SpanState s = STATES[state];
        int opacity = dim ? 90 : 256;
        int line = Math.max(1, (int) Math.round(scene.scale()));
        double left = clip.left + x0;
        double right = clip.left + Math.max(x1, x0 + 1);
        clip.fillSoft(left, top, right, top + line, scene.shades().lit(s), opacity);
        clip.fillSoft(left, top + line, right, bottom, scene.shades().solid(s), opacity);
    }

    /** Gives a block rounded corners by taking them away. */
    private static void roundCorners(
            Pixels clip, double left, double right, int top, int bottom, double scale, int ground) {
        int radius = Math.max(1, (int) Math.round(1.6 * scale));
        int x0 = clip.left + (int) Math.round(left);
        int x1 = clip.left + (int) Math.round(right);
        for (int dy = 0; dy < radius; dy++) {
            for (int dx = 0; dx < radius; dx++) {
                double distance = Math.hypot(radius - dx - 0.5, radius - dy - 0.5);
                int away = (int) Math.round(256 * Math.clamp(distance - radius + 0.6, 0, 1));
                clip.blend(x0 + dx, top + dy, ground, away);
                clip.blend(x1 - 1 - dx, top + dy, ground, away);
                clip.blend(x0 + dx, bottom - 1 - dy, ground, away);
                clip.blend(x1 - 1 - dx, bottom - 1 - dy, ground, away);
            }
        }
    }

    private static int mix(int ground, int color, float part) {
        return Pixels.over(ground, color, (int) (part * 256));
    }

    /** How strong a column is drawn: little work must still be seen. */
    static float strength(float busy) {
        float part = Math.min(1, busy);
        return 0.16f + 0.84f * part * (1.25f - 0.25f * part);
    }

}
