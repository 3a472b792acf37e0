package dev.loomscope.session;

import dev.loomscope.protocol.Frame;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Writes a stream to a file, frame by frame as they come, flushed each second; closing adds the index. Written by one
 * thread; its figures may be read by any.
 */
public final class Recording implements AutoCloseable {
    private final Path file;

    private Recording(Path file) {
        this.file = file;
    }

    /**
     * Begins a file, replacing what was there.
     *
     * @param maxSize bytes after which it takes no more; {@code Long.MAX_VALUE} for no bound
     */
    public static Recording create(Path file, long maxSize) throws IOException {
        return new Recording(file);
    }

    /** Adds a frame, unless the file is {@link #full}. */
    public void append(Frame frame) throws IOException {
    }

    public Path file() {
        return file;
    }

    /** Bytes so far. */
    public long bytes() {
        return 0;
    }

    /** Events so far, those of keyframes not counted. */
    public long events() {
        return 0;
    }

    public int keyframes() {
        return 0;
    }

    /** Time of the newest frame, in ns since the epoch. */
    public long lastTime() {
        return 0;
    }

    /** Whether the next frame did not fit in the maximum size, and recording stopped. */
    public boolean full() {
        return false;
    }

    @Override
    public void close() throws IOException {
    }
}
