package dev.loomscope.agent.stream;

import java.io.IOException;

import dev.loomscope.agent.stream.FrameLog.Cursor;
import dev.loomscope.agent.stream.FrameLog.Entry;
import dev.loomscope.agent.stream.FrameLog.Gap;
import dev.loomscope.protocol.Frame;
import dev.loomscope.protocol.FrameLayout;
import dev.loomscope.protocol.FrameType;
import dev.loomscope.protocol.StreamHeader;
import org.jspecify.annotations.Nullable;

/**
 * The stream as one receiver gets it: header and session before the keyframe it begins with, and, where the receiver was too
 * slow for the log, what it missed before the keyframe with which it goes on. Frames that are for it alone repeat the sequence
 * number of the frame before. Belongs to the receiver's thread.
 */
final class StreamCopy {
    /** Where the bytes go. */
    interface Output {
        /** Takes the bytes; {@code type} says what they are, 0 for the stream's header. */
        void write(int type, long lastTime, byte[] bytes) throws IOException;
    }

    private final Cursor cursor;
    private final byte[] session;
    private final Output output;
    private boolean begun;
    private boolean ended;
    private long sequence;
    private long lastTime;
    private long missedTasks;
    private long missedVirtual;

    StreamCopy(Cursor cursor, byte[] session, Output output) {
        this.cursor = cursor;
        this.session = session;
        this.output = output;
    }

    /**
     * Passes the next frame on.
     *
     * @param milliseconds how long to wait for it at most
     * @return false at the end of the stream
     */
    boolean step(long milliseconds) throws IOException {
        Entry entry = next(milliseconds);
        if (entry == null) {
            return !cursor.atEnd();
        }
        if (!begun) {
            begun = true;
            output.write(0, 0, StreamHeader.bytes());
            own(FrameType.SESSION, entry.sequence() - 1, entry.lastTime(), session);
        }
        Gap gap = cursor.gap();
        if (gap != null) {
            missedTasks += gap.taskEvents();
            missedVirtual += gap.virtualEvents();
            missed("task", gap.taskEvents(), missedTasks, gap, entry.sequence() - 1);
            missed("virtual-thread", gap.virtualEvents(), missedVirtual, gap, entry.sequence() - 1);
        }
        output.write(entry.type(), entry.lastTime(), entry.bytes());
        ended = entry.type() == FrameType.END;
        sequence = entry.sequence();
        lastTime = entry.lastTime();
        return true;
    }

    /** Nobody but the end of the stream or of the connection ends a receiver: who interrupts it only makes it look around. */
    private @Nullable Entry next(long milliseconds) {
        try {
            return cursor.next(milliseconds);
        } catch (InterruptedException e) {
            return null;
        }
    }

    /** Passes a frame on that is for this receiver alone, unless the stream has not begun yet or has ended. */
    void own(int type, byte[] payload) throws IOException {
        if (begun && !ended) {
            own(type, sequence, lastTime, payload);
        }
    }

    private void missed(String category, long count, long total, Gap gap, long before) throws IOException {
        if (count > 0) {
            own(FrameType.LOSS, before, gap.to(), Losses.json(category, "client", count, total, gap.from(), gap.to()));
        }
    }

    private void own(int type, long number, long time, byte[] payload) throws IOException {
        output.write(type, time, FrameLayout.encode(new Frame(type, number, time, time, payload)));
    }
}
