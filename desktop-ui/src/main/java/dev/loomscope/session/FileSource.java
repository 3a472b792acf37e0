package dev.loomscope.session;

import dev.loomscope.protocol.Frame;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The stream that a recording holds, from its begin. */
public final class FileSource implements Source {
    private final Path file;

    private FileSource(Path file) {
        this.file = file;
    }

    /**
     * Opens a recording.
     *
     * @throws dev.loomscope.protocol.BadInputException when it is no recording, empty, or of another version
     */
    public static FileSource open(Path file) throws IOException {
        return new FileSource(file);
    }

    @Override
    public String name() {
        return file.getFileName().toString();
    }

    @Override
    public @Nullable Frame next() throws IOException {
        return null;
    }

    @Override
    public void close() {
    }
}
