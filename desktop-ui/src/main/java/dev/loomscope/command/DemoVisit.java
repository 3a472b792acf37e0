package dev.loomscope.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

import dev.loomscope.insight.Report;
import dev.loomscope.insight.Thresholds;
import dev.loomscope.protocol.BadInputException;
import dev.loomscope.session.Session;
import dev.loomscope.view.shell.ScreenName;
import dev.loomscope.view.shell.Screens;
import dev.loomscope.view.shell.Shot;
import dev.loomscope.view.theme.Theme;

/** A demo that is watched without a window, and what is left of it: a picture, a recording, a report. */
final class DemoVisit {
    private static final Quantities.Size SIZE = new Quantities.Size(1600, 900);

    private final Path directory;
    private final Duration length;
    private final Progress progress;
    private final Consumer<String> notes;

    DemoVisit(Path directory, Duration length, Progress progress, Consumer<String> notes) {
        this.directory = directory;
        this.length = length;
        this.progress = progress;
        this.notes = notes;
    }

    Path picture() {
        return directory.resolve("timeline.png");
    }

    Path recording() {
        return directory.resolve("recording.loomscope");
    }

    Path reportText() {
        return directory.resolve("report.txt");
    }

    Path reportJson() {
        return directory.resolve("report.json");
    }

    /** Watches a demo that has just been started. */
    Report watch(DemoProcess demo) throws Exception {
        for (Path earlier : List.of(picture(), recording(), reportText(), reportJson())) {
            Files.deleteIfExists(earlier);
        }
        try (LiveTarget live = LiveTarget.of(demo.endpoint(), notes); Session session = Session.live(live.endpoint())) {
            notes.accept("no window: watching the demo for " + Seconds.text(length.toNanos()));
            try {
                session.record(recording(), Long.MAX_VALUE);
                LiveWatch.watch(live, session, length, progress);
                session.stopRecording();
            } catch (IOException e) {
                throw OutputFile.failed(recording(), e);
            }
            Report report = Report.of(session.model(), Thresholds.DEFAULT);
            Files.writeString(reportText(), report.toText());
            Files.writeString(reportJson(), report.toJson());
            draw(session);
            return report;
        }
    }

    /** A picture that cannot be drawn costs nothing else. */
    private void draw(Session session) throws Exception {
        try {
            if (Toolkit.isTried() || Interruption.isRequested()) {
                Picture.drawElsewhere(recording(), ScreenName.TIMELINE, SIZE, picture());
            } else {
                Picture.draw(List.of(session), Shot.of(ScreenName.TIMELINE),
                        new Screens.Look(Theme.DARK, SIZE.width(), SIZE.height()), picture());
            }
        } catch (BadInputException e) {
            notes.accept(Errors.oneLine(e.getMessage()));
        }
    }
}
