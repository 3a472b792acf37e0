package dev.loomscope.model;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * Up to {@value #SPANS} consecutive spans of a {@link Lane}, column by column, with the level of detail: for each block of
 * {@value #BLOCK} spans, when it begins, the time that the lane had spent in each state before it, and the longest span in
 * it. The columns of a lane with few spans are short.
 *
 * <p>A span's state and its length share an int; what is longer than about a second stands beside. The lanes of carriers say
 * of each span also how long the virtual thread had been runnable before, and who woke it.
 */
final class SpanChunk {
    static final int BITS = 10;
    static final int SPANS = 1 << BITS;
    static final int BLOCK_BITS = 4;
    static final int BLOCK = 1 << BLOCK_BITS;

    /** States that a thread can be in. */
    static final int STATES = 4;

    private static final int LENGTH_BITS = 30;

    /** The length stands in {@link #longer}. */
    private static final int LONG = (1 << LENGTH_BITS) - 1;

    /** What it had been runnable for, stands in {@link #readyLonger}. */
    private static final int LONG_READY = -1;

    /** Bytes that a span takes on a worker's lane, without the level of detail. */
    static final int SPAN_BYTES = Long.BYTES + 2 * Integer.BYTES;

    /** Bytes that it takes more on a carrier's lane. */
    static final int WAKE_BYTES = 2 * Integer.BYTES;

    /** Bytes that a block takes. */
    private static final int BLOCK_BYTES = (STATES + 2) * Long.BYTES;

    final long[] start;
    final int[] taskRow;
    /** State above the length. */
    private final int[] stateAndLength;

    private final SparseLongs longer;
    private final int @Nullable [] ready;
    private final int @Nullable [] waker;
    private final SparseLongs readyLonger;
    /** The longest time of all that a virtual thread had been runnable. */
    long longestReady;
    /** Ns by state that closed spans had taken before each block, since the lane began. */
    final long[] before;
    final long[] longest;
    /** The longest span of all. */
    long longestOfAll;
    /** When the first span of each block began. */
    final long[] blockStart;

    /**
     * An empty one.
     *
     * @param wakes whether it says of spans who woke them, and when
     * @param capacity whole blocks
     */
    SpanChunk(boolean wakes, int capacity) {
        int blocks = capacity / BLOCK;
        start = new long[capacity];
        taskRow = new int[capacity];
        stateAndLength = new int[capacity];
        longer = new SparseLongs();
        ready = wakes ? new int[capacity] : null;
        waker = wakes ? new int[capacity] : null;
        readyLonger = new SparseLongs();
        before = new long[blocks * STATES];
        longest = new long[blocks];
        blockStart = new long[blocks];
    }

    private SpanChunk(int capacity, SpanChunk source) {
        int blocks = capacity / BLOCK;
        start = Arrays.copyOf(source.start, capacity);
        taskRow = Arrays.copyOf(source.taskRow, capacity);
        stateAndLength = Arrays.copyOf(source.stateAndLength, capacity);
        longer = source.longer;
        ready = source.ready == null ? null : Arrays.copyOf(source.ready, capacity);
        waker = source.waker == null ? null : Arrays.copyOf(source.waker, capacity);
        readyLonger = source.readyLonger;
        longestReady = source.longestReady;
        before = Arrays.copyOf(source.before, blocks * STATES);
        longest = Arrays.copyOf(source.longest, blocks);
        longestOfAll = source.longestOfAll;
        blockStart = Arrays.copyOf(source.blockStart, blocks);
    }

    int capacity() {
        return start.length;
    }

    /** The same spans, with room for more of them. */
    SpanChunk grown() {
        return new SpanChunk(Math.min(SPANS, capacity() * 2), this);
    }

    long bytes() {
        int columns = SPAN_BYTES + (ready == null ? 0 : WAKE_BYTES);
        return (long) capacity() * columns + (long) longest.length * BLOCK_BYTES + longer.bytes() + readyLonger.bytes()
                + 8 * 16;
    }

    long length(int at) {
        int length = stateAndLength[at] & LONG;
        return length == LONG ? longer.get(at) : length;
    }

    long end(int at) {
        return start[at] + length(at);
    }

    /** Its index among the {@link SpanState}s. */
    int state(int at) {
        return stateAndLength[at] >>> LENGTH_BITS;
    }

    /** Ns that its virtual thread had been runnable before. */
    long ready(int at) {
        if (ready == null) {
            return 0;
        }
        int ns = ready[at];
        return ns == LONG_READY ? readyLonger.get(at) : Integer.toUnsignedLong(ns);
    }

    /** Row of the task that woke it, -1 where that is not known. */
    int waker(int at) {
        return waker == null ? -1 : waker[at];
    }

    /** Session thread only; the block's own figures are set apart. */
    void set(int at, long begin, long length, int row, int state) {
        start[at] = begin;
        taskRow[at] = row;
        if (length >= LONG) {
            longer.put(at, length);
        }
        stateAndLength[at] = state << LENGTH_BITS | (int) Math.min(LONG, length);
    }

    /** Session thread only; may come late, when the span is read already. */
    void wake(int at, long runnable, int by) {
        if (ready == null || waker == null) {
            return;
        }
        boolean isLong = runnable >= Integer.toUnsignedLong(LONG_READY);
        if (isLong) {
            readyLonger.put(at, runnable);
        }
        longestReady = Math.max(longestReady, runnable);
        waker[at] = by;
        ready[at] = isLong ? LONG_READY : (int) runnable;
    }
}
