package dev.loomscope.model;

import java.util.Arrays;

/**
 * How a track spent its time, pixel by pixel: ns by {@link SpanState}, and how many spans were folded into the pixel. Owned
 * and reused by one reader; {@link Track#occupancy} fills it.
 */
public final class Occupancy {
    static final int STATES = SpanState.values().length;

    private long[] ns = new long[0];
    private int[] spans = new int[0];
    private int pixels;

    /** Number of pixels that the last filling has. */
    public int pixels() {
        return pixels;
    }

    /** Ns that the track spent in a state within a pixel. */
    public long ns(int pixel, SpanState state) {
        return ns[pixel * STATES + state.index];
    }

    /** Ns that the track was occupied within a pixel, in any state. */
    public long busy(int pixel) {
        long sum = 0;
        for (int s = 0; s < STATES; s++) {
            sum += ns[pixel * STATES + s];
        }
        return sum;
    }

    /** Number of spans that begin within a pixel; 0 also where one that began before goes through it. */
    public int spans(int pixel) {
        return spans[pixel];
    }

    void reset(int count) {
        pixels = count;
        if (spans.length < count) {
            ns = new long[count * STATES];
            spans = new int[count];
        } else {
            Arrays.fill(ns, 0, count * STATES, 0);
            Arrays.fill(spans, 0, count, 0);
        }
    }

    void add(int pixel, int state, long amount) {
        ns[pixel * STATES + state] += amount;
    }

    /** Adds what of a span lies in the pixels from a time on. */
    void addSpan(long from, double nsPerPixel, long start, long end, int state) {
        double first = (start - from) / nsPerPixel;
        int left = (int) Math.clamp(first, 0, pixels - 1.0);
        int right = (int) Math.clamp((end - from) / nsPerPixel, 0, pixels - 1.0);
        if (first >= 0 && first < pixels) {
            addSpans(left, 1);
        }
        for (int pixel = left; pixel <= right; pixel++) {
            long begins = from + (long) (pixel * nsPerPixel);
            long ends = from + (long) ((pixel + 1) * nsPerPixel);
            add(pixel, state, Math.max(0, Math.min(end, ends) - Math.max(start, begins)));
        }
    }

    void addSpans(int pixel, int count) {
        spans[pixel] += count;
    }
}
