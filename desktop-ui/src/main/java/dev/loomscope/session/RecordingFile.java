package dev.loomscope.session;

import java.io.IOException;
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
 * Where the index is missing, its keyframes are found by stepping over its frames. Used by one thread.
 */
public final class RecordingFile implements AutoCloseable {
    private final Path file;
    private final String name;
    private final FileChannel channel;
    private final List<Keyframe> keyframes = new ArrayList<>();
    private final Frame session;
    private long bytes;
    private long end;
    private @Nullable String warning;

    private RecordingFile(Path file, FileChannel channel) throws IOException {
        this.file = file;
        this.name = file.toString();
        this.channel = channel;
        this.bytes = channel.size();
        index();
        this.session = first();
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
            return new RecordingFile(file, channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** The first frame must be there: without it nothing can be made of the rest. */
    private Frame first() throws IOException {
        FrameReader frames = RecordingReader.frames(channel, name, StreamHeader.LENGTH);
        Frame first = frames.next();
        if (first == null) {
            throw new BadInputException(name + " holds nothing: the recording ended before it began");
        }
        if (first.type() != FrameType.SESSION) {
            throw new BadInputException(name + " does not begin with its session: type=" + first.type());
        }
        long last = keyframes.isEmpty() ? StreamHeader.LENGTH : keyframes.getLast().offset();
        Survey survey = Survey.of(channel, last, bytes);
        if (keyframes.isEmpty()) {
            keyframes.addAll(survey.keyframes());
        }
        end = survey.lastTime();
        return first;
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
            Frame frame = RecordingReader.frames(channel, name, offset).next();
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

    /**
     * The last keyframe up to a time that has so many bytes before that time, about; null where there is none. One that is not
     * where the index says makes the file be indexed anew.
     */
    @Nullable
    Keyframe keyframeBefore(long time, long least) throws IOException {
        long limit = offsetAt(time) - least;
        int at = after(time) - 1;
        while (at >= 0 && keyframes.get(at).offset() > limit) {
            at--;
        }
        Keyframe found = at < 0 ? null : keyframes.get(at);
        if (found != null && !Survey.isKeyframe(channel, found.offset())) {
            keyframes.clear();
            keyframes.addAll(Survey.of(channel, StreamHeader.LENGTH, bytes).keyframes());
            return keyframeBefore(time, least);
        }
        return found;
    }

    /** Where in the file a time is, about, in bytes. */
    long offsetAt(long time) {
        int at = after(time);
        Keyframe before = at == 0 ? new Keyframe(StreamHeader.LENGTH, 0) : keyframes.get(at - 1);
        Keyframe next = at < keyframes.size() ? keyframes.get(at) : new Keyframe(bytes, Math.max(end, before.time()));
        return between(before, next, time);
    }

    /** Index of the first keyframe that is later than a time. */
    private int after(long time) {
        int low = 0;
        int high = keyframes.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (keyframes.get(middle).time() > time) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /**
     * How much was recorded when, as the places of keyframes tell: parts of the time from {@code begin} to the end, each in bytes.
     */
    long[] activity(long begin, int parts) {
        long[] activity = new long[parts];
        double length = (double) Math.max(0, end - begin) / parts;
        long before = offsetAt(begin);
        for (int i = 0; i < parts; i++) {
            long offset = offsetAt(begin + (long) ((i + 1) * length));
            activity[i] = offset - before;
            before = offset;
        }
        return activity;
    }

    private static long between(Keyframe before, Keyframe after, long time) {
        double length = Math.max(1, after.time() - before.time());
        double part = Math.clamp((time - before.time()) / length, 0, 1);
        return before.offset() + (long) (part * (after.offset() - before.offset()));
    }

    /** The frame that says whose recording it is. */
    Frame session() {
        return session;
    }

    /** The newest time in it as far as its frames' headers tell, in ns since the epoch. */
    long end() {
        return end;
    }

    /** Reads it from its begin. */
    RecordingReader read() {
        return read(StreamHeader.LENGTH);
    }

    /** Reads it from a frame on, by its offset in bytes. */
    RecordingReader read(long offset) {
        return new RecordingReader(this, channel, offset);
    }

    /** There are no frames from an offset on. */
    void endsAt(long offset) {
        bytes = offset;
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
