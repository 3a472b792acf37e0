package dev.loomscope.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.loomscope.protocol.BadInputException;

/** Files that commands write: whether they may, said before the work begins. */
final class OutputFile {
    private OutputFile() {}

    /**
     * Checks that a file can be written.
     *
     * @param replace whether it may exist already
     * @throws BadInputException when it cannot, with the reason
     */
    static void check(Path file, boolean replace) throws BadInputException {
        Path parent = file.toAbsolutePath().getParent();
        if (Files.isDirectory(file)) {
            throw new BadInputException(file + " is a directory: name a file in it");
        }
        if (Files.exists(file) && !replace) {
            throw new BadInputException(file + " exists already: name another file or add --force to replace it");
        }
        if (parent == null || !Files.isDirectory(parent)) {
            throw new BadInputException(file + " cannot be written: its directory does not exist");
        }
        if (!Files.isWritable(Files.exists(file) ? file : parent)) {
            throw new BadInputException(file + " cannot be written: no permission");
        }
    }

    /** What to say when writing failed. */
    static BadInputException failed(Path file, IOException e) {
        return new BadInputException(file + " cannot be written: " + e.getMessage(), e);
    }
}
