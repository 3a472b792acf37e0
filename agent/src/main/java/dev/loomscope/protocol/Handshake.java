package dev.loomscope.protocol;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * How a client shows that it may listen. The client speaks first; the agent says nothing, not even its version, before the
 * token is right, and then answers with its {@link StreamHeader} and frames.
 *
 * <pre>
 *    0                8      10      12              44
 *   +----------------+-------+-------+---------------+
 *   | "LOOMSCC\n"    | major | minor | token         |   big-endian
 *   +----------------+-------+-------+---------------+
 * </pre>
 *
 * <p>Behind it the client may send control messages at any time: a length of four bytes, then one JSON object in UTF-8 of at
 * most {@value #MAX_CONTROL} bytes, {@code {"command": NAME, ...}}.
 */
public final class Handshake {
    /** Length of a session's token in bytes. */
    public static final int TOKEN_LENGTH = 32;

    /** The longest control message in bytes. */
    public static final int MAX_CONTROL = 64 << 10;

    private static final byte[] MAGIC = {'L', 'O', 'O', 'M', 'S', 'C', 'C', '\n'};
    private static final int LENGTH = 12 + TOKEN_LENGTH;

    private Handshake() {}

    /** The client's side: shows the token. */
    public static void send(OutputStream out, byte[] token) throws IOException {
        if (token.length != TOKEN_LENGTH) {
            throw new IllegalArgumentException("length=" + token.length + ", a token has " + TOKEN_LENGTH + " bytes");
        }
        ByteBuffer hello = ByteBuffer.allocate(LENGTH);
        hello.put(MAGIC).putShort((short) StreamHeader.MAJOR).putShort((short) StreamHeader.MINOR).put(token);
        out.write(hello.array());
        out.flush();
    }

    /**
     * The agent's side: reads what a client shows.
     *
     * @return the client's major version, or -1 when it is no client of ours or its token is wrong
     */
    public static int receive(InputStream in, byte[] token) throws IOException {
        byte[] hello = in.readNBytes(LENGTH);
        if (hello.length < LENGTH || !Arrays.equals(hello, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            return -1;
        }
        byte[] shown = Arrays.copyOfRange(hello, LENGTH - TOKEN_LENGTH, LENGTH);
        return MessageDigest.isEqual(shown, token) ? ByteBuffer.wrap(hello).getShort(MAGIC.length) & 0xFFFF : -1;
    }

    /** Sends one control message. The caller keeps concurrent senders apart. */
    public static void sendControl(OutputStream out, byte[] json) throws IOException {
        if (json.length > MAX_CONTROL) {
            throw new IllegalArgumentException("length=" + json.length + " exceeds max=" + MAX_CONTROL);
        }
        out.write(ByteBuffer.allocate(4 + json.length).putInt(json.length).put(json).array());
        out.flush();
    }

    /**
     * Reads one control message, waiting for it.
     *
     * @throws BadInputException when its length is out of bounds
     * @throws java.io.EOFException when the client has gone
     */
    public static byte[] receiveControl(InputStream in) throws IOException {
        int length = new DataInputStream(in).readInt();
        if (length < 0 || length > MAX_CONTROL) {
            throw new BadInputException("control message of length=" + length + ", max=" + MAX_CONTROL);
        }
        return StreamHeader.readExactly(in, length);
    }
}
