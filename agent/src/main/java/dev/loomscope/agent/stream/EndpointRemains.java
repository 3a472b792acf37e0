package dev.loomscope.agent.stream;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.loomscope.protocol.PidSpace;

/**
 * Endpoint files of processes that were killed: nobody else would remove them. Only what an agent wrote into this directory is
 * touched, and only where its process is known to be gone: a process of another container, or of another machine that has the
 * same files, looks gone from here, so a file has to say that its pid was one of ours.
 */
final class EndpointRemains {
    private static final Pattern NAME = Pattern.compile("(\\d{1,18})(\\.json|-\\d+\\.tmp)");
    private static final int MOST_BYTES = 1 << 16;

    /** A directory with more than this is somebody else's affair. */
    private static final int MOST_FILES = 10_000;

    private EndpointRemains() {}

    /**
     * Removes what processes that are gone have left; what cannot be removed stays.
     *
     * @param directory this user's own, closed to others
     * @param world where our own pid is one
     */
    static void remove(Path directory, String world) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            int seen = 0;
            for (Path file : files) {
                if (++seen > MOST_FILES) {
                    return;
                }
                Matcher name = NAME.matcher(file.getFileName().toString());
                if (name.matches() && isGone(Long.parseLong(name.group(1))) && isOurs(file, world)) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException | DirectoryIteratorException | SecurityException e) {
            // What is left there does no harm.
        }
    }

    private static boolean isGone(long pid) {
        return ProcessHandle.of(pid).map(process -> !process.isAlive()).orElse(true);
    }

    private static boolean isOurs(Path file, String world) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) > MOST_BYTES) {
            return false;
        }
        try {
            return world.equals(JsonFields.read(Files.readAllBytes(file)).get(PidSpace.FIELD));
        } catch (IOException e) {
            // No endpoint, or one that was never written to its end: nobody knows whose it is.
            return false;
        }
    }
}
