package dev.loomscope.view.timeline;

import dev.loomscope.model.SpanState;

/**
 * The colour of a pixel that many lanes share: how strong it is says how busy they were, its hue mixes what they did. Of a
 * severe state however short so much is added that it can be told from none.
 */
final class DensityColors {
    /** What a severe state that hardly took time adds. */
    private static final float LEAST_SEVERE = 0.42f;

    /** What is left, of 256, of what is not wanted. */
    private static final int BEHIND = 41;

    private static final SpanState[] CALM = {SpanState.RUNNING, SpanState.WAITING, SpanState.SCHEDULED};
    private static final SpanState[] SEVERE = {SpanState.BLOCKED, SpanState.FAILED};

    private final Shades shades;

    DensityColors(Shades shades) {
        this.shades = shades;
    }

    /**
     * The colour of a cell.
     *
     * @param ns by the index that {@link Columns} gives a state, from {@code at} on
     * @param capacity ns that all lanes have in the cell
     */
    int of(float[] ns, int at, float capacity) {
        float busy = 0;
        for (int state = 0; state < Columns.STATES; state++) {
            busy += ns[at + state];
        }
        if (busy <= 0) {
            return shades.track;
        }
        float strength = Raster.strength(busy / capacity, 1);
        int color = Pixels.over(shades.track, calm(ns, at), Math.round(256 * Math.min(1, strength)));
        for (SpanState state : SEVERE) {
            float share = ns[at + Columns.index(state)] / busy;
            if (share > 0) {
                float part = LEAST_SEVERE + (1 - LEAST_SEVERE) * (float) Math.sqrt(Math.min(1, share));
                color = Pixels.over(color, shades.solid(state), Math.round(256 * part * Math.max(0.8f, strength)));
            }
        }
        return color;
    }

    /** The colour of a cell in which only a part is wanted, over the one of all that is in it. */
    int over(int all, float[] wanted, int at, float capacity) {
        for (int state = 0; state < Columns.STATES; state++) {
            if (wanted[at + state] > 0) {
                return of(wanted, at, capacity);
            }
        }
        return Pixels.over(shades.track, all, BEHIND);
    }

    private int calm(float[] ns, int at) {
        float red = 0;
        float green = 0;
        float blue = 0;
        float sum = 0;
        for (SpanState state : CALM) {
            float share = ns[at + Columns.index(state)];
            int hue = shades.solid(state);
            red += share * (hue >> 16 & 0xFF);
            green += share * (hue >> 8 & 0xFF);
            blue += share * (hue & 0xFF);
            sum += share;
        }
        if (sum <= 0) {
            return shades.solid(SpanState.RUNNING);
        }
        return 0xFF000000 | Math.round(red / sum) << 16 | Math.round(green / sum) << 8 | Math.round(blue / sum);
    }
}
