package dev.loomscope.session;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
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

    /** A clock that was set a little meanwhile makes no other process of the same one. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(1);

    private static final String TEMPORARY = "-Djava.io.tmpdir=";
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
        Optional<ProcessHandle.Info> info = ProcessHandle.of(pid).map(ProcessHandle::info);
        String owner = info.flatMap(ProcessHandle.Info::user).orElse(USER);
        Set<Path> places = new LinkedHashSet<>(temporaries());
        info.flatMap(ProcessHandle.Info::arguments).ifPresent(arguments -> places.addAll(moved(arguments)));
        for (Path temporary : places) {
            Optional<Endpoint> endpoint = find(pid, owner, temporary);
            if (endpoint.isPresent()) {
                return endpoint;
            }
        }
        return Optional.empty();
    }

    /**
     * As {@link #find(long)}, of a process whose user and directory for temporary files are known.
     *
     * @throws BadInputException when its file cannot be used
     */
    public static Optional<Endpoint> find(long pid, String user, Path temporary) throws BadInputException {
        Path file = directory(temporary, user).resolve(pid + ".json");
        return alive(pid) && Files.isRegularFile(file) ? read(file, pid) : Optional.empty();
    }

    /** Endpoints of all live processes of this user; files that cannot be used are passed over. */
    public static List<Endpoint> all() {
        Set<Long> seen = new LinkedHashSet<>();
        List<Endpoint> found = new ArrayList<>();
        for (Path temporary : temporaries()) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(directory(temporary, USER), "*.json")) {
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
            if (alive(pid) && !seen.contains(pid)) {
                read(file, pid).ifPresent(endpoint -> {
                    seen.add(pid);
                    found.add(endpoint);
                });
            }
        } catch (NumberFormatException | BadInputException e) {
            // Not an endpoint's file: passed over.
        }
    }

    /** The directories for temporary files that JVMs have unless told otherwise. */
    private static List<Path> temporaries() {
        return List.of(Path.of(System.getProperty("java.io.tmpdir")), Path.of("/tmp"));
    }

    /** The directory for temporary files that a JVM was given on its command line. */
    private static List<Path> moved(String[] arguments) {
        return Arrays.stream(arguments).filter(argument -> argument.startsWith(TEMPORARY))
                .map(argument -> Path.of(argument.substring(TEMPORARY.length()))).filter(Path::isAbsolute).toList();
    }

    /** Where agents of this user's JVMs say where they listen. */
    static Set<Path> directories() {
        Set<Path> directories = new LinkedHashSet<>();
        for (Path temporary : temporaries()) {
            directories.add(directory(temporary, USER));
        }
        return directories;
    }

    private static Path directory(Path temporary, String user) {
        return temporary.resolve("loomscope-" + user.replaceAll("[^A-Za-z0-9._-]", "_"));
    }

    /** What a process says in its file; empty where an earlier process of that number left it behind. */
    private static Optional<Endpoint> read(Path file, long pid) throws BadInputException {
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
        if (isOfAnother(json, pid)) {
            return Optional.empty();
        }
        int port = json.path("port").asInt();
        String token = json.path("token").asText("");
        if (json.path("pid").asLong() != pid || port < 1 || port > 65535
                || token.length() != 2 * Handshake.TOKEN_LENGTH) {
            throw new BadInputException(file + " is no endpoint of an agent: remove it and attach again");
        }
        try {
            return Optional.of(new Endpoint(json.path("host").asText("127.0.0.1"), port,
                    HexFormat.of().parseHex(token), pid, UUID.fromString(json.path("uuid").asText())));
        } catch (IllegalArgumentException e) {
            throw new BadInputException(file + " is no endpoint of an agent: remove it and attach again", e);
        }
    }

    /** Whether an endpoint's file is of a process that had this number before the one that has it now. */
    static boolean isOfAnother(JsonNode json, long pid) {
        long startWallMs = json.path("startWallMs").asLong();
        Optional<Instant> started = ProcessHandle.of(pid).flatMap(process -> process.info().startInstant());
        return startWallMs > 0 && started.isPresent()
                && Instant.ofEpochMilli(startWallMs).plus(CLOCK_TOLERANCE).isBefore(started.get());
    }

    /** Whether there is such a process. */
    public static boolean alive(long pid) {
        return pid > 0 && ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }
}
