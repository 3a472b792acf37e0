package dev.loomscope.view.timeline;

import java.util.Arrays;

import dev.loomscope.model.SpanState;

/**
 * A lane as columns of pixels: what part of each column every state takes. Where many spans share few pixels, single columns
 * say nothing any more and only flicker, so there each column is averaged with its neighbours: the lane becomes a quiet band
 * whose strength is how busy it was. Whether it is that dense is judged over a wider stretch, so that a small cluster in an
 * empty lane stays sharp. A rare severe state is averaged like the others but stays marked at the column where it was.
 */
final class Columns {
    static final int STATES = 5;

    /** A state's place among the parts of a column: those of threads by rising severity, then what only tasks have. */
    static int index(SpanState state) {
        return switch (state) {
            case RUNNING -> 0;
            case WAITING -> 1;
            case BLOCKED -> 2;
            case FAILED -> 3;
            case SCHEDULED -> 4;
        };
    }

    /** Spans a logical pixel, from which on averaging begins, and at which it is complete. */
    private static final float SPARSE = 0.24f;

    private static final float DENSE = 0.36f;

    private static final float TOGETHER = 8;

    private int pixels;
    private float[] parts = new float[0];
    private float[] smooth = new float[0];
    private float[] spans = new float[0];
    private float[] calm = new float[0];
    private float[] density = new float[0];
    /** Part of each column that no span drawn by itself covers. */
    private float[] free = new float[0];
    private double[] sums = new double[0];

    /** Begins anew with so many empty columns. */
    void reset(int count) {
        pixels = count;
        if (spans.length < count) {
            parts = new float[count * STATES];
            smooth = new float[count * STATES];
            spans = new float[count];
            calm = new float[count];
            density = new float[count];
            free = new float[count];
            sums = new double[(count + 1) * (STATES + 1)];
        } else {
            Arrays.fill(parts, 0, count * STATES, 0);
            Arrays.fill(spans, 0, count, 0);
        }
        Arrays.fill(free, 0, count, 1);
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

    /**
     * Judges how dense the lane is, from the spans in so many columns to either side; call after the columns are set.
     *
     * @param scale columns in a logical pixel
     */
    void judge(int radius, double scale) {
        sums[0] = 0;
        for (int i = 0; i < pixels; i++) {
            sums[i + 1] = sums[i] + spans[i];
        }
        for (int i = 0; i < pixels; i++) {
            int from = Math.max(0, i - radius);
            int to = Math.min(pixels, i + radius + 1);
            density[i] = (float) ((sums[to] - sums[from]) / (to - from));
            calm[i] = Math.clamp((density[i] * (float) scale - SPARSE) / (DENSE - SPARSE), 0f, 1f);
        }
    }

    /** How far a column is averaged: 0 not at all, 1 wholly. */
    float calm(int column) {
        return column < 0 || column >= pixels ? 0 : calm[column];
    }

    /** Takes away what a span that is drawn by itself covers, from x0 to x1 in columns. */
    void cut(double x0, double x1, int state) {
        int first = Math.max(0, (int) Math.floor(x0));
        int last = Math.min(pixels - 1, (int) Math.ceil(x1) - 1);
        for (int i = first; i <= last; i++) {
            double overlap = Math.min(x1, i + 1) - Math.max(x0, i);
            if (overlap >= 0.999) {
                free[i] = 0;
                Arrays.fill(parts, i * STATES, (i + 1) * STATES, 0);
                continue;
            }
            free[i] = Math.max(0, free[i] - (float) overlap);
            int at = i * STATES + state;
            float rest = (float) (parts[at] - overlap);
            // The edge was rounded to whole nanoseconds on the way here.
            parts[at] = rest < 0.02f ? 0 : rest;
        }
    }

    /**
     * Averages where it is dense, over as many columns as hold about {@value #TOGETHER} spans; call once, after all cuts.
     *
     * @param least columns to either side at least
     */
    void settle(int least) {
        // Prefix sums of the states and of the columns that count.
        int stride = STATES + 1;
        Arrays.fill(sums, 0, stride, 0);
        for (int i = 0; i < pixels; i++) {
            int at = (i + 1) * stride;
            for (int state = 0; state < STATES; state++) {
                sums[at + state] = sums[at - stride + state] + parts[i * STATES + state];
            }
            sums[at + STATES] = sums[at - 1] + free[i];
        }
        System.arraycopy(parts, 0, smooth, 0, pixels * STATES);
        for (int i = 0; i < pixels; i++) {
            float share = calm[i];
            if (share == 0 || free[i] == 0) {
                continue;
            }
            int radius = Math.clamp((int) (TOGETHER / 2 / density[i]), least, 3 * least);
            int from = Math.max(0, i - radius) * stride;
            int to = Math.min(pixels, i + radius + 1) * stride;
            double columns = Math.max(1e-3, sums[to + STATES] - sums[from + STATES]);
            for (int state = 0; state < STATES; state++) {
                float mean = (float) ((sums[to + state] - sums[from + state]) / columns);
                int at = i * STATES + state;
                smooth[at] += (mean - smooth[at]) * share;
            }
        }
    }

    /** Part of the column that the state takes, after {@link #settle}. */
    float part(int column, int state) {
        return smooth[column * STATES + state];
    }

    /** Whether the state was in this very column. */
    boolean present(int column, int state) {
        return parts[column * STATES + state] > 0;
    }

    /** Whether no state takes a part of any column. */
    boolean isEmpty() {
        for (int at = 0; at < pixels * STATES; at++) {
            if (smooth[at] > 0) {
                return false;
            }
        }
        return true;
    }
}
