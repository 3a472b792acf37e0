package dev.loomscope.command;

import java.nio.file.Path;

import dev.loomscope.protocol.BadInputException;
import dev.loomscope.session.Endpoint;

/** Opens the desktop's window and returns when it is closed. */
final class Desktop {
    private Desktop() {}

    /** What the desktop begins with. */
    sealed interface Begin {}

    /** The start screen. */
    record Start() implements Begin {}

    /** A live session. */
    record Live(Endpoint endpoint) implements Begin {}

    /** A recording. */
    record Replay(Path file) implements Begin {}

    static int open(Begin begin) throws BadInputException {
        if (!Toolkit.hasDisplay()) {
            throw new BadInputException(
                    "there is no display to open a window on: set DISPLAY, or use report, snapshot or"
                            + " demo --headless");
        }
        Toolkit.prepare();
        throw new BadInputException("not there yet");
    }
}
