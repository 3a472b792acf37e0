package dev.loomscope.session;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

import dev.loomscope.protocol.BadInputException;
import dev.loomscope.protocol.Frame;
import dev.loomscope.protocol.FrameReader;
import dev.loomscope.protocol.FrameType;
import org.jspecify.annotations.Nullable;

/** Reads the frames of a recording from a place on, whoever else reads it. Used by the file's thread. */
final class RecordingReader {
    private static final int BUFFER = 1 << 18;

    private final RecordingFile file;
    private final FrameReader frames;

    RecordingReader(RecordingFile file, FileChannel channel, long offset) {
        this.file = file;
        this.frames = frames(channel, file.file().toString(), offset);
    }

    /** Reads frames of a file that is not known to be a recording yet. */
    static FrameReader frames(FileChannel channel, String name, long offset) {
        return new FrameReader(new BufferedInputStream(new Bytes(channel, offset), BUFFER), name, offset);
    }

    /** Offset of the next frame. */
    long position() {
        return frames.position();
    }

    /** The next frame; null at the end, or where the file is damaged, see {@link RecordingFile#warning}. */
    @Nullable
    Frame next() throws IOException {
        long offset = frames.position();
        if (offset >= file.bytes()) {
            return null;
        }
        try {
            Frame frame = frames.next();
            if (frame == null || frame.type() == FrameType.INDEX) {
                file.endsAt(offset);
                return null;
            }
            return frame;
        } catch (BadInputException e) {
            file.damaged(offset, e);
            return null;
        }
    }

    /** The bytes of a file from an offset on, whatever the channel's own position. */
    private static final class Bytes extends InputStream {
        private final FileChannel channel;
        private long offset;

        Bytes(FileChannel channel, long offset) {
            this.channel = channel;
            this.offset = offset;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int at, int length) throws IOException {
            int count = length == 0 ? 0 : channel.read(ByteBuffer.wrap(bytes, at, length), offset);
            offset += Math.max(0, count);
            return count;
        }
    }
}
