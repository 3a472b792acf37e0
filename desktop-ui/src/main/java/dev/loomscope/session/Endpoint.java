package dev.loomscope.session;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Where an agent listens and what it wants to see.
 *
 * @param token {@link dev.loomscope.protocol.Handshake#TOKEN_LENGTH} bytes; not to be changed
 * @param pid of the watched process, 0 where unknown
 * @param uuid of the watched session, against which its SESSION frame is checked; null where unknown
 */
public record Endpoint(String host, int port, byte[] token, long pid, @Nullable UUID uuid) {
    /** Of an agent of which nothing else is known. */
    public Endpoint(String host, int port, byte[] token) {
        this(host, port, token, 0, null);
    }

    /** {@code host:port}, for messages. */
    public String address() {
        return host + ":" + port;
    }

    /** Never shows the token. */
    @Override
    public String toString() {
        return "Endpoint[" + address() + ", pid=" + pid + "]";
    }
}
