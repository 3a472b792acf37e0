package dev.loomscope.session;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.loomscope.protocol.BadInputException;
import dev.loomscope.protocol.Handshake;

/** Finds the agents that listen on this machine, by the files in which they say where. */
public final class Endpoints {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MAX_FILE = 1 << 16;

    private static final String USER = System.getProperty("user.name", "unknown");

    private Endpoints() {}

    /**
     * The endpoint of a process, where it is alive and has an agent in it.
     *
     * @throws BadInputException when its file cannot be used
     */
    public static Optional<Endpoint> find(long pid) throws BadInputException {
        if (!alive(pid)) {
            return Optional.empty();
        }
        String owner = ProcessHandle.of(pid).flatMap(process -> process.info().user()).orElse(USER);
        for (Path directory : directories(owner)) {
            Path file = directory.resolve(pid + ".json");
            if (Files.isRegularFile(file)) {
                return Optional.of(read(file, pid));
            }
        }
        return Optional.empty();
    }

    /** Endpoints of all live processes of this user; files that cannot be used are passed over. */
    public static List<Endpoint> all() {
        Set<Long> seen = new LinkedHashSet<>();
        List<Endpoint> found = new ArrayList<>();
        for (Path directory : directories(USER)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*.json")) {
                for (Path file : files) {
                    add(file, seen, found);
                }
            } catch (IOException e) {
                // A directory that is not there, or not ours, names no agents.
            }
        }
        return List.copyOf(found);
    }

    private static void add(Path file, Set<Long> seen, List<Endpoint> found) {
        String name = file.getFileName().toString();
        try {
            long pid = Long.parseLong(name.substring(0, name.length() - ".json".length()));
            if (alive(pid) && seen.add(pid)) {
                found.add(read(file, pid));
            }
        } catch (NumberFormatException | BadInputException e) {
            // Not an endpoint's file: passed over.
        }
    }

    /** Where agents of a user leave their files: one for each directory for temporary files that they may choose. */
    private static Set<Path> directories(String user) {
        String name = "loomscope-" + user.replaceAll("[^A-Za-z0-9._-]", "_");
        Set<Path> directories = new LinkedHashSet<>();
        directories.add(Path.of("/tmp", name));
        directories.add(Path.of(System.getProperty("java.io.tmpdir"), name));
        return directories;
    }

    private static Endpoint read(Path file, long pid) throws BadInputException {
        JsonNode json;
        try {
            if (Files.size(file) > MAX_FILE) {
                throw new BadInputException(file + " is no endpoint of an agent: it is too long");
            }
            json = JSON.readTree(Files.readAllBytes(file));
        } catch (JsonProcessingException e) {
            throw new BadInputException(file + " is no endpoint of an agent: remove it and attach again", e);
        } catch (BadInputException e) {
            throw e;
        } catch (IOException e) {
            throw new BadInputException(file + " cannot be read: " + e.getMessage(), e);
        }
        int port = json.path("port").asInt();
        String token = json.path("token").asText("");
        if (json.path("pid").asLong() != pid || port < 1 || port > 65535
                || token.length() != 2 * Handshake.TOKEN_LENGTH) {
            throw new BadInputException(file + " is no endpoint of an agent: remove it and attach again");
        }
        try {
            return new Endpoint(json.path("host").asText("127.0.0.1"), port, HexFormat.of().parseHex(token), pid,
                    UUID.fromString(json.path("uuid").asText()));
        } catch (IllegalArgumentException e) {
            throw new BadInputException(file + " is no endpoint of an agent: remove it and attach again", e);
        }
    }

    static boolean alive(long pid) {
        return pid > 0 && ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }
}
