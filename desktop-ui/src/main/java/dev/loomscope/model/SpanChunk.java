package dev.loomscope.model;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * Up to {@value #SPANS} consecutive spans of a {@link Lane}, column by column, with the level of detail: for each block of
 * {@value #BLOCK} spans, when it begins, the time that the lane had spent in each state before it, and the longest span in
 * it. The columns of a lane with few spans are short.
 */
final class SpanChunk {
    static final int BITS = 12;
    static final int SPANS = 1 << BITS;
    static final int BLOCK_BITS = 4;
    static final int BLOCK = 1 << BLOCK_BITS;

    /** States that a thread can be in. */
    static final int STATES = 4;

    /** Bytes a span takes with its level of detail, about. */
    static final double SPAN_BYTES = 2 * Long.BYTES + Integer.BYTES + 1 + (STATES + 2) * (double) Long.BYTES / BLOCK;

    final long[] start;
    final long[] end;
    final int[] taskRow;
    final byte[] state;
    /** Ns by state that closed spans had taken before each block, since the lane began. */
    final long[] before;
    final long[] longest;
    /** The longest span of all. */
    long longestOfAll;
    /** When the first span of each block began. */
    final long[] blockStart;

    SpanChunk() {
        this(BLOCK, null);
    }

    private SpanChunk(int capacity, @Nullable SpanChunk source) {
        int blocks = capacity / BLOCK;
        if (source == null) {
            start = new long[capacity];
            end = new long[capacity];
            taskRow = new int[capacity];
            state = new byte[capacity];
            before = new long[blocks * STATES];
            longest = new long[blocks];
            blockStart = new long[blocks];
        } else {
            start = Arrays.copyOf(source.start, capacity);
            end = Arrays.copyOf(source.end, capacity);
            taskRow = Arrays.copyOf(source.taskRow, capacity);
            state = Arrays.copyOf(source.state, capacity);
            before = Arrays.copyOf(source.before, blocks * STATES);
            longest = Arrays.copyOf(source.longest, blocks);
            longestOfAll = source.longestOfAll;
            blockStart = Arrays.copyOf(source.blockStart, blocks);
        }
    }

    int capacity() {
        return start.length;
    }

    /** The same spans, with room for more of them. */
    SpanChunk grown() {
        return new SpanChunk(Math.min(SPANS, capacity() * 4), this);
    }

    long bytes() {
        return (long) (capacity() * SPAN_BYTES) + 7 * 16;
    }
}
