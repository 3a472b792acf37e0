package dev.loomscope.agent.stream;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.Set;

import dev.loomscope.protocol.PidSpace;
import dev.loomscope.protocol.StreamHeader;

/**
 * The file in which the same user finds the port and the token: {@code <java.io.tmpdir>/loomscope-<user>/<pid>.json}. The
 * directory for temporary files belongs to everybody; so ours in it must be a directory, be the user's own, and be closed to
 * others, or the token is not written at all.
 */
final class EndpointFile {
    private static final boolean POSIX = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private EndpointFile() {}

    /** The directory of this user's endpoint files under a directory for temporary files. */
    static Path directory(Path temporary) {
        String user = System.getProperty("user.name", "unknown").replaceAll("[^A-Za-z0-9._-]", "_");
        return temporary.resolve("loomscope-" + user);
    }

    /**
     * Writes the file, whole or not at all.
     *
     * @return where it is
     * @throws IOException when it cannot be written, or would not be safe there
     */
    static Path write(Path temporary, Session session, String host, int port, byte[] token) throws IOException {
        Path directory = directory(temporary);
        secure(directory);
        String world = PidSpace.here();
        EndpointRemains.remove(directory, world);
        byte[] json = new JsonWriter()
                .number("pid", session.pid())
                .string("uuid", session.uuid().toString())
                .number("port", port)
                .string("host", host)
                .string("token", HexFormat.of().formatHex(token))
                .number("startWallMs", session.startWallMs())
                .string("agentVersion", Session.agentVersion())
                .string("protocol", StreamHeader.MAJOR + "." + StreamHeader.MINOR)
                .string(PidSpace.FIELD, world)
                .bytes();
        Path file = directory.resolve(session.pid() + ".json");
        Path draft = Files.createTempFile(directory, session.pid() + "-", ".tmp", attributes("rw-------"));
        try {
            Files.write(draft, json);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
        return file;
    }

    private static void secure(Path directory) throws IOException {
        try {
            Files.createDirectory(directory, attributes("rwx------"));
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
                throw new IOException(directory + " is no directory", e);
            }
        }
        if (!POSIX) {
            return;
        }
        PosixFileAttributes found = Files.readAttributes(directory, PosixFileAttributes.class,
                LinkOption.NOFOLLOW_LINKS);
        Path probe = Files.createTempFile(directory, "owner-", ".tmp", attributes("rw-------"));
        try {
            if (!Files.getOwner(probe, LinkOption.NOFOLLOW_LINKS).equals(found.owner())) {
                throw new IOException(directory + " belongs to " + found.owner().getName());
            }
        } finally {
            Files.deleteIfExists(probe);
        }
        Set<PosixFilePermission> mine = PosixFilePermissions.fromString("rwx------");
        if (!found.permissions().equals(mine)) {
            Files.setPosixFilePermissions(directory, mine);
        }
    }

    private static FileAttribute<?>[] attributes(String permissions) {
        return POSIX
                ? new FileAttribute<?>[] {
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
