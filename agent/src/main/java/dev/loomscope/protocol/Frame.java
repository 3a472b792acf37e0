package dev.loomscope.protocol;

import java.nio.charset.StandardCharsets;

/**
 * One frame: a header's facts and its payload. Frames are self-contained: none needs another one to be decoded.
 *
 * @param type one of {@link FrameType}, or a later one
 * @param sequence counts the frames of a stream; a gap says that frames were lost. What is for one reader alone (SESSION, REPLY,
 *     the LOSS of a slow reader) repeats the number before
 * @param firstTime time of the first event in it, in ns since the stream's epoch
 * @param lastTime nothing that comes later in the stream is expected to be older than this, in ns since the epoch
 * @param payload owned by the frame; not to be changed
 */
public record Frame(int type, long sequence, long firstTime, long lastTime, byte[] payload) {
    /** The payload of a JSON frame as text. */
    public String text() {
        return new String(payload, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "Frame[type=" + type + ", sequence=" + sequence + ", firstTime=" + firstTime + ", lastTime=" + lastTime
                + ", length=" + payload.length + "]";
    }
}
