package dev.loomscope.attach;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;

import dev.loomscope.protocol.BadInputException;

/**
 * A jar that this program carries as a resource, laid down as a file for another JVM to load. Its directory is named by
 * its content, so that versions live side by side and a JVM that has one open keeps it; the file has a plain name, as JVMs
 * that run it are called by that.
 */
public enum CarriedJar {
    /** The agent. */
    AGENT("loomscope-agent"),
    /** The demo workloads. */
    DEMOS("loomscope-demos");

    private static final Set<PosixFilePermission> PRIVATE = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> READABLE = PosixFilePermissions.fromString("rwxr-xr-x");

    private final String name;

    CarriedJar(String name) {
        this.name = name;
    }

    /**
     * The jar as a file that only this user can change.
     *
     * @param readableByOthers whether a process of another user has to read it
     * @throws BadInputException when no such file can be made
     */
    public Path file(boolean readableByOthers) throws BadInputException {
        return file(name, readableByOthers);
    }

    /**
     * The jar under another name, which a JVM that it is the program of will be known by.
     *
     * @param called the file's name without {@code .jar}
     * @throws BadInputException when no such file can be made
     */
    public Path called(String called) throws BadInputException {
        if (!called.matches("[a-z][a-z0-9-]{0,63}")) {
            throw new IllegalArgumentException("called=" + called);
        }
        return file(called, false);
    }

    private Path file(String called, boolean readableByOthers) throws BadInputException {
        String override = System.getProperty("loomscope." + (this == AGENT ? "agent" : "demos") + ".jar");
        if (override != null) {
            return Path.of(override).toAbsolutePath();
        }
        try {
            byte[] content = content();
            String hash = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content)).substring(0,
                    16);
            Path home = directory(readableByOthers);
            Path file = part(home, hash, readableByOthers).resolve(called + ".jar");
            if (!Files.isRegularFile(file) || !Arrays.equals(Files.readAllBytes(file), content)) {
                write(file, content, readableByOthers);
            }
            return file;
        } catch (IOException | NoSuchAlgorithmException e) {
            throw new BadInputException("cannot lay down " + name + ".jar in " + System.getProperty("java.io.tmpdir")
                    + ": "
                    + e.getMessage() + ": make that directory writable or name another one with -Djava.io.tmpdir", e);
        }
    }

    private byte[] content() throws IOException {
        try (InputStream in = CarriedJar.class.getResourceAsStream("/dev/loomscope/" + name + ".jar")) {
            if (in == null) {
                throw new IOException("this build carries no " + name + ".jar");
            }
            return in.readAllBytes();
        }
    }

    /** A directory of this user's in which nobody else can put anything. */
    private static Path directory(boolean readableByOthers) throws IOException {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        String user = System.getProperty("user.name");
        Path directory = temporary.resolve((readableByOthers ? "loomscope-shared-" : "loomscope-") + user);
        if (!Files.getFileStore(temporary).supportsFileAttributeView("posix")) {
            return Files.createDirectories(directory);
        }
        if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            Files.createDirectory(directory, PosixFilePermissions.asFileAttribute(PRIVATE));
        }
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(directory, LinkOption.NOFOLLOW_LINKS);
        if (!Files.getOwner(directory, LinkOption.NOFOLLOW_LINKS).getName().equals(user)
                || permissions.contains(PosixFilePermission.OTHERS_WRITE)
                || permissions.contains(PosixFilePermission.GROUP_WRITE)) {
            throw new IOException(directory + " is not for this user alone to write");
        }
        if (readableByOthers && !permissions.equals(READABLE)) {
            Files.setPosixFilePermissions(directory, READABLE);
        }
        return directory;
    }

    /** A directory within one that is already ours. */
    private static Path part(Path home, String name, boolean readableByOthers) throws IOException {
        Path part = home.resolve(name);
        boolean posix = Files.getFileStore(home).supportsFileAttributeView("posix");
        if (!Files.isDirectory(part, LinkOption.NOFOLLOW_LINKS)) {
            Files.createDirectories(part, posix
                    ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PRIVATE)}
                    : new FileAttribute<?>[0]);
            if (posix && readableByOthers) {
                Files.setPosixFilePermissions(part, READABLE);
            }
        }
        return part;
    }

    private static void write(Path file, byte[] content, boolean readableByOthers) throws IOException {
        Path fresh = Files.createTempFile(file.getParent(), "unpack-", ".jar");
        try {
            Files.write(fresh, content);
            if (readableByOthers) {
                Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-r--r--"));
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }
}
