package dev.loomscope.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import dev.loomscope.session.Endpoint;
import dev.loomscope.session.Endpoints;

/** Who is connected to agents, as the operating system knows it. */
final class Connections {
    private static final String ESTABLISHED = "01";

    private Connections() {}

    /** Whether somebody is connected to the agent of a JVM. */
    static boolean isWatched(long pid) {
        try {
            Optional<Endpoint> endpoint = Endpoints.find(pid);
            return endpoint.isPresent() && isConnected(endpoint.get().port());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isConnected(int port) throws IOException {
        String local = String.format(Locale.ROOT, ":%04X", port);
        for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
            for (String line : Files.readAllLines(Path.of(table))) {
                String[] columns = line.strip().split("\\s+");
                if (columns[1].endsWith(local) && columns[3].equals(ESTABLISHED)) {
                    return true;
                }
            }
        }
        return false;
    }
}
