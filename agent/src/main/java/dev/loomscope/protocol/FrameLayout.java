package dev.loomscope.protocol;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * The header of a frame.
 *
 * <pre>
 *    0       4       8       12      16 17 18   20              28              36              44
 *   +-------+-------+-------+-------+--+--+----+---------------+---------------+---------------+---------
 *   | "LSFR"| length| header| crc   |ty|co|zero| sequence      | first time    | last time     | payload
 *   |       |       | check | 32C   |pe|de|    |               | ns            | ns            | (length)
 *   +-------+-------+-------+-------+--+--+----+---------------+---------------+---------------+---------
 * </pre>
 *
 * <p>Big-endian. The checksum covers type to the end of the payload. The header check is {@code length ^ CHECK}: it tells a
 * damaged length from a damaged payload, so that a reader can step over the latter. Codec 0 is plain bytes.
 */
public final class FrameLayout {
    /** Length of the header in bytes. */
    public static final int HEADER_LENGTH = 44;

    /** The largest payload that a writer makes and a reader accepts. */
    public static final int MAX_PAYLOAD = 16 << 20;
    /** Times in ns beyond this (36 years) are damage. */
    public static final long LATEST_TIME = 1L << 60;

    static final int MAGIC = 0x4C534652;
    static final int CHECK = 0x5A17C3E9;
    static final int LENGTH = 4;
    static final int HEADER_CHECK = 8;
    static final int CRC = 12;
    static final int TYPE = 16;
    static final int CODEC = 17;
    static final int SEQUENCE = 20;
    static final int FIRST_TIME = 28;
    static final int LAST_TIME = 36;

    private FrameLayout() {}

    /**
     * The frame as bytes, header and payload.
     *
     * @throws IllegalArgumentException when the payload is longer than {@link #MAX_PAYLOAD}
     */
    public static byte[] encode(Frame frame) {
        byte[] payload = frame.payload();
        if (payload.length > MAX_PAYLOAD) {
            throw new IllegalArgumentException("length=" + payload.length + " exceeds max=" + MAX_PAYLOAD);
        }
        ByteBuffer out = ByteBuffer.allocate(HEADER_LENGTH + payload.length);
        out.putInt(0, MAGIC).putInt(LENGTH, payload.length).putInt(HEADER_CHECK, payload.length ^ CHECK);
        out.put(TYPE, (byte) frame.type()).put(CODEC, (byte) 0).putLong(SEQUENCE, frame.sequence());
        out.putLong(FIRST_TIME, frame.firstTime()).putLong(LAST_TIME, frame.lastTime());
        out.put(HEADER_LENGTH, payload);
        CRC32C crc = new CRC32C();
        crc.update(out.array(), TYPE, out.capacity() - TYPE);
        out.putInt(CRC, (int) crc.getValue());
        return out.array();
    }
}
