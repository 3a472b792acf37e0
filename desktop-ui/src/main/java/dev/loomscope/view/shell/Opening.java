package dev.loomscope.view.shell;

import java.nio.file.Path;

import dev.loomscope.session.Endpoint;
import dev.loomscope.session.Session;

/** What the desktop begins with. */
public sealed interface Opening {
    /** The start screen. */
    record Start() implements Opening {}

    /** A live JVM. */
    record Live(Endpoint endpoint) implements Opening {}

    /** A recording. */
    record Recorded(Path file) implements Opening {}

    /** A session that stands already; the desktop closes it. */
    record Opened(Session session) implements Opening {}
}
