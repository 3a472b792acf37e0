package dev.loomscope.model;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/** A pool over time: points about ten a second, oldest first. The oldest are forgotten when memory ends. */
public final class PoolSeries {
    private static final int BITS = 7;
    private static final int POINTS = 1 << BITS;

    private final Retention retention;
    private volatile @Nullable Points[] chunks = new @Nullable Points[8];
    private volatile int size;
    private volatile int oldest;

    PoolSeries(Retention retention) {
        this.retention = retention;
    }

    /** A chunk of points, column by column. */
    private static final class Points {
        static final int BYTES = POINTS * (6 * Long.BYTES + 4 * Integer.BYTES);

        final long[] time = new long[POINTS];
        final int[] active = new int[POINTS];
        final int[] queue = new int[POINTS];
        final int[] size = new int[POINTS];
        final int[] max = new int[POINTS];
        final long[] submitted = new long[POINTS];
        final long[] ended = new long[POINTS];
        final long[] run = new long[POINTS];
        final long[] blocked = new long[POINTS];
        final long[] failed = new long[POINTS];
    }

    /** Points there ever were. */
    public int size() {
        return size;
    }

    /** The first point that is still known; it and what follows may be asked for. */
    public int oldest() {
        return oldest;
    }

    /** The first known point at or after a time; {@link #size} where there is none. */
    public int indexAt(long time) {
        int low = oldest;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (time(middle) < time) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** When the point was taken, in ns since the epoch; 0 of a forgotten one. */
    public long time(int i) {
        Points c = chunk(i);
        return c == null ? 0 : c.time[i & (POINTS - 1)];
    }

    /** Workers that ran a task. */
    public int active(int i) {
        Points c = chunk(i);
        return c == null ? 0 : c.active[i & (POINTS - 1)];
    }

    /** Tasks that waited. */
    public int queue(int i) {
        Points c = chunk(i);
        return c == null ? 0 : c.queue[i & (POINTS - 1)];
    }

    /** Workers there were. */
    public int size(int i) {
        Points c = chunk(i);
        return c == null ? 0 : c.size[i & (POINTS - 1)];
    }

    /** Workers there may be; {@link Pool#UNBOUNDED} where there is no bound, 0 where unknown. */
    public int max(int i) {
        Points c = chunk(i);
        return c == null ? 0 : c.max[i & (POINTS - 1)];
    }

    /** Tasks submitted up to the point, since watching began. */
    public long submitted(int i) {
        Points c = chunk(i);
        return c == null ? 0 : c.submitted[i & (POINTS - 1)];
    }

    /** Tasks that had run and ended up to the point. */
    public long ended(int i) {
        Points c = chunk(i);
        return c == null ? 0 : c.ended[i & (POINTS - 1)];
    }

    /** Ns that those had run, all together. */
    public long run(int i) {
        Points c = chunk(i);
        return c == null ? 0 : c.run[i & (POINTS - 1)];
    }

    /** The part of {@link #run}, in ns, in which their threads were seen parked, asleep or blocked. */
    public long blocked(int i) {
        Points c = chunk(i);
        return c == null ? 0 : c.blocked[i & (POINTS - 1)];
    }

    /** Tasks that had failed or been rejected up to the point. */
    public long failed(int i) {
        Points c = chunk(i);
        return c == null ? 0 : c.failed[i & (POINTS - 1)];
    }

    private @Nullable Points chunk(int i) {
        return i < 0 || i >= size ? null : chunks[i >> BITS];
    }

    /** Session thread: adds a point, unless time stands still. */
    void add(long time, Pool pool) {
        int i = size;
        if (i > oldest && time <= time(i - 1)) {
            return;
        }
        Points c = i >> BITS < chunks.length ? chunks[i >> BITS] : null;
        if (c == null) {
            c = begin(i >> BITS);
        }
        int at = i & (POINTS - 1);
        c.time[at] = time;
        c.active[at] = pool.active();
        c.queue[at] = pool.queue();
        c.size[at] = pool.size();
        c.max[at] = pool.max();
        c.submitted[at] = pool.tasks();
        c.ended[at] = pool.ended();
        c.run[at] = pool.runTime();
        c.blocked[at] = pool.blockedTime();
        c.failed[at] = pool.failed() + pool.rejected();
        size = i + 1;
    }

    private Points begin(int index) {
        if (index == chunks.length) {
            chunks = Arrays.copyOf(chunks, index * 2);
        }
        Points c = new Points();
        chunks[index] = c;
        retention.take(Points.BYTES);
        if (index > 0) {
            retention.add(() -> forget(index - 1));
        }
        return c;
    }

    private long forget(int index) {
        Points c = chunks[index];
        chunks[index] = null;
        oldest = (index + 1) << BITS;
        retention.give(Points.BYTES);
        return c == null ? Long.MIN_VALUE : c.time[POINTS - 1];
    }
}
