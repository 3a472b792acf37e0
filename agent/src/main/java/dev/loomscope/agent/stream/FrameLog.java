package dev.loomscope.agent.stream;

import java.util.ArrayList;
import java.util.List;

import dev.loomscope.protocol.Frame;
import dev.loomscope.protocol.FrameLayout;
import dev.loomscope.protocol.FrameType;
import org.jspecify.annotations.Nullable;

/**
 * The newest frames of the stream, once for all receivers: the drain appends, each receiver follows with a cursor of its own
 * and begins at a keyframe. What all cursors have passed is dropped at once. When the log is full its oldest frame is
 * dropped whoever still needs it: that cursor then waits for the next keyframe and knows what it missed. So the drain never
 * waits for a receiver, and memory does not depend on how many there are.
 */
final class FrameLog {
    /** The most frames held; a power of two. */
    private static final int PLACES = 1 << 12;

    /**
     * A frame as it goes out.
     *
     * @param taskEvents events of tasks in the stream up to here
     * @param virtualEvents events of virtual threads in the stream up to here
     */
    record Entry(long sequence, int type, long lastTime, byte[] bytes, long taskEvents, long virtualEvents) {}

    private final long budget;
    private final @Nullable Entry[] entries = new @Nullable Entry[PLACES];
    private final List<Cursor> cursors = new ArrayList<>();
    private long oldest = 1;
    private long next = 1;
    private long held;
    private boolean closed;
    private long taskEvents;
    private long virtualEvents;
    private int waiting;
    private int readers;

    /** @param budget the most bytes of frames held, but for one frame that is larger alone */
    FrameLog(long budget) {
        this.budget = budget;
    }

    /** Whether anybody reads, or waits for a keyframe to begin. */
    synchronized boolean isRead() {
        return readers > 0;
    }

    /** Whether somebody waits for a keyframe. */
    synchronized boolean wantsKeyframe() {
        return waiting > 0;
    }

    /** Somebody who reads already wants a keyframe to begin with. */
    synchronized void wantKeyframe() {
        waiting++;
    }

    /** Bytes of frames held. */
    synchronized long held() {
        return held;
    }

    /**
     * Appends a frame; never waits for a receiver.
     *
     * @param tasks events of tasks in it
     * @param virtuals events of virtual threads in it
     */
    void append(int type, long firstTime, long lastTime, byte[] payload, int tasks, int virtuals) {
        byte[] bytes = FrameLayout.encode(new Frame(type, next, firstTime, lastTime, payload));
        synchronized (this) {
            taskEvents += tasks;
            virtualEvents += virtuals;
            Entry entry = new Entry(next, type, lastTime, bytes, taskEvents, virtualEvents);
            if (next - oldest == PLACES) {
                dropOldest();
            }
            entries[(int) next & PLACES - 1] = entry;
            held += bytes.length;
            if (type == FrameType.KEYFRAME) {
                for (Cursor cursor : cursors) {
                    cursor.begin(next);
                }
                waiting = 0;
            }
            next++;
            trim();
            notifyAll();
        }
    }

    /** No frame follows; receivers still read what is there. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }

    /** Makes receivers that wait look around. */
    synchronized void wake() {
        notifyAll();
    }

    /** A cursor for one more receiver, which waits for the next keyframe. */
    synchronized Cursor open() {
        Cursor cursor = new Cursor();
        cursors.add(cursor);
        waiting++;
        readers++;
        return cursor;
    }

    private void trim() {
        long needed = next;
        for (Cursor cursor : cursors) {
            if (cursor.position > 0) {
                needed = Math.min(needed, cursor.position);
            }
        }
        while (oldest < needed || (held > budget && oldest < next - 1)) {
            dropOldest();
        }
    }

    private void dropOldest() {
        Entry entry = entries[(int) oldest & PLACES - 1];
        if (entry != null) {
            held -= entry.bytes.length;
        }
        entries[(int) oldest & PLACES - 1] = null;
        oldest++;
    }

    /** What a receiver missed: numbers of events, and the times between which they were. */
    record Gap(long taskEvents, long virtualEvents, long from, long to) {}

    /** Where one receiver is. Its methods belong to the receiver's thread. */
    final class Cursor implements AutoCloseable {
        private long position;
        private boolean open = true;
        private @Nullable Entry last;
        private @Nullable Gap gap;

        private void begin(long sequence) {
            if (position == 0 && open) {
                position = sequence;
            }
        }

        /**
         * The next frame, or null when there was none in time, or {@link FrameLog#wake} came.
         *
         * @param milliseconds how long to wait at most
         */
        @Nullable
        Entry next(long milliseconds) throws InterruptedException {
            synchronized (FrameLog.this) {
                Entry entry = poll();
                if (entry == null && !closed) {
                    FrameLog.this.wait(Math.max(1, milliseconds));
                    entry = poll();
                }
                return entry;
            }
        }

        /** Whether the log was closed and everything in it was read. */
        boolean atEnd() {
            synchronized (FrameLog.this) {
                return closed && (position == 0 || position == next);
            }
        }

        /** What was missed before the frame that {@link #next} gave last, or null. */
        @Nullable
        Gap gap() {
            return gap;
        }

        private @Nullable Entry poll() {
            if (position != 0 && position < oldest) {
                position = 0;
                waiting++;
            }
            if (position == 0 || position == next) {
                return null;
            }
            Entry entry = entries[(int) position & PLACES - 1];
            if (entry == null) {
                throw new IllegalStateException("no frame at sequence=" + position);
            }
            position++;
            Entry before = last;
            gap = before == null || before.sequence + 1 == entry.sequence
                    ? null
                    : new Gap(
                            entry.taskEvents - before.taskEvents,
                            entry.virtualEvents - before.virtualEvents,
                            before.lastTime,
                            entry.lastTime);
            last = entry;
            return entry;
        }

        /** The receiver has gone. */
        @Override
        public void close() {
            synchronized (FrameLog.this) {
                if (open) {
                    open = false;
                    readers--;
                    if (position == 0 && waiting > 0) {
                        waiting--;
                    }
                    cursors.remove(this);
                    trim();
                }
            }
        }
    }
}
