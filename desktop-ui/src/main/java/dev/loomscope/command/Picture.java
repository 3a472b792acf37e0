package dev.loomscope.command;

import java.nio.file.Path;

import dev.loomscope.protocol.BadInputException;
import dev.loomscope.session.Session;

/** Draws a screen of the desktop into a file, without a display. */
final class Picture {
    /** The screens that can be drawn. */
    enum View {
        TIMELINE,
        TASKS,
        POOLS,
        FINDINGS;

        @Override
        public String toString() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    private Picture() {}

    static void draw(Session session, View view, long at, Quantities.Size size, Path file) throws Exception {
        throw new BadInputException("pictures are not there yet");
    }
}
