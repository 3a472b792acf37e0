package dev.loomscope.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.loomscope.protocol.BadInputException;
import dev.loomscope.session.Endpoint;
import dev.loomscope.session.NamedEndpoint;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How the token of an agent is given that was not found by its process. */
final class TokenOptions {
    private static final int MAX_FILE = 4096;

    @Option(names = "--token", paramLabel = "HEX", description = "Token of the agent at HOST:PORT, 64 hex digits.")
    private @Nullable String token;

    @Option(names = "--token-file", paramLabel = "FILE",
            description = "File that holds the token of the agent at HOST:PORT.")
    private @Nullable Path tokenFile;

    /**
     * The endpoint at an address: with the token that was given, otherwise with that of an agent of this user which listens
     * there.
     */
    Endpoint endpoint(TargetArgument.Address address) throws IOException {
        if (token == null && tokenFile == null) {
            return NamedEndpoint.ofThisUser(address.port())
                    .orElseThrow(() -> new BadInputException(address.host() + ":" + address.port()
                            + " is no agent of this user's: give its token with --token-file or --token"));
        }
        return new Endpoint(address.host(), address.port(),
                NamedEndpoint.token(token != null ? token : text(tokenFile)));
    }

    private static String text(@Nullable Path file) throws IOException {
        if (file == null || !Files.isRegularFile(file) || Files.size(file) > MAX_FILE) {
            throw new BadInputException("token-file=" + file + " is no file with a token");
        }
        return Files.readString(file).strip();
    }
}
