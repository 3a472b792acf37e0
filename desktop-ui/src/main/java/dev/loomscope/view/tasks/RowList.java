package dev.loomscope.view.tasks;

import java.util.AbstractList;
import java.util.Arrays;

import javafx.collections.ObservableListBase;

/** The rows that a table shows, as a list that holds nothing but an array: a row becomes an object when it is looked at. */
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
        beginChange();
        rows = next;
        nextReplace(0, next.length, new Boxed(last));
        endChange();
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
}
