package dev.loomscope.session;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

import dev.loomscope.protocol.BadInputException;
import dev.loomscope.protocol.Frame;
import dev.loomscope.protocol.FrameReader;
import dev.loomscope.protocol.FrameType;
import dev.loomscope.protocol.IndexLayout;
import dev.loomscope.protocol.StreamHeader;
import org.jspecify.annotations.Nullable;

/**
 * A recording that is read: what is in it and where. A file that was cut or damaged keeps what stands before the damage.
 * Where the index is missing, keyframes become known as they are read. Used by one thread.
 */
public final class RecordingFile implements AutoCloseable {
    private static final int BUFFER = 1 << 18;

    private final Path file;
    private final String name;
    private final FileChannel channel;
    private final List<Keyframe> keyframes = new ArrayList<>();
    private long bytes;
    private FrameReader frames;
    private @Nullable String warning;

    private RecordingFile(Path file, FileChannel channel) throws IOException {
        this.file = file;
        this.name = file.toString();
        this.channel = channel;
        this.bytes = channel.size();
        this.frames = readFrom(StreamHeader.LENGTH);
    }

    /**
     * Opens a recording and reads its index, where it has one.
     *
     * @throws BadInputException when it is no recording, empty, or of another version
     */
    public static RecordingFile open(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new BadInputException(file + " is a directory: name a recording");
        }
        FileChannel channel;
        try {
            channel = FileChannel.open(file, StandardOpenOption.READ);
        } catch (NoSuchFileException e) {
            throw new BadInputException(file + " does not exist: name a recording", e);
        } catch (IOException e) {
            throw new BadInputException(file + " cannot be read: " + e.getMessage(), e);
        }
        try {
            StreamHeader.read(Channels.newInputStream(channel), file.toString());
            RecordingFile recording = new RecordingFile(file, channel);
            recording.index();
            recording.check();
            return recording;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** The first frame must be there: without it nothing can be made of the rest. */
    private void check() throws IOException {
        Frame first = frames.next();
        if (first == null) {
            throw new BadInputException(name + " holds nothing: the recording ended before it began");
        }
        if (first.type() != FrameType.SESSION) {
            throw new BadInputException(name + " does not begin with its session: type=" + first.type());
        }
        position(StreamHeader.LENGTH);
    }

    /** A broken index is no harm: the file is then read without it. */
    private void index() throws IOException {
        long size = channel.size();
        if (size < StreamHeader.LENGTH + IndexLayout.TRAILER_LENGTH) {
            return;
        }
        ByteBuffer trailer = ByteBuffer.allocate(IndexLayout.TRAILER_LENGTH);
        channel.read(trailer, size - IndexLayout.TRAILER_LENGTH);
        long offset = IndexLayout.indexOffset(trailer.array());
        if (offset < StreamHeader.LENGTH || offset > size - IndexLayout.TRAILER_LENGTH) {
            return;
        }
        try {
            Frame frame = readFrom(offset).next();
            if (frame != null && frame.type() == FrameType.INDEX) {
                long[][] rows = IndexLayout.decode(frame.payload());
                for (int i = 0; i < rows[0].length; i++) {
                    if (rows[0][i] >= StreamHeader.LENGTH && rows[0][i] < offset) {
                        keyframes.add(new Keyframe(rows[0][i], rows[1][i]));
                    }
                }
                bytes = offset;
            }
        } catch (BadInputException e) {
            keyframes.clear();
        }
        position(StreamHeader.LENGTH);
    }

    private FrameReader readFrom(long offset) throws IOException {
        channel.position(offset);
        InputStream in = new BufferedInputStream(Channels.newInputStream(channel), BUFFER);
        return new FrameReader(in, name, offset);
    }

    public Path file() {
        return file;
    }

    /** Bytes that are used, up to the index or the damage. */
    public long bytes() {
        return bytes;
    }

    /** Where keyframes are, oldest first, as far as known. */
    public List<Keyframe> keyframes() {
        return List.copyOf(keyframes);
    }

    /** What was wrong with it, one line; null where nothing was. Known for sure once all frames were read. */
    public @Nullable String warning() {
        return warning;
    }

    /** Goes to a frame, by its offset in bytes. */
    public void position(long offset) throws IOException {
        frames = readFrom(offset);
    }

    /** Offset of the next frame. */
    public long position() {
        return frames.position();
    }

    /** The next frame; null at the end, or where the file is damaged, see {@link #warning}. */
    public @Nullable Frame next() throws IOException {
        long offset = frames.position();
        if (offset >= bytes) {
            return null;
        }
        try {
            Frame frame = frames.next();
            if (frame == null || frame.type() == FrameType.INDEX) {
                bytes = offset;
                return null;
            }
            if (frame.type() == FrameType.KEYFRAME && (keyframes.isEmpty() || keyframes.getLast().offset() < offset)) {
                keyframes.add(new Keyframe(offset, frame.lastTime()));
            }
            return frame;
        } catch (BadInputException e) {
            damaged(offset, e);
            return null;
        }
    }

    /** Everything from an offset on cannot be used. */
    void damaged(long offset, BadInputException why) {
        bytes = offset;
        if (warning == null) {
            warning = why.getMessage() + "; what stands before it was kept";
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /**
     * A place where the file can be entered.
     *
     * @param offset in bytes
     * @param time in ns since the epoch
     */
    public record Keyframe(long offset, long time) {}
}
