package dev.loomscope.model;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * The spans of one lane. One writer appends; readers take a {@link View} and work on it without locks: what it shows is
 * complete and does not change, but for being forgotten, which leaves the view whole.
 */
final class Spans {
    private static final VarHandle COUNT;
    private static final VarHandle OPEN_START;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            COUNT = lookup.findVarHandle(Spans.class, "count", long.class);
            OPEN_START = lookup.findVarHandle(Spans.class, "openStart", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** What is shorter takes no memory of its own, in ns. */
    private static final long SHORT = 1_000_000_000L;

    /** Room in a chunk at first, on a lane that has filled one. */
    private static final int LATER = SpanChunk.SPANS / 4;

    private final Retention retention;
    private final boolean wakes;
    private final long[] total = new long[SpanChunk.STATES];
    private volatile Spine spine = new Spine(new @Nullable SpanChunk[4], 0);
    private volatile long count;
    private volatile long openStart = -1;
    private int openRow;
    private int openState;
    private long openReady;
    private int openWaker = -1;
    private long lastEnd = Long.MIN_VALUE;

    /** @param wakes whether they are polls of virtual threads, which somebody wakes */
    Spans(Retention retention, boolean wakes) {
        this.retention = retention;
        this.wakes = wakes;
    }

    /** Chunks from number {@code base} on. */
    private record Spine(@Nullable SpanChunk[] chunks, int base) {}

    /** Spans from {@code first} to {@code count}, and the open one where there is one. */
    record View(@Nullable SpanChunk[] chunks, long first, long count, long openStart, int openRow, int openState,
            long openReady, int openWaker) {
        SpanChunk chunk(long span) {
            SpanChunk chunk = chunks[(int) ((span - first) >> SpanChunk.BITS)];
            if (chunk == null) {
                throw new IllegalStateException("span=" + span + " of count=" + count + " has no chunk");
            }
            return chunk;
        }

        long start(long span) {
            return chunk(span).start[(int) span & (SpanChunk.SPANS - 1)];
        }

        long end(long span) {
            return chunk(span).end((int) span & (SpanChunk.SPANS - 1));
        }

        /** The first span that begins at or after a time, looked for from {@code low} on. */
        long firstFrom(long time, long low) {
            long from = low;
            long step = 1;
            long to = from;
            while (to < count && start(to) < time) {
                from = to + 1;
                to += step;
                step *= 2;
            }
            to = Math.min(to, count);
            while (from < to) {
                long middle = (from + to) >>> 1;
                if (start(middle) < time) {
                    from = middle + 1;
                } else {
                    to = middle;
                }
            }
            return from;
        }
    }

    long count() {
        return count;
    }

    /** Retries while the writer closes a span in between, so that a span is neither missed nor seen twice. */
    View view() {
        for (int tries = 0;; tries++) {
            long seen = count;
            long start = openStart;
            int row = openRow;
            int state = openState;
            long ready = openReady;
            int waker = openWaker;
            Spine s = spine;
            if (tries == 8 || (count == seen && openStart == start)) {
                return new View(s.chunks, (long) s.base << SpanChunk.BITS, seen, start, row, state, ready,
                        waker);
            }
        }
    }

    // From here on: session thread only.

    /** When the open span began, below 0 where none is open. */
    long openSince() {
        return openStart;
    }

    /** Begins a span; one that is open is closed. */
    void open(long time, int taskRow, SpanState state) {
        open(time, taskRow, state, 0, -1);
    }

    /** Begins a poll of a virtual thread that had been runnable for so long, since a task woke it. */
    void open(long time, int taskRow, SpanState state, long ready, int waker) {
        close(time);
        openRow = taskRow;
        openState = state.index;
        openReady = ready;
        openWaker = waker;
        OPEN_START.setRelease(this, Math.max(0, Math.max(time, lastEnd)));
    }

    /** Goes on in another state. */
    void turn(long time, SpanState state) {
        if (openStart >= 0 && openState != state.index) {
            open(time, openRow, state);
        }
    }

    void close(long time) {
        if (openStart >= 0) {
            append(openStart, Math.max(time, openStart) - openStart);
            OPEN_START.setRelease(this, -1L);
        }
    }

    void close(long time, SpanState state) {
        openState = state.index;
        close(time);
    }

    /** It became known late for how long the virtual thread had been runnable before a span, and who woke it. */
    void wokenEarlier(long span, long ready, int waker) {
        Spine s = spine;
        long index = (span >> SpanChunk.BITS) - s.base;
        if (span == count) {
            openReady = ready;
            openWaker = waker;
        } else if (index >= 0 && span < count) {
            SpanChunk chunk = s.chunks[(int) index];
            if (chunk != null) {
                long before = chunk.bytes();
                chunk.wake((int) span & (SpanChunk.SPANS - 1), ready, waker);
                retention.take(chunk.bytes() - before);
            }
        }
    }

    private void append(long start, long length) {
        long span = count;
        int at = (int) span & (SpanChunk.SPANS - 1);
        SpanChunk chunk = room(span);
        int block = at >> SpanChunk.BLOCK_BITS;
        if ((at & (SpanChunk.BLOCK - 1)) == 0) {
            System.arraycopy(total, 0, chunk.before, block * SpanChunk.STATES, SpanChunk.STATES);
            chunk.blockStart[block] = start;
        }
        if (length < SHORT && openReady < SHORT) {
            fill(chunk, at, start, length);
        } else {
            long before = chunk.bytes();
            fill(chunk, at, start, length);
            retention.take(chunk.bytes() - before);
        }
        chunk.longest[block] = Math.max(chunk.longest[block], length);
        chunk.longestOfAll = Math.max(chunk.longestOfAll, length);
        total[openState] += length;
        lastEnd = start + length;
        COUNT.setRelease(this, span + 1);
    }

    private void fill(SpanChunk chunk, int at, long start, long length) {
        chunk.set(at, start, length, openRow, openState);
        if (wakes) {
            chunk.wake(at, openReady, openWaker);
        }
    }

    private SpanChunk room(long span) {
        Spine s = spine;
        int index = (int) (span >> SpanChunk.BITS) - s.base;
        if (index == s.chunks.length) {
            s = new Spine(Arrays.copyOf(s.chunks, index * 2), s.base);
            spine = s;
        }
        SpanChunk chunk = s.chunks[index];
        int at = (int) span & (SpanChunk.SPANS - 1);
        if (chunk != null && at < chunk.capacity()) {
            return chunk;
        }
        if (chunk == null) {
            chunk = new SpanChunk(wakes, index + s.base == 0 ? SpanChunk.BLOCK : LATER);
            if (index > 0) {
                int full = s.base + index - 1;
                retention.add(() -> forget(full));
            }
        } else {
            retention.give(chunk.bytes());
            chunk = chunk.grown();
        }
        retention.take(chunk.bytes());
        s.chunks[index] = chunk;
        return chunk;
    }

    /** Chunks of a lane are full in the order in which they stand, so the one to forget is always the first. */
    private long forget(int number) {
        Spine s = spine;
        SpanChunk chunk = s.chunks[0];
        if (number != s.base || chunk == null) {
            throw new IllegalStateException("chunk=" + number + " is not the first one, base=" + s.base);
        }
        @Nullable SpanChunk[] rest = new @Nullable SpanChunk[s.chunks.length];
        System.arraycopy(s.chunks, 1, rest, 0, rest.length - 1);
        spine = new Spine(rest, s.base + 1);
        retention.give(chunk.bytes());
        return chunk.end(SpanChunk.SPANS - 1);
    }
}
