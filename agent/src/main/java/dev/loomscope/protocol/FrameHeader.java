package dev.loomscope.protocol;

import java.nio.ByteBuffer;

import org.jspecify.annotations.Nullable;

/**
 * What a frame's header says, for who steps over frames without reading them. Its checksum is not looked at: that needs the
 * payload.
 *
 * @param type see {@link Frame#type}
 * @param length of the payload, in bytes
 * @param firstTime see {@link Frame#firstTime}
 * @param lastTime see {@link Frame#lastTime}
 */
public record FrameHeader(int type, int length, long firstTime, long lastTime) {
    /**
     * Reads a header.
     *
     * @param bytes at least {@link FrameLayout#HEADER_LENGTH}, from the buffer's begin
     * @return null where they are no header
     */
    public static @Nullable FrameHeader read(ByteBuffer bytes) {
        if (!isSound(bytes)) {
            return null;
        }
        return new FrameHeader(
                bytes.get(FrameLayout.TYPE) & 0xFF,
                bytes.getInt(FrameLayout.LENGTH),
                bytes.getLong(FrameLayout.FIRST_TIME),
                bytes.getLong(FrameLayout.LAST_TIME));
    }

    /** Whether bytes are a header, and its length can be believed. */
    static boolean isSound(ByteBuffer bytes) {
        int length = bytes.getInt(FrameLayout.LENGTH);
        return bytes.getInt(0) == FrameLayout.MAGIC
                && bytes.getInt(FrameLayout.HEADER_CHECK) == (length ^ FrameLayout.CHECK)
                && length >= 0
                && length <= FrameLayout.MAX_PAYLOAD;
    }

    /** Bytes from its begin to the next frame's. */
    public int frameLength() {
        return FrameLayout.HEADER_LENGTH + length;
    }
}
