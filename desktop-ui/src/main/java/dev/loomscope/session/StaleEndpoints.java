package dev.loomscope.session;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.loomscope.protocol.PidSpace;

/**
 * Files in which agents said where they listen, and whose processes are gone, or are others by now. A file has to say that its
 * process was one of this machine and this name space: others look gone from here.
 */
public final class StaleEndpoints {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern NAME = Pattern.compile("(\\d{1,18})\\.json");
    private static final int MOST_BYTES = 1 << 16;

    private StaleEndpoints() {}

    /** Removes those of this user; what cannot be removed stays. */
    public static void remove() {
        for (Path directory : Endpoints.directories()) {
            remove(directory, PidSpace.here());
        }
    }

    static void remove(Path directory, String here) {
        if (here.isEmpty() || !Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*.json")) {
            for (Path file : files) {
                Matcher name = NAME.matcher(file.getFileName().toString());
                if (name.matches() && isStale(file, Long.parseLong(name.group(1)), here)) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException | DirectoryIteratorException | SecurityException _) {
            // What is left there does no harm.
        }
    }

    private static boolean isStale(Path file, long pid, String here) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) > MOST_BYTES) {
            return false;
        }
        JsonNode json;
        try {
            json = JSON.readTree(Files.readAllBytes(file));
        } catch (IOException _) {
            // No endpoint, or one that was never written to its end: nobody knows whose it is.
            return false;
        }
        return here.equals(json.path(PidSpace.FIELD).asText(""))
                && (!Endpoints.alive(pid) || Endpoints.isOfAnother(json, pid));
    }
}
