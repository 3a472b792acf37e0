package dev.loomscope.view.timeline;

import java.util.List;
import java.util.function.IntFunction;

import dev.loomscope.model.Pin;

/**
 * Where and when a lane is painted.
 *
 * @param start time at the left edge of the pixels' clip, in ns since the epoch
 * @param nsPerPixel time in one device pixel
 * @param scale device pixels in a logical one
 * @param present the model's newest time, where open spans end
 * @param edge time up to which is drawn; open spans are drawn on to it
 * @param selected row of the task that is shown while others step back, -1 for none
 * @param behind whether all steps back, as what is wanted is painted over it
 * @param pins for what virtual threads were pinned, by the rows of their tasks
 */
record LaneScene(double start, double nsPerPixel, double scale, long present, double edge, int selected,
        boolean behind, IntFunction<List<Pin>> pins, Shades shades) {
    LaneScene(double start, double nsPerPixel, double scale, long present, double edge, int selected, Shades shades) {
        this(start, nsPerPixel, scale, present, edge, selected, false, _ -> List.of(), shades);
    }

    /** The same, with what virtual threads were pinned for, by the rows of their tasks. */
    LaneScene with(IntFunction<List<Pin>> known) {
        return new LaneScene(start, nsPerPixel, scale, present, edge, selected, behind, known, shades);
    }

    /** The same, as the ground of what is wanted. */
    LaneScene ground() {
        return new LaneScene(start, nsPerPixel, scale, present, edge, selected, true, pins, shades);
    }

    /** How strongly columns are drawn. */
    float strength() {
        return behind ? 0.16f : selected >= 0 ? 0.45f : 1;
    }

    /** How opaque a task's own stretch is, of 256. */
    int opacity(int row) {
        return behind ? 34 : selected >= 0 && row != selected ? 90 : 256;
    }

    double xOf(double time) {
        return (time - start) / nsPerPixel;
    }

    double xOf(long time) {
        return xOf((double) time);
    }
}
