package dev.loomscope.model;

import java.util.Arrays;

/**
 * When a pool was saturated: stretches of time, oldest first. Stretches with less than {@value #GAP} ns between them are kept
 * as one, with the time that was really saturated within it, so that a queue that flickers takes bounded memory. One writer,
 * readers without locks.
 */
final class Saturations {
    static final long GAP = 10_000_000;
    private static final int MOST = 1 << 16;

    private volatile Log log = new Log(new long[3 * 16], 0, 0);
    private volatile long openFrom = -1;

    /**
     * The stretches that are over.
     *
     * @param cells three a stretch: from, to, saturated ns up to its end; those of the last stretch may still rise
     * @param base saturated ns before the first stretch
     */
    private record Log(long[] cells, int count, long base) {
        long from(int i) {
            return cells[3 * i];
        }

        long to(int i) {
            return cells[3 * i + 1];
        }

        long sum(int i) {
            return i < 0 ? base : cells[3 * i + 2];
        }

        /** The first stretch that begins at or after a time. */
        int firstFrom(long time) {
            int low = 0;
            int high = count;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (from(middle) < time) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low;
        }

        /** Saturated ns up to a time. */
        long until(long time) {
            int last = firstFrom(time) - 1;
            if (last < 0) {
                return base;
            }
            long before = sum(last - 1);
            long own = sum(last) - before;
            double part = Math.min(1, (double) (time - from(last)) / (to(last) - from(last)));
            return before + Math.round(part * own);
        }
    }

    boolean saturatedNow() {
        return openFrom >= 0;
    }

    /** Ns within a time range that were saturated. */
    long within(long from, long to) {
        Log seen = log;
        long open = openFrom;
        long opened = open < 0 ? 0 : Math.max(0, to - Math.max(open, from));
        return seen.until(to) - seen.until(from) + opened;
    }

    /** Shows the stretches that touch a time range, cut to it. */
    void forEach(long from, long to, RangeVisitor visitor) {
        Log seen = log;
        long open = openFrom;
        for (int i = Math.max(0, seen.firstFrom(from) - 1); i < seen.count && seen.from(i) < to; i++) {
            if (seen.to(i) > from) {
                visitor.range(Math.max(from, seen.from(i)), Math.min(to, seen.to(i)));
            }
        }
        if (open >= 0 && open < to) {
            visitor.range(Math.max(from, open), to);
        }
    }

    /** Session thread. */
    void set(boolean saturated, long time) {
        long open = openFrom;
        if (saturated && open < 0) {
            openFrom = Math.max(0, time);
        } else if (!saturated && open >= 0) {
            if (time > open) {
                add(open, time);
            }
            openFrom = -1;
        }
    }

    private void add(long from, long to) {
        Log old = log;
        long[] cells = old.cells;
        int count = old.count;
        long base = old.base;
        if (count > 0 && from - old.to(count - 1) < GAP) {
            cells[3 * count - 2] = to;
            cells[3 * count - 1] += to - from;
            log = new Log(cells, count, base);
            return;
        }
        if (count == MOST) {
            base = old.sum(MOST / 2 - 1);
            cells = Arrays.copyOfRange(cells, 3 * (MOST / 2), cells.length + 3 * (MOST / 2));
            count = MOST / 2;
        } else if (3 * count == cells.length) {
            cells = Arrays.copyOf(cells, cells.length * 2);
        }
        long before = count == 0 ? base : cells[3 * count - 1];
        cells[3 * count] = from;
        cells[3 * count + 1] = to;
        cells[3 * count + 2] = before + to - from;
        log = new Log(cells, count + 1, base);
    }
}
