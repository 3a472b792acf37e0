package dev.loomscope.session;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;

import dev.loomscope.protocol.FrameHeader;
import dev.loomscope.protocol.FrameLayout;
import dev.loomscope.protocol.FrameType;

/**
 * What the headers of a recording's frames say, found by stepping over the frames: where keyframes are, and up to which time it
 * goes. A header that is none ends it.
 *
 * @param lastTime the newest time of all frames, in ns since the epoch; 0 where there is none
 */
record Survey(List<RecordingFile.Keyframe> keyframes, long lastTime) {
    /** Looks at the frames between two offsets. */
    static Survey of(FileChannel channel, long from, long to) throws IOException {
        List<RecordingFile.Keyframe> keyframes = new ArrayList<>();
        ByteBuffer bytes = ByteBuffer.allocate(FrameLayout.HEADER_LENGTH);
        long lastTime = 0;
        long offset = from;
        while (offset + FrameLayout.HEADER_LENGTH <= to) {
            bytes.clear();
            if (channel.read(bytes, offset) < FrameLayout.HEADER_LENGTH) {
                break;
            }
            FrameHeader header = FrameHeader.read(bytes);
            if (header == null || offset + header.frameLength() > to || header.type() == FrameType.INDEX
                    || header.lastTime() > FrameLayout.LATEST_TIME) {
                break;
            }
            if (header.type() == FrameType.KEYFRAME) {
                keyframes.add(new RecordingFile.Keyframe(offset, header.lastTime()));
            }
            lastTime = Math.max(lastTime, header.lastTime());
            offset += header.frameLength();
        }
        return new Survey(keyframes, lastTime);
    }

    /** Whether a keyframe stands at an offset. */
    static boolean isKeyframe(FileChannel channel, long offset) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(FrameLayout.HEADER_LENGTH);
        FrameHeader header = channel.read(bytes, offset) < FrameLayout.HEADER_LENGTH ? null : FrameHeader.read(bytes);
        return header != null && header.type() == FrameType.KEYFRAME;
    }
}
