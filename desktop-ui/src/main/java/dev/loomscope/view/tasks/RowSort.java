package dev.loomscope.view.tasks;

import java.util.Arrays;

/**
 * Sorts rows by a key of 64 bits each: a radix sort by bytes from the lowest, which keeps the order of equals and takes the
 * same time whatever the keys are. Bytes in which no two keys differ (most of them) cost nothing but the look.
 */
final class RowSort {
    private RowSort() {}

    /** Sorts the first {@code size} rows and keys by rising key, or by falling key; equals keep their order. */
    static int[] sort(int[] rows, long[] keys, int size, boolean falling) {
        long flip = falling ? -1 ^ Long.MIN_VALUE : Long.MIN_VALUE;
        long same = -1;
        long first = size == 0 ? 0 : keys[0] ^ flip;
        for (int i = 0; i < size; i++) {
            keys[i] ^= flip;
            same &= ~(keys[i] ^ first);
        }
        int[] from = rows;
        int[] to = new int[size];
        long[] fromKeys = keys;
        long[] toKeys = new long[size];
        int[] starts = new int[256];
        for (int shift = 0; shift < 64; shift += 8) {
            if ((same >>> shift & 0xFF) == 0xFF) {
                continue;
            }
            Arrays.fill(starts, 0);
            for (int i = 0; i < size; i++) {
                starts[(int) (fromKeys[i] >>> shift & 0xFF)]++;
            }
            int start = 0;
            for (int b = 0; b < 256; b++) {
                int count = starts[b];
                starts[b] = start;
                start += count;
            }
            for (int i = 0; i < size; i++) {
                int place = starts[(int) (fromKeys[i] >>> shift & 0xFF)]++;
                to[place] = from[i];
                toKeys[place] = fromKeys[i];
            }
            int[] freeRows = from;
            from = to;
            to = freeRows;
            long[] freeKeys = fromKeys;
            fromKeys = toKeys;
            toKeys = freeKeys;
        }
        return from.length == size ? from : Arrays.copyOf(from, size);
    }
}
