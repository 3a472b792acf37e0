package dev.loomscope.view.timeline;

import java.util.ArrayList;
import java.util.List;

import dev.loomscope.model.Pin;
import dev.loomscope.model.SpanState;

/**
 * Paints the spans of a lane that are drawn by themselves: blocks with round corners and a gap of a pixel between tasks. What is
 * wrong differs by form as well as by hue: a blocked piece has {@link Ribs}, a failed run ends torn, and a pinned stretch is
 * riveted to its carrier.
 */
final class BlockPainter {
    /** From this many logical pixels on a task may carry its name. */
    private static final int LABEL_WIDTH = 30;

    /** How far a torn end goes in, and how high its teeth are, in logical pixels. */
    private static final double TORN = 4;
    private static final double TOOTH = 5;

    /** Rivets in logical pixels: how wide, how far apart, and from which length of a pinned stretch on. */
    private static final double RIVET = 1.6;
    private static final double RIVETS_APART = 6;
    private static final double LEAST_PINNED = 4;

    private final Blocks blocks;
    private final Columns columns;
    private final List<Raster.Label> labels = new ArrayList<>();

    /**
     * Paints one lane after the other.
     *
     * @param columns the lane's shorter spans, which a block may join
     */
    BlockPainter(Blocks blocks, Columns columns) {
        this.blocks = blocks;
        this.columns = columns;
    }

    /** A lane begins. */
    void begin() {
        labels.clear();
    }

    /** Labels found since {@link #begin}. */
    List<Raster.Label> labels() {
        return labels;
    }

    void paint(Pixels clip, int top, int bottom, LaneScene scene) {
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
                if (blocks.state(piece) == SpanState.BLOCKED) {
                    Ribs.of(scene, blocks.start(piece)).area(clip, clip.left + (int) Math.ceil(x0), top,
                            clip.left + (int) Math.floor(x1), bottom, opacity);
                }
            }
            if (!comesFrom) {
                roundCorners(clip, clip.left + (int) Math.round(left), 1, top, bottom, scale, scene.shades().track);
            }
            if (!goesOn) {
                roundCorners(clip, clip.left + (int) Math.round(right) - 1, -1, top, bottom, scale,
                        scene.shades().track);
            }
            if (blocks.state(end - 1) == SpanState.FAILED && right < width + TORN * scale) {
                double depth = Math.min(TORN * scale, (right - blocks.start(end - 1)) * 0.6);
                tear(clip, clip.left + right, depth, top, bottom, scale, scene.shades().track);
            }
            if (last >= edge && right - left > 6 * scale) {
                // The growing end of what still runs.
                clip.fillSoft(clip.left + right - 2 * scale, top, clip.left + right, bottom,
                        scene.shades().lit(blocks.state(end - 1)), opacity);
            }
            rivet(clip, left, right, blocks.taskRow(b), top, bottom, opacity, scene);
            int x0 = (int) Math.ceil(Math.max(left, 0));
            int x1 = (int) Math.floor(Math.min(right, width));
            if (x1 - x0 >= LABEL_WIDTH * scale) {
                labels.add(new Raster.Label(x0, x1, top, bottom, blocks.taskRow(b)));
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

    /** Takes teeth out of the end of a block. */
    static void tear(
            Pixels clip, double right, double depth, int top, int bottom, double scale, int ground) {
        double tooth = TOOTH * scale;
        for (int y = top; y < bottom; y++) {
            double part = (y - top + 0.5) / tooth % 1;
            double cut = depth * Math.abs(2 * part - 1);
            clip.fillSoft(right - cut, y, right, y + 1, ground, 256);
        }
    }

    /** Rivets along both edges of what a virtual thread was pinned for. */
    private static void rivet(
            Pixels clip, double left, double right, int row, int top, int bottom, int opacity, LaneScene scene) {
        double scale = scene.scale();
        for (Pin pin : scene.pins().apply(row)) {
            double start = scene.xOf(pin.from());
            double from = Math.max(Math.max(start, left), 0);
            double to = Math.min(Math.min(pin.to() < 0 ? scene.xOf(scene.edge()) : scene.xOf(pin.to()), right),
                    clip.right - (double) clip.left);
            if (to - from < LEAST_PINNED * scale) {
                continue;
            }
            int size = Math.max(1, (int) Math.round(RIVET * scale));
            double apart = RIVETS_APART * scale;
            double first = start + scale + apart * Math.ceil((from - start - scale) / apart);
            int color = scene.shades().palette.onState();
            for (double x = first; x + size <= to; x += apart) {
                int at = clip.left + (int) Math.round(x);
                clip.blend(at, bottom - 2 * size, at + size, bottom - size, color, opacity);
                clip.blend(at, top + size, at + size, top + 2 * size, color, opacity);
            }
        }
    }
}
