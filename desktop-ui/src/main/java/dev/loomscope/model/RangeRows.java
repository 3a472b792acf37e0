package dev.loomscope.model;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

/**
 * The part of a count over a time range that the rows of tasks answer: how many there were and for how long, and all about
 * those that hold a thread from their start to their end. The polls of virtual threads stand on lanes: see
 * {@link RangeSpans}.
 */
final class RangeRows {
    /** Chunks of rows that are counted in one go. */
    private static final int TOGETHER = 16;

    private static final int WORDS = TaskChunk.ROWS / Long.SIZE;

    private final TaskRows rows;
    private final long now;
    private final @Nullable IntPredicate filter;
    private final int size;
    /** A bit for each row that passes the filter; null where all do. */
    private final long @Nullable [] passing;

    RangeRows(TaskRows rows, long now, @Nullable IntPredicate filter) {
        this.rows = rows;
        this.now = now;
        this.filter = filter;
        this.size = rows.size();
        this.passing = filter == null ? null : new long[(size / TaskChunk.ROWS + 1) * WORDS];
    }

    RangeTally count(long from, long to) {
        int chunks = (size + TaskChunk.ROWS - 1) / TaskChunk.ROWS;
        return IntStream.range(0, (chunks + TOGETHER - 1) / TOGETHER).parallel().mapToObj(part -> {
            RangeTally tally = new RangeTally(from, to);
            for (int chunk = part * TOGETHER; chunk < Math.min(chunks, (part + 1) * TOGETHER); chunk++) {
                count(chunk << TaskChunk.BITS, tally);
            }
            return tally;
        }).reduce(new RangeTally(from, to), (a, b) -> new RangeTally(from, to).plus(a).plus(b));
    }

    /** The filter's bits, complete after {@link #count}; null where every row passes. */
    long @Nullable [] passing() {
        return passing;
    }

    private void count(int first, RangeTally tally) {
        TaskChunk c = rows.chunk(first);
        if (c == null) {
            return;
        }
        if (filter != null && passing != null) {
            pass(c, first, filter, passing);
        }
        int last = Math.min(size, first + TaskChunk.ROWS);
        if (c.places == null && filter == null) {
            for (int at = 0; at < last - first; at++) {
                count(c, at, tally);
            }
            return;
        }
        for (int row = first; row < last; row++) {
            int at = c.place(row);
            if (at >= 0 && (passing == null || (passing[row >> 6] & 1L << row) != 0)) {
                count(c, at, tally);
            }
        }
    }

    private void pass(TaskChunk c, int first, IntPredicate test, long[] bits) {
        Arrays.fill(bits, first >> 6, (first >> 6) + WORDS, 0);
        for (int row = first; row < Math.min(size, first + TaskChunk.ROWS); row++) {
            if (c.place(row) >= 0 && test.test(row)) {
                bits[row >> 6] |= 1L << row;
            }
        }
    }

    private void count(TaskChunk c, int at, RangeTally tally) {
        byte status = c.status[at];
        boolean live = TaskStatus.isLive(status);
        long since = c.since[at];
        long end = live ? Math.max(now, since) : since;
        long submitted = c.submitted[at];
        if (!tally.touches(submitted, end)) {
            return;
        }
        tally.tasks++;
        tally.total += tally.within(submitted, end);
        if (status == TaskStatus.FAILED && since <= tally.to) {
            tally.failed++;
        }
        if (status == TaskStatus.SCHEDULED) {
            tally.scheduled += tally.within(since, end);
        }
        if (c.virtualThread[at] == 0) {
            polled(c, at, end, tally);
        }
    }

    /** A task that was scheduled once, and then held its thread. */
    private static void polled(TaskChunk c, int at, long end, RangeTally tally) {
        long started = c.started[at];
        long scheduled = c.scheduled[at];
        long runnable = started >= 0 ? started : c.since[at];
        tally.scheduled += tally.within(runnable - scheduled, runnable);
        if (started < 0 || !tally.touches(started, end)) {
            return;
        }
        byte status = c.status[at];
        boolean on = status == TaskStatus.RUNNING || status == TaskStatus.WAITING_ON_THREAD;
        tally.polls.record(c.busy[at] + (on ? end - c.since[at] : 0));
        tally.waits.record(scheduled);
    }
}
