package dev.loomscope.session;

import java.io.IOException;
import java.nio.file.Path;

import dev.loomscope.protocol.BadInputException;
import dev.loomscope.protocol.Frame;
import org.jspecify.annotations.Nullable;

/** The stream that a recording holds, from its begin. */
public final class FileSource implements Source {
    private final RecordingFile recording;

    private FileSource(RecordingFile recording) {
        this.recording = recording;
    }

    /**
     * Opens a recording.
     *
     * @throws BadInputException when it is no recording, empty, or of another version
     */
    public static FileSource open(Path file) throws IOException {
        return new FileSource(RecordingFile.open(file));
    }

    /** The file behind it; used by the source's thread. */
    RecordingFile recording() {
        return recording;
    }

    @Override
    public String name() {
        return recording.file().toString();
    }

    /** What was wrong with the file, one line; null where nothing was. Known for sure once all frames were read. */
    public @Nullable String warning() {
        return recording.warning();
    }

    @Override
    public @Nullable Frame next() throws IOException {
        return recording.next();
    }

    @Override
    public void close() {
        try {
            recording.close();
        } catch (IOException e) {
            // Nothing was written: there is nothing to lose.
        }
    }
}
