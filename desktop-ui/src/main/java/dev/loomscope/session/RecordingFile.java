package dev.loomscope.session;

import dev.loomscope.protocol.Frame;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A recording that is read: what is in it and where. A file that was cut or damaged keeps what stands before the damage.
 * Used by one thread.
 */
public final class RecordingFile implements AutoCloseable {
    private final Path file;

    private RecordingFile(Path file) {
        this.file = file;
    }

    /**
     * Opens a recording and reads its index, or makes one by stepping over the frames.
     *
     * @throws dev.loomscope.protocol.BadInputException when it is no recording, empty, or of another version
     */
    public static RecordingFile open(Path file) throws IOException {
        return new RecordingFile(file);
    }

    public Path file() {
        return file;
    }

    /** Bytes that are used, up to the index or the damage. */
    public long bytes() {
        return 0;
    }

    /** Where keyframes are, oldest first. */
    public List<Keyframe> keyframes() {
        return List.of();
    }

    /** What was wrong with it, one line; null where nothing was. Known for sure once all frames were read. */
    public @Nullable String warning() {
        return null;
    }

    /** Goes to a frame, by its offset in bytes. */
    public void position(long offset) throws IOException {
    }

    /** Offset of the next frame. */
    public long position() {
        return 0;
    }

    /** The next frame; null at the end, or where the file is damaged, see {@link #warning}. */
    public @Nullable Frame next() throws IOException {
        return null;
    }

    @Override
    public void close() throws IOException {
    }

    /**
     * A place where the file can be entered.
     *
     * @param offset in bytes
     * @param time in ns since the epoch
     */
    public record Keyframe(long offset, long time) {
    }
}
