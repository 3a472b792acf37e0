package dev.loomscope.session;

import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.loomscope.protocol.BadInputException;
import dev.loomscope.protocol.Handshake;

/** Makes an endpoint of what people write: its address, and its token in hex digits. */
public final class NamedEndpoint {
    private static final Pattern ADDRESS = Pattern.compile("([A-Za-z0-9.-]+|\\[[0-9a-fA-F:.]+]):(\\d{1,5})");

    private NamedEndpoint() {}

    /**
     * The endpoint of an agent.
     *
     * @param address {@code host:port}
     * @param token empty for an agent of this user, whose token is known
     * @throws BadInputException when it is no address, or no token, or none is known
     */
    public static Endpoint of(String address, String token) throws BadInputException {
        Matcher parts = ADDRESS.matcher(address);
        int port = parts.matches() ? Integer.parseInt(parts.group(2)) : 0;
        if (port < 1 || port > 65_535) {
            throw new BadInputException("address=" + address + " is no HOST:PORT, such as 127.0.0.1:4711");
        }
        if (token.isEmpty()) {
            return ofThisUser(port).orElseThrow(() -> new BadInputException(
                    address + " is no agent of this user's: its token is needed too"));
        }
        return new Endpoint(parts.group(1), port, token(token));
    }

    /** The agent of this user that listens at a port. */
    public static Optional<Endpoint> ofThisUser(int port) {
        return Endpoints.all().stream().filter(endpoint -> endpoint.port() == port).findFirst();
    }

    /**
     * A token as bytes.
     *
     * @throws BadInputException when it is none
     */
    public static byte[] token(String hex) throws BadInputException {
        try {
            byte[] bytes = HexFormat.of().parseHex(hex);
            if (bytes.length == Handshake.TOKEN_LENGTH) {
                return bytes;
            }
        } catch (IllegalArgumentException _) {
            // Said below.
        }
        throw new BadInputException(
                "the token is not " + 2 * Handshake.TOKEN_LENGTH + " hex digits: copy it whole from the"
                        + " agent's endpoint file or token file");
    }
}
