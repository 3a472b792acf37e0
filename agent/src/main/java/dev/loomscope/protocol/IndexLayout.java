package dev.loomscope.protocol;

import java.nio.ByteBuffer;

/**
 * The index of a file: its last frame, followed by a trailer that says where that frame is. A file without it (cut, still
 * being written) is indexed by stepping over its frame headers.
 *
 * <pre>
 *   INDEX payload = varint n, n x (varint offset, varint time)    both as differences to the entry before
 *   trailer       = offset of the INDEX frame (8 bytes), "LSINDEX\n"
 * </pre>
 *
 * <p>An entry names a KEYFRAME frame: its offset in the file and its last time in ns. Entries rise in both.
 */
public final class IndexLayout {
    /** Length of the trailer in bytes. */
    public static final int TRAILER_LENGTH = 16;

    private static final long MAGIC = 0x4C53494E4445580AL;

    private IndexLayout() {}

    /** The payload of an INDEX frame. */
    public static byte[] encode(long[] offsets, long[] times, int count) {
        ByteSink out = new ByteSink(16 + count * 6);
        out.varint(count);
        long offset = 0;
        long time = 0;
        for (int i = 0; i < count; i++) {
            out.varint(offsets[i] - offset);
            out.varint(times[i] - time);
            offset = offsets[i];
            time = times[i];
        }
        return out.toBytes();
    }

    /**
     * Reads the payload of an INDEX frame.
     *
     * @return two rows, offsets and times
     * @throws BadInputException when it does not fit the layout
     */
    public static long[][] decode(byte[] payload) throws BadInputException {
        ByteCursor in = new ByteCursor(payload, 0, payload.length);
        int count = in.count(2);
        long[][] rows = new long[2][count];
        long offset = 0;
        long time = 0;
        for (int i = 0; i < count; i++) {
            offset += in.varint();
            time += in.varint();
            rows[0][i] = offset;
            rows[1][i] = time;
        }
        return rows;
    }

    /** The trailer for an INDEX frame that starts at {@code offset}. */
    public static byte[] trailer(long offset) {
        return ByteBuffer.allocate(TRAILER_LENGTH).putLong(offset).putLong(MAGIC).array();
    }

    /** The offset of the INDEX frame that a trailer names, or -1 when the bytes are no trailer. */
    public static long indexOffset(byte[] trailer) {
        ByteBuffer bytes = ByteBuffer.wrap(trailer);
        boolean ours = trailer.length == TRAILER_LENGTH && bytes.getLong(8) == MAGIC;
        return ours ? bytes.getLong(0) : -1;
    }
}
