package dev.loomscope.view.timeline;

import dev.loomscope.model.SpanState;
import dev.loomscope.view.theme.Palette;

/** A palette's state colours in 257 strengths over the ground of a lane, so that a pixel costs one look-up. */
final class Shades {
    private static final int STEPS = 256;

    final Palette palette;

    /** Ground of a lane: a thread that has nothing to do. */
    final int track;

    private final int[][] strengths = new int[SpanState.values().length][STEPS + 1];
    private final int[] solid = new int[SpanState.values().length];
    private final int[] lit = new int[SpanState.values().length];
    private final int rib;

    Shades(Palette palette) {
        this.palette = palette;
        track = palette.idle();
        rib = Palette.mix(palette.blocked(), 0xFFFFFFFF, palette.dark() ? 0.34 : 0.42);
        for (SpanState state : SpanState.values()) {
            int hue = hue(state);
            int s = Columns.index(state);
            solid[s] = Palette.mix(palette.surface(), hue, palette.dark() ? 0.90 : 0.94);
            lit[s] = Palette.mix(hue, 0xFFFFFFFF, palette.dark() ? 0.16 : 0.22);
            for (int i = 0; i <= STEPS; i++) {
                strengths[s][i] = Palette.mix(track, solid[s], i / (double) STEPS);
            }
        }
    }

    /** A line of the texture of what was blocked. */
    int rib() {
        return rib;
    }

    int hue(SpanState state) {
        return hue(palette, state);
    }

    static int hue(Palette palette, SpanState state) {
        return switch (state) {
            case RUNNING -> palette.running();
            case WAITING -> palette.waiting();
            case BLOCKED -> palette.blocked();
            case FAILED -> palette.failed();
            case SCHEDULED -> palette.runnable();
        };
    }

    /** A wide span's body. */
    int solid(SpanState state) {
        return solid[Columns.index(state)];
    }

    /** A wide span's upper edge. */
    int lit(SpanState state) {
        return lit[Columns.index(state)];
    }

    /** A state over the lane's ground, 0 none to 1 all. */
    int of(int state, float strength) {
        return strengths[state][Math.clamp((int) (strength * STEPS + 0.5f), 0, STEPS)];
    }
}
