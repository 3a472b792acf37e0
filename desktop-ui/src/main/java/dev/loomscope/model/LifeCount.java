package dev.loomscope.model;

import java.util.Arrays;

/**
 * How many tasks were alive over time, by slices of time that become longer as time grows: of each slice by how many there
 * became more, and the time that those were alive in it. One writer; any thread reads.
 */
final class LifeCount {
    private static final int MOST = 4096;
    private static final int FIRST_BITS = 16;

    private volatile Slices slices = new Slices(-1, FIRST_BITS, new int[4], new long[4]);
    private int tasks;

    /**
     * Slices of two to the power of {@code bits} ns, the first one beginning at {@code epoch}.
     *
     * @param more how many more there were at the end of the slice than at its begin
     * @param spent ns that these were alive in the slice
     */
    private record Slices(long epoch, int bits, int[] more, long[] spent) {
        void add(long time, int tasks) {
            long at = Math.max(0, time - epoch);
            int slice = (int) (at >> bits);
            more[slice] += tasks;
            spent[slice] += tasks * (((slice + 1L) << bits) - at);
        }

        boolean reaches(long time) {
            return (time - epoch) >> bits < more.length;
        }

        Slices longer() {
            return new Slices(epoch, bits, Arrays.copyOf(more, more.length * 2), Arrays.copyOf(spent, more.length * 2));
        }

        /** Two slices become one. */
        Slices coarser() {
            int[] m = new int[more.length];
            long[] s = new long[more.length];
            for (int i = 0; i < more.length; i += 2) {
                m[i / 2] = more[i] + more[i + 1];
                s[i / 2] = spent[i] + (((long) more[i]) << bits) + spent[i + 1];
            }
            return new Slices(epoch, bits + 1, m, s);
        }
    }

    /** A task begins. */
    void begin(long time) {
        tasks++;
        if (slices.epoch < 0) {
            slices = new Slices(Math.max(0, time), FIRST_BITS, slices.more, slices.spent);
        }
        add(time, 1);
    }

    /** A task is over. */
    void end(long time) {
        add(time, -1);
    }

    private void add(long time, int more) {
        Slices now = slices;
        while (!now.reaches(time)) {
            // Few tasks need no more slices than they are.
            now = now.more.length < Math.min(MOST, 4 * tasks) ? now.longer() : now.coarser();
        }
        now.add(time, more);
        slices = now;
    }

    /** How many were alive, each time on average over a pixel. */
    void alive(long from, double nsPerPixel, int pixels, float[] out) {
        Slices now = slices;
        double length = 1L << now.bits;
        double first = (from - now.epoch) / length;
        double step = nsPerPixel / length;
        int slice = 0;
        long before = 0;
        for (int p = 0; p < pixels; p++) {
            double a = first + p * step;
            double b = Math.max(a + step, a + 1e-9);
            double sum = 0;
            while (slice < now.more.length && slice + 1 <= a) {
                before += now.more[slice++];
            }
            long carried = before;
            int at = slice;
            for (; at < now.more.length && at < b; at++) {
                double part = Math.min(b, at + 1) - Math.max(a, at);
                sum += Math.max(0, part) * (carried + now.spent[at] / length);
                carried += now.more[at];
            }
            if (b > now.more.length) {
                sum += (b - Math.max(a, now.more.length)) * carried;
            }
            out[p] = (float) Math.max(0, sum / (b - a));
        }
    }
}
