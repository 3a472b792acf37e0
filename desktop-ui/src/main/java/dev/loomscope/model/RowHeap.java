package dev.loomscope.model;

import java.util.Arrays;

/** Numbers in order of a key, the least first. One thread. */
final class RowHeap {
    private long[] keys = new long[4];
    private int[] values = new int[4];
    private int size;

    boolean isEmpty() {
        return size == 0;
    }

    long leastKey() {
        return keys[0];
    }

    void add(long key, int value) {
        if (size == keys.length) {
            keys = Arrays.copyOf(keys, size * 2);
            values = Arrays.copyOf(values, size * 2);
        }
        int at = size++;
        while (at > 0 && keys[(at - 1) >> 1] > key) {
            int above = (at - 1) >> 1;
            keys[at] = keys[above];
            values[at] = values[above];
            at = above;
        }
        keys[at] = key;
        values[at] = value;
    }

    /** Takes out the value of the least key. */
    int take() {
        int value = values[0];
        size--;
        long key = keys[size];
        int last = values[size];
        int at = 0;
        for (int child = 1; child < size; child = 2 * at + 1) {
            child += child + 1 < size && keys[child + 1] < keys[child] ? 1 : 0;
            if (keys[child] >= key) {
                break;
            }
            keys[at] = keys[child];
            values[at] = values[child];
            at = child;
        }
        keys[at] = key;
        values[at] = last;
        return value;
    }
}
