package dev.loomscope.agent.stream;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

import dev.loomscope.agent.DaemonThread;
import dev.loomscope.protocol.Frame;
import dev.loomscope.protocol.FrameLayout;
import dev.loomscope.protocol.FrameType;
import dev.loomscope.protocol.IndexLayout;

/**
 * Writes the stream into a file: the same frames, flushed every second, with the index behind them at the end. When the file
 * has its full size, or the disk has, the recording ends and the application goes on. One thread.
 */
final class Recorder {
    private static final long FLUSH_AFTER = TimeUnit.SECONDS.toNanos(1);

    /** A step that takes longer will not be done soon. */
    private static final long STEP_WITHIN_MS = 1_000;

    /** The most keyframes named in the index; beyond it every other one is left out. */
    private static final int MOST_ENTRIES = 1 << 14;

    private final FrameLog.Cursor cursor;
    private final byte[] session;
    private final Path file;
    private final long maxSize;
    private final OutputStream out;
    private final Thread thread = DaemonThread.of("loomscope-recorder", this::run);

    private long[] offsets = new long[64];
    private long[] times = new long[64];
    private int entries;
    private int stride = 1;
    private int keyframes;
    private long size;
    private long sequence;
    private boolean full;

    /** Grows with each step of the thread. */
    private volatile int steps;

    /**
     * Opens the file, over what was there.
     *
     * @param cursor follows the stream from where the recording is to begin; closed with the recording, or when this throws
     * @param maxSize the most bytes of frames
     * @throws IOException when it cannot be written
     */
    Recorder(FrameLog.Cursor cursor, byte[] session, Path file, long maxSize) throws IOException {
        this.session = session;
        this.file = file;
        this.maxSize = maxSize;
        this.cursor = cursor;
        try {
            out = new BufferedOutputStream(new FileOutputStream(file.toFile()), 1 << 16);
        } catch (IOException e) {
            cursor.close();
            throw e;
        }
    }

    void start() {
        thread.start();
    }

    /** Waits until the end of the stream is in the file, at most so long, and not for a disk that takes nothing any more. */
    void join(long milliseconds) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(milliseconds);
        int before = -1;
        for (long left = milliseconds; thread.isAlive() && steps != before && left > 0;) {
            before = steps;
            thread.join(Math.min(left, STEP_WITHIN_MS));
            left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        }
    }

    private void run() {
        try (out) {
            StreamCopy copy = new StreamCopy(cursor, session, this::write);
            // What comes first goes out at once: from then on there is a recording.
            long flushed = System.nanoTime() - FLUSH_AFTER;
            for (int step = 1; copy.step(200) && !full; step++) {
                steps = step;
                long now = System.nanoTime();
                if (size > 0 && now - flushed >= FLUSH_AFTER) {
                    out.flush();
                    flushed = now;
                }
            }
            writeIndex();
            if (full) {
                System.err.println("loomscope: the recording " + file + " has its full size of max-size=" + maxSize
                        + " bytes and ends here");
            }
        } catch (IOException e) {
            System.err.println("loomscope: the recording " + file + " ends here: " + e);
        } finally {
            cursor.close();
        }
    }

    private void write(int type, long lastTime, byte[] bytes) throws IOException {
        if (full || size + bytes.length > maxSize) {
            full = true;
            return;
        }
        if (type == FrameType.KEYFRAME && keyframes++ % stride == 0) {
            index(lastTime);
        }
        out.write(bytes);
        size += bytes.length;
        sequence++;
    }

    private void index(long time) {
        if (entries == MOST_ENTRIES) {
            entries = MOST_ENTRIES / 2;
            for (int i = 0; i < entries; i++) {
                offsets[i] = offsets[2 * i];
                times[i] = times[2 * i];
            }
            stride *= 2;
        }
        if (entries == offsets.length) {
            offsets = Arrays.copyOf(offsets, entries * 2);
            times = Arrays.copyOf(times, entries * 2);
        }
        offsets[entries] = size;
        times[entries++] = time;
    }

    private void writeIndex() throws IOException {
        byte[] payload = IndexLayout.encode(offsets, times, entries);
        out.write(FrameLayout.encode(new Frame(FrameType.INDEX, sequence, 0, 0, payload)));
        out.write(IndexLayout.trailer(size));
        out.flush();
    }
}
