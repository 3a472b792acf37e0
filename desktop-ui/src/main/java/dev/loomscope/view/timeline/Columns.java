package dev.loomscope.view.timeline;

import java.util.Arrays;

/**
 * A lane as columns of pixels: what part of each column every state takes. Where many spans share few pixels, single
 * columns say nothing any more and only flicker, so there the columns are averaged with their neighbours: the lane becomes a
 * quiet band whose strength is how busy it was. Rare severe states are not averaged away: they are kept at their column.
 */
final class Columns {
    static final int STATES = 4;
    private static final int WAITING = 1;

    /** Spans a column, from which on averaging begins, and at which it is complete. */
    private static final float SPARSE = 0.20f;

    private static final float DENSE = 0.55f;

    private int pixels;
    private float[] parts = new float[0];
    private float[] smooth = new float[0];
    private float[] spans = new float[0];
    private boolean[] covered = new boolean[0];
    private double[] sums = new double[0];

    /** Begins anew with so many empty columns. */
    void reset(int count) {
        pixels = count;
        if (spans.length < count) {
            parts = new float[count * STATES];
            smooth = new float[count * STATES];
            spans = new float[count];
            covered = new boolean[count];
            sums = new double[(count + 1) * 4];
        } else {
            Arrays.fill(parts, 0, count * STATES, 0);
            Arrays.fill(spans, 0, count, 0);
            Arrays.fill(covered, 0, count, false);
        }
    }

    int pixels() {
        return pixels;
    }

    void set(int column, int state, float part) {
        parts[column * STATES + state] = part;
    }

    void setSpans(int column, float count) {
        spans[column] = count;
    }

    float spans(int column) {
        return spans[column];
    }

    /** Takes away what a span that is drawn by itself covers, from x0 to x1 in columns. */
    void cut(double x0, double x1, int state) {
        int first = Math.max(0, (int) Math.floor(x0));
        int last = Math.min(pixels - 1, (int) Math.ceil(x1) - 1);
        if (first > last) {
            return;
        }
        if (x0 >= 0) {
            spans[first] = Math.max(0, spans[first] - 1);
        }
        for (int i = first; i <= last; i++) {
            double overlap = Math.min(x1, i + 1) - Math.max(x0, i);
            if (overlap >= 0.999) {
                covered[i] = true;
                Arrays.fill(parts, i * STATES, (i + 1) * STATES, 0);
                continue;
            }
            int at = i * STATES + state;
            float rest = (float) (parts[at] - overlap);
            // The edge was rounded to whole nanoseconds on the way here.
            parts[at] = rest < 0.02f ? 0 : rest;
        }
    }

    /** Averages where it is dense, within so many columns to either side; call once, after all cuts. */
    void settle(int radius) {
        // Prefix sums of running, waiting, spans and of the columns that count.
        for (int i = 0; i < pixels; i++) {
            int at = (i + 1) * 4;
            int before = i * 4;
            boolean counts = !covered[i];
            sums[at] = sums[before] + (counts ? parts[i * STATES] : 0);
            sums[at + 1] = sums[before + 1] + (counts ? parts[i * STATES + WAITING] : 0);
            sums[at + 2] = sums[before + 2] + (counts ? spans[i] : 0);
            sums[at + 3] = sums[before + 3] + (counts ? 1 : 0);
        }
        for (int i = 0; i < pixels; i++) {
            int at = i * STATES;
            System.arraycopy(parts, at, smooth, at, STATES);
            if (covered[i]) {
                continue;
            }
            int from = Math.max(0, i - radius) * 4;
            int to = (Math.min(pixels - 1, i + radius) + 1) * 4;
            double columns = sums[to + 3] - sums[from + 3];
            float density = (float) ((sums[to + 2] - sums[from + 2]) / columns);
            float share = Math.clamp((density - SPARSE) / (DENSE - SPARSE), 0f, 1f);
            if (share > 0) {
                float running = (float) ((sums[to] - sums[from]) / columns);
                float waiting = (float) ((sums[to + 1] - sums[from + 1]) / columns);
                smooth[at] += (running - smooth[at]) * share;
                smooth[at + WAITING] += (waiting - smooth[at + WAITING]) * share;
            }
        }
    }

    /** Part of the column that the state takes, after {@link #settle}. */
    float part(int column, int state) {
        return smooth[column * STATES + state];
    }

    boolean covered(int column) {
        return covered[column];
    }
}
