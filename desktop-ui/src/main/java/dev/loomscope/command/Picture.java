package dev.loomscope.command;

import java.io.IOException;
import java.nio.file.Path;

import javafx.scene.image.Image;

import dev.loomscope.session.Session;
import dev.loomscope.view.shell.Screens;
import dev.loomscope.view.shell.ViewName;
import dev.loomscope.view.theme.Theme;

/** Draws a screen of the desktop into a file, without a display. */
final class Picture {
    private Picture() {}

    /**
     * Draws a session as it stands. Starts JavaFX: once a process.
     *
     * @throws dev.loomscope.protocol.BadInputException when JavaFX does not start, or the file cannot be written
     */
    static void draw(Session session, ViewName view, Quantities.Size size, Path file) throws Exception {
        Toolkit.startHeadless(size);
        Image image = Toolkit.call(() -> Screens.snapshot(session.name(), session.model(), view, Theme.DARK, size.width(),
                size.height()));
        try {
            PngFile.write(image, file);
        } catch (IOException e) {
            throw OutputFile.failed(file, e);
        }
    }
}
