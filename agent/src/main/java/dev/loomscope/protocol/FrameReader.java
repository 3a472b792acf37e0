package dev.loomscope.protocol;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

import org.jspecify.annotations.Nullable;

/**
 * Reads frames one after the other from a stream that is not trusted. Holds one frame at a time. Not thread-safe.
 *
 * <p>What was read before a fault stays valid: the fault is thrown by the {@link #next} that meets it, and
 * {@link #position} is then still the end of the last good frame.
 */
public final class FrameReader {
    private final InputStream in;
    private final String source;
    private long position;

    /**
     * @param in the stream, behind its {@link StreamHeader}
     * @param source what the stream is, for messages
     * @param position offset in bytes of the stream's next byte, for {@link #position}
     */
    public FrameReader(InputStream in, String source, long position) {
        this.in = in;
        this.source = source;
        this.position = position;
    }

    /** Offset of the byte behind the last frame that was read whole. */
    public long position() {
        return position;
    }

    /**
     * The next frame, or null where the stream ends between two frames.
     *
     * @throws BadInputException when the stream is cut within a frame or holds bytes that are no frame
     * @throws IOException when the stream itself fails
     */
    public @Nullable Frame next() throws IOException {
        byte[] header = in.readNBytes(FrameLayout.HEADER_LENGTH);
        if (header.length == 0) {
            return null;
        }
        if (header.length < FrameLayout.HEADER_LENGTH) {
            throw cut();
        }
        ByteBuffer fields = ByteBuffer.wrap(header);
        int length = fields.getInt(FrameLayout.LENGTH);
        if (!FrameHeader.isSound(fields)) {
            throw new BadInputException(source + " is damaged: no frame at offset=" + position);
        }
        byte[] payload = in.readNBytes(length);
        if (payload.length < length) {
            throw cut();
        }
        CRC32C crc = new CRC32C();
        crc.update(header, FrameLayout.TYPE, FrameLayout.HEADER_LENGTH - FrameLayout.TYPE);
        crc.update(payload);
        if (fields.getInt(FrameLayout.CRC) != (int) crc.getValue()) {
            throw new BadInputException(source + " is damaged: wrong checksum of the frame at offset=" + position);
        }
        if (fields.get(FrameLayout.CODEC) != 0) {
            throw new BadInputException(
                    source + " has a frame of unknown codec=" + fields.get(FrameLayout.CODEC) + " at offset="
                            + position);
        }
        position += FrameLayout.HEADER_LENGTH + length;
        return new Frame(
                fields.get(FrameLayout.TYPE) & 0xFF,
                fields.getLong(FrameLayout.SEQUENCE),
                fields.getLong(FrameLayout.FIRST_TIME),
                fields.getLong(FrameLayout.LAST_TIME),
                payload);
    }

    private BadInputException cut() {
        return new BadInputException(source + " is cut: it ends within the frame at offset=" + position);
    }
}
