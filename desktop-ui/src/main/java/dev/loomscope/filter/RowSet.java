package dev.loomscope.filter;

import java.util.Arrays;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;

/**
 * The rows of a task table that a filter wants, as bits, so that a picture and a table can share it. Tasks that came since are
 * looked at when somebody asks for them, and are not among those that are listed and counted. Any thread may ask.
 */
public final class RowSet {
    private final long[] words;
    private final int end;
    private final int known;
    private final int count;
    private final long version;
    private final IntPredicate later;

    /**
     * @param words a bit a row; the set's own from now on
     * @param end rows that were looked at
     * @param known those of them that were not forgotten
     * @param count bits that are set
     * @param later tells of a row that was not looked at whether it is wanted
     */
    RowSet(long[] words, int end, int known, int count, long version, IntPredicate later) {
        this.words = words;
        this.end = end;
        this.known = known;
        this.count = count;
        this.version = version;
        this.later = later;
    }

    /** Whether the row is wanted. */
    public boolean contains(int row) {
        return row >= end ? later.test(row) : row >= 0 && (words[row >> 6] & (1L << row)) != 0;
    }

    /** Rows that are wanted. */
    public int count() {
        return count;
    }

    /** Rows there were, wanted or not. */
    public int known() {
        return known;
    }

    /** Rows that were looked at go from 0 to this, exclusive. */
    public int end() {
        return end;
    }

    /** Rises from one set of a session to the next. */
    public long version() {
        return version;
    }

    /** Shows the wanted rows, in order. */
    public void forEach(IntConsumer visitor) {
        for (int word = 0; word < words.length; word++) {
            for (long left = words[word]; left != 0; left &= left - 1) {
                visitor.accept((word << 6) + Long.numberOfTrailingZeros(left));
            }
        }
    }

    /** The wanted rows, in order. */
    public int[] rows() {
        int[] rows = new int[count];
        int[] size = {0};
        forEach(row -> rows[size[0]++] = row);
        return rows;
    }

    /** Whether the same rows are wanted, however many were looked at. */
    public boolean sameRows(RowSet other) {
        if (this == other) {
            return true;
        }
        int both = Math.min(words.length, other.words.length);
        return count == other.count && Arrays.equals(words, 0, both, other.words, 0, both);
    }
}
