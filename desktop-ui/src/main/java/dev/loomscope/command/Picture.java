package dev.loomscope.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javafx.scene.image.Image;

import dev.loomscope.protocol.BadInputException;
import dev.loomscope.session.Session;
import dev.loomscope.view.shell.Feed;
import dev.loomscope.view.shell.ScreenName;
import dev.loomscope.view.shell.Screens;
import dev.loomscope.view.shell.Shot;

/** Draws a screen of the desktop into a file, without a display. */
final class Picture {
    private static final long LIMIT_SECONDS = 60;

    private Picture() {}

    /**
     * Draws a recording in a process of its own, as the command {@code snapshot} does.
     *
     * @throws BadInputException when nothing is drawn
     */
    static void drawElsewhere(Path recording, ScreenName view, Quantities.Size size, Path file)
            throws IOException, InterruptedException {
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"),
                Main.class.getName(),
                "snapshot", recording.toString(), "--view", view.word(), "--size", size.width() + "x" + size.height(),
                "--force", "-o", file.toString()).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        try {
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != Exit.FINE) {
                throw new BadInputException(file + " was not drawn: loomscope snapshot " + recording + " says why");
            }
        } finally {
            process.destroyForcibly();
        }
    }

    /**
     * Draws a screen of a session as it stands, or of two beside each other. Starts JavaFX: once a process, and not after a
     * window was tried.
     *
     * @throws BadInputException when JavaFX does not start, or the file cannot be written
     */
    static void draw(List<Session> sessions, Shot shot, Screens.Look look, Path file) throws Exception {
        Toolkit.startHeadless(new Quantities.Size(look.width(), look.height()));
        List<Feed.Still> feeds = sessions.stream().map(session -> new Feed.Still(session.name(), session.model()))
                .toList();
        Image image = Toolkit.call(() -> {
            if (shot.screen() != ScreenName.START) {
                return Screens.snapshot(feeds, shot, look);
            }
            try (StartedDemos demos = new StartedDemos()) {
                return Screens.start(demos, look);
            }
        });
        try {
            PngFile.write(image, file);
        } catch (IOException e) {
            throw OutputFile.failed(file, e);
        }
    }
}
