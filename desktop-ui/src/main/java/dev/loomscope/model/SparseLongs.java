package dev.loomscope.model;

import java.util.Arrays;

/**
 * Values at few of many places, in order of the places. One writer; readers need no lock: whoever knows that a place has a
 * value finds it.
 */
final class SparseLongs {
    private static final int FREE = Integer.MAX_VALUE;
    private static final Table EMPTY = new Table(new int[0], new long[0]);

    private Table table = EMPTY;

    /** Behind the last place all are {@link #FREE}. */
    private record Table(int[] places, long[] values) {}

    /** The value at a place that has one. */
    long get(int place) {
        Table t = table;
        int at = Arrays.binarySearch(t.places, place);
        if (at < 0) {
            throw new IllegalStateException("place=" + place + " has no value");
        }
        return t.values[at];
    }

    /** Sets a value; fast behind the last one. */
    void put(int place, long value) {
        Table t = table;
        int used = t.places.length;
        while (used > 0 && t.places[used - 1] == FREE) {
            used--;
        }
        int at = Arrays.binarySearch(t.places, 0, used, place);
        if (at >= 0) {
            t.values[at] = value;
        } else if (-1 - at == used && used < t.places.length) {
            t.values[used] = value;
            t.places[used] = place;
        } else {
            table = inserted(t, used, -1 - at, place, value);
        }
    }

    private static Table inserted(Table t, int used, int at, int place, long value) {
        int room = used < t.places.length ? used + 1 : Math.max(2, used * 2);
        int[] places = new int[room];
        long[] values = new long[room];
        Arrays.fill(places, FREE);
        System.arraycopy(t.places, 0, places, 0, at);
        System.arraycopy(t.values, 0, values, 0, at);
        places[at] = place;
        values[at] = value;
        System.arraycopy(t.places, at, places, at + 1, used - at);
        System.arraycopy(t.values, at, values, at + 1, used - at);
        return new Table(places, values);
    }

    int bytes() {
        return table.places.length * (Integer.BYTES + Long.BYTES);
    }
}
