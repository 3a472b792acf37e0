package dev.loomscope.view.tasks;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;

import javafx.collections.ListChangeListener.Change;
import javafx.collections.ObservableList;
import javafx.collections.ObservableListBase;

/**
 * The rows that a table shows, as a list that holds nothing but an array: a row becomes an object when it is looked at.
 * Listeners are told of a change without the rows before it being copied, so that a million rows change within a frame.
 */
public final class RowList extends ObservableListBase<Integer> {
    private int[] rows = new int[0];
    private Runnable before = () -> {};
    private Runnable after = () -> {};

    /** Is told before and after other rows are shown, so that a view can stay where it is. */
    void onShow(Runnable isBefore, Runnable isAfter) {
        before = isBefore;
        after = isAfter;
    }

    /** Shows other rows; the array is the list's from now on. */
    public void show(int[] next) {
        before.run();
        int[] last = rows;
        rows = next;
        modCount++;
        fireChange(new Replaced(this, new Boxed(last)));
        after.run();
    }

    /** The row at a place. */
    public int row(int index) {
        return rows[index];
    }

    /** Where a row stands, or -1. */
    public int placeOf(int row) {
        for (int i = 0; i < rows.length; i++) {
            if (rows[i] == row) {
                return i;
            }
        }
        return -1;
    }

    /** Whether these are the rows, in this order. */
    boolean shows(int[] others) {
        return Arrays.equals(rows, others);
    }

    @Override
    public Integer get(int index) {
        return rows[index];
    }

    @Override
    public int size() {
        return rows.length;
    }

    @Override
    public int indexOf(Object row) {
        return row instanceof Integer each ? placeOf(each) : -1;
    }

    /** The rows that were shown before. */
    private static final class Boxed extends AbstractList<Integer> {
        private final int[] rows;

        Boxed(int[] rows) {
            this.rows = rows;
        }

        @Override
        public Integer get(int index) {
            return rows[index];
        }

        @Override
        public int size() {
            return rows.length;
        }
    }

    /** One change: all rows gave way to others. */
    private static final class Replaced extends Change<Integer> {
        private final List<Integer> removed;
        private boolean seen;

        Replaced(ObservableList<Integer> list, List<Integer> removed) {
            super(list);
            this.removed = removed;
        }

        @Override
        public boolean next() {
            boolean first = !seen;
            seen = true;
            return first;
        }

        @Override
        public void reset() {
            seen = false;
        }

        @Override
        public int getFrom() {
            return 0;
        }

        @Override
        public int getTo() {
            return getList().size();
        }

        @Override
        public List<Integer> getRemoved() {
            return removed;
        }

        @Override
        protected int[] getPermutation() {
            return new int[0];
        }
    }
}
