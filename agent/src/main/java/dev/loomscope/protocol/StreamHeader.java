package dev.loomscope.protocol;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The first sixteen bytes of every stream and of every recording.
 *
 * <pre>
 *    0                8      10      12              16
 *   +----------------+-------+-------+---------------+
 *   | "LOOMSCP\n"    | major | minor | zero          |   big-endian
 *   +----------------+-------+-------+---------------+
 * </pre>
 *
 * <p>A reader refuses another major version; a minor version only adds frame types and event kinds that can be skipped.
 */
public final class StreamHeader {
    /** The version of the format that this build writes, and the only major version it reads. */
    public static final int MAJOR = 1;

    /** Grows when frame types or event kinds are added. */
    public static final int MINOR = 3;

    /** Length of the header in bytes. */
    public static final int LENGTH = 16;

    private static final byte[] MAGIC = {'L', 'O', 'O', 'M', 'S', 'C', 'P', '\n'};

    private StreamHeader() {}

    /** The header that this build writes, {@value #LENGTH} bytes. */
    public static byte[] bytes() {
        return ByteBuffer.allocate(LENGTH).put(MAGIC).putShort((short) MAJOR).putShort((short) MINOR).array();
    }

    /**
     * Reads and checks the header.
     *
     * @param in the stream, at its first byte
     * @param source what the stream is, for the message: a file name, a host and port
     * @throws BadInputException when the stream is empty, foreign or of another major version
     */
    public static void read(InputStream in, String source) throws IOException {
        byte[] header = in.readNBytes(LENGTH);
        if (header.length == 0) {
            throw new BadInputException(source + " is empty: there is nothing to read");
        }
        boolean ours = header.length >= MAGIC.length && Arrays.equals(header, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
        if (!ours) {
            throw new BadInputException(source + " is not Loomscope's: it does not start with Loomscope's mark");
        }
        if (header.length < LENGTH) {
            throw new BadInputException(
                    source + " is cut in its header: length=" + header.length + ", needs " + LENGTH);
        }
        int major = ByteBuffer.wrap(header).getShort(MAGIC.length) & 0xFFFF;
        if (major != MAJOR) {
            throw new BadInputException(
                    source + " has format version " + major + ", this Loomscope reads version " + MAJOR
                            + ": use the Loomscope that wrote it");
        }
    }

    /** Reads exactly {@code length} bytes or says that the stream ended. */
    static byte[] readExactly(InputStream in, int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("ended after " + bytes.length + " of " + length + " bytes");
        }
        return bytes;
    }
}
