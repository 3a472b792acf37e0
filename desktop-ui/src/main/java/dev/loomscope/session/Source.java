package dev.loomscope.session;

import java.io.IOException;

import dev.loomscope.protocol.Frame;
import org.jspecify.annotations.Nullable;

/** Gives the frames of one stream, in order. Used by one thread; may be closed by another one. */
public sealed interface Source extends AutoCloseable permits SocketSource, FileSource {
    /** What it is, for messages: a file name, a host and port. */
    String name();

    /**
     * The next frame, waiting for it where it is still to come.
     *
     * @return null where the stream is over
     * @throws dev.loomscope.protocol.BadInputException when the stream is cut, damaged or foreign
     */
    @Nullable
    Frame next() throws IOException;

    @Override
    void close();
}
