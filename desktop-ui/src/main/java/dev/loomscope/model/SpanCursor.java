package dev.loomscope.model;

/** Holds one span; filled by a {@link Track}, reused by its owner. */
public final class SpanCursor {
    long start;
    long end;
    SpanState state = SpanState.RUNNING;
    int taskRow = -1;
    boolean open;
    long ready;
    int waker = -1;

    /** Ns since the epoch. */
    public long start() {
        return start;
    }

    /** Ns since the epoch; of an open span the model's present. */
    public long end() {
        return end;
    }

    public SpanState state() {
        return state;
    }

    /** Row of the span's task. */
    public int taskRow() {
        return taskRow;
    }

    /** Whether the span still goes on. */
    public boolean open() {
        return open;
    }

    /** Ns that the virtual thread had been runnable when the span began; 0 on workers' lanes, and where a poll goes on. */
    public long ready() {
        return ready;
    }

    /** Row of the task that woke the virtual thread; -1 where that is not known. */
    public int waker() {
        return waker;
    }
}
