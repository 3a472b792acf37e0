package dev.loomscope.model;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * Where the rows of tasks stand: in chunks, of which the oldest are forgotten when memory is short, but for the rows in them
 * that are live. The session's thread adds rows; any thread may look them up, and finds every row below {@link #size}
 * complete.
 */
final class TaskSpine {
    private static final VarHandle SIZE;

    static {
        try {
            SIZE = MethodHandles.lookup().findVarHandle(TaskSpine.class, "size", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Retention retention;
    private @Nullable TaskChunk[] chunks = new @Nullable TaskChunk[64];
    private volatile @Nullable TaskChunk[] published = chunks;
    private volatile int size;
    private volatile int oldest;

    TaskSpine(Retention retention) {
        this.retention = retention;
    }

    // Any thread.

    int size() {
        return size;
    }

    /** The first row that is not forgotten but where it is live. */
    int oldest() {
        return oldest;
    }

    /** The chunk that a row stands in; null where it is forgotten, or never was. */
    @Nullable
    TaskChunk chunk(int row) {
        return row < 0 || row >= size ? null : published[row >> TaskChunk.BITS];
    }

    // Session thread only.

    /** The chunk with room for the row that comes next; {@link #added} says that it is filled. */
    TaskChunk next() {
        int index = size >> TaskChunk.BITS;
        TaskChunk c = index < chunks.length ? chunks[index] : null;
        return c == null ? begin(index) : c;
    }

    void added() {
        SIZE.setRelease(this, size + 1);
    }

    private TaskChunk begin(int index) {
        if (index == chunks.length) {
            chunks = Arrays.copyOf(chunks, index * 2);
            published = chunks;
        }
        TaskChunk c = new TaskChunk();
        chunks[index] = c;
        retention.take(c.bytes());
        if (index > 0) {
            retention.add(() -> forget(index - 1));
        }
        return c;
    }

    private long forget(int index) {
        TaskChunk c = chunks[index];
        if (c == null) {
            return Long.MIN_VALUE;
        }
        TaskChunk rest = c.liveRows();
        chunks[index] = rest;
        retention.give(c.bytes());
        if (rest != null) {
            retention.take(rest.bytes());
            retention.add(() -> forget(index));
        }
        oldest = Math.max(oldest, (index + 1) << TaskChunk.BITS);
        return c.places == null ? c.lastEnd() : Long.MIN_VALUE;
    }

    /** The chunk of a row that is live. */
    TaskChunk live(int row) {
        TaskChunk c = chunks[row >> TaskChunk.BITS];
        if (c == null || c.place(row) < 0) {
            throw new IllegalStateException("row=" + row + " is forgotten");
        }
        return c;
    }

    /** The chunk of a row that may be forgotten; null where it is, or where the row is below 0. */
    @Nullable
    TaskChunk late(int row) {
        return row < 0 ? null : chunks[row >> TaskChunk.BITS];
    }
}
