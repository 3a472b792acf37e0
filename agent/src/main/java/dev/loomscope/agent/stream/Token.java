package dev.loomscope.agent.stream;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;

import dev.loomscope.protocol.Handshake;
import org.jspecify.annotations.Nullable;

/** What a client must show before it hears anything. */
final class Token {
    private Token() {}

    /**
     * The token in a file, or a random one.
     *
     * @throws IOException when the file cannot be read or does not hold a token in hex
     */
    static byte[] read(@Nullable Path file) throws IOException {
        if (file == null) {
            byte[] random = new byte[Handshake.TOKEN_LENGTH];
            new SecureRandom().nextBytes(random);
            return random;
        }
        String hex = new String(Files.readAllBytes(file), StandardCharsets.UTF_8).strip();
        byte[] token;
        try {
            token = HexFormat.of().parseHex(hex);
        } catch (IllegalArgumentException e) {
            throw new IOException("token-file=" + file + " does not hold a number in hex", e);
        }
        if (token.length != Handshake.TOKEN_LENGTH) {
            throw new IOException("token-file=" + file + " holds " + token.length + " bytes, a token has "
                    + Handshake.TOKEN_LENGTH);
        }
        return token;
    }
}
