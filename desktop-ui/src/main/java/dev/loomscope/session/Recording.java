package dev.loomscope.session;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import dev.loomscope.protocol.BadInputException;
import dev.loomscope.protocol.EventRun;
import dev.loomscope.protocol.EventsReader;
import dev.loomscope.protocol.Frame;
import dev.loomscope.protocol.FrameLayout;
import dev.loomscope.protocol.FrameType;
import dev.loomscope.protocol.IndexLayout;
import dev.loomscope.protocol.StreamHeader;
import org.jspecify.annotations.Nullable;

/**
 * Writes a stream to a file, frame by frame as they come, flushed each second; closing adds the index. Written by one
 * thread at a time; its figures may be read by any.
 */
public final class Recording implements AutoCloseable {
    private static final int BUFFER = 1 << 16;
    private static final long FLUSH_NS = 1_000_000_000;
    /** Room that is kept for the index: its frame and trailer, and for each keyframe. */
    private static final int INDEX_BYTES = FrameLayout.HEADER_LENGTH + IndexLayout.TRAILER_LENGTH + 16;
    private static final int INDEX_ENTRY_BYTES = 20;

    private final Path file;
    private final long maxSize;
    private final OutputStream out;
    private long[] offsets = new long[64];
    private long[] times = new long[64];
    private long flushed = System.nanoTime();
    private long sequence;
    private boolean closed;
    private volatile long bytes = StreamHeader.LENGTH;
    private volatile long events;
    private volatile int keyframes;
    private volatile long lastTime;
    private volatile boolean full;
    private volatile @Nullable String problem;

    private Recording(Path file, long maxSize, OutputStream out) {
        this.file = file;
        this.maxSize = maxSize;
        this.out = out;
    }

    /**
     * Begins a file, replacing what was there.
     *
     * @param maxSize bytes after which it takes no more; {@code Long.MAX_VALUE} for no bound
     * @throws BadInputException when the file cannot be written
     */
    public static Recording create(Path file, long maxSize) throws IOException {
        try {
            OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), BUFFER);
            out.write(StreamHeader.bytes());
            out.flush();
            return new Recording(file, maxSize, out);
        } catch (IOException e) {
            throw new BadInputException(file + " cannot be written: " + e.getMessage() + "; name another file", e);
        }
    }

    /** Adds a frame, unless the file is {@link #full} or closed. */
    public synchronized void append(Frame frame) throws IOException {
        if (closed || full || frame.type() == FrameType.INDEX) {
            return;
        }
        byte[] encoded = FrameLayout.encode(frame);
        long index = INDEX_BYTES + (long) INDEX_ENTRY_BYTES * (keyframes + 1);
        if (bytes + encoded.length + index > maxSize) {
            full = true;
            problem = "recording stopped: the next frame does not fit into max-size=" + maxSize;
            out.flush();
            return;
        }
        if (frame.type() == FrameType.KEYFRAME) {
            keyframe(frame);
        } else if (frame.type() == FrameType.EVENTS) {
            events = events + count(frame);
        }
        out.write(encoded);
        bytes = bytes + encoded.length;
        sequence = frame.sequence() + 1;
        lastTime = Math.max(lastTime, frame.lastTime());
        if (System.nanoTime() - flushed > FLUSH_NS) {
            out.flush();
            flushed = System.nanoTime();
        }
    }

    private void keyframe(Frame frame) {
        int count = keyframes;
        if (count == offsets.length) {
            offsets = Arrays.copyOf(offsets, count * 2);
            times = Arrays.copyOf(times, count * 2);
        }
        offsets[count] = bytes;
        times[count] = Math.max(frame.lastTime(), count == 0 ? 0 : times[count - 1]);
        keyframes = count + 1;
    }

    private static long count(Frame frame) throws BadInputException {
        long count = 0;
        for (EventRun run : EventsReader.read(frame.payload()).runs()) {
            count += run.left();
        }
        return count;
    }

    public Path file() {
        return file;
    }

    /** Bytes so far. */
    public long bytes() {
        return bytes;
    }

    /** Events so far, those of keyframes not counted. */
    public long events() {
        return events;
    }

    public int keyframes() {
        return keyframes;
    }

    /** Time of the newest frame, in ns since the epoch. */
    public long lastTime() {
        return lastTime;
    }

    /** Whether the next frame did not fit in the maximum size, and recording stopped. */
    public boolean full() {
        return full;
    }

    /** Why recording stopped before its time, one line; null where it did not. */
    public @Nullable String problem() {
        return problem;
    }

    void failed(String why) {
        problem = why;
    }

    @Override
    public synchronized void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try (out) {
            byte[] index = IndexLayout.encode(offsets, times, keyframes);
            out.write(FrameLayout.encode(new Frame(FrameType.INDEX, sequence, lastTime, lastTime, index)));
            out.write(IndexLayout.trailer(bytes));
        }
    }
}
