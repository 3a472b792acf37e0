package dev.loomscope.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import javafx.scene.Scene;

import dev.loomscope.session.Recording;
import dev.loomscope.session.Replay;
import dev.loomscope.session.Session;
import dev.loomscope.session.State;
import dev.loomscope.view.theme.Palette;
import dev.loomscope.view.timeline.Headless;
import dev.loomscope.view.timeline.TimelineModel;
import dev.loomscope.view.timeline.TimelineView;
import org.jspecify.annotations.Nullable;

/** How long it takes to open a recording: until the first picture of it, until it is read, and to go to another time. */
final class OpenSpeed {
    private OpenSpeed() {}

    static void run(@Nullable Path given, long spans) throws IOException, InterruptedException {
        Path file = given == null ? made(spans) : given;
        Headless.call(() -> true);
        try {
            Out.line("%n%-34s %10s %12s %14s %10s %16s %16s", "opening a recording", "MB", "M events",
                    "1st picture ms", "read ms", "seek to half ms", "to the end ms");
            open(file);
            open(file);
        } finally {
            if (given == null) {
                Files.delete(file);
            }
        }
    }

    private static Path made(long spans) throws IOException {
        Path file = Files.createTempFile("loomscope-bench", ".loomscope");
        try (Recording recording = Recording.create(file, Long.MAX_VALUE)) {
            MadeSession.write(60, spans, recording::append);
        }
        return file;
    }

    private static void open(Path file) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        try (Session session = Session.replay(file)) {
            await(() -> !session.model().lanes().groups().isEmpty());
            picture(session);
            double first = since(begin);
            await(() -> session.state().phase() == State.Phase.REPLAY);
            double read = since(begin);
            long events = session.model().eventsReceived();
            Replay replay = session.replay();
            if (replay == null) {
                throw new IllegalStateException("file=" + file + " is no replay");
            }
            double half = seek(session, replay, (replay.begin() + replay.end()) / 2);
            double end = seek(session, replay, replay.end());
            Out.line("%-34s %10.1f %12.1f %14.0f %10.0f %16.0f %16.0f", file.getFileName(), Files.size(file) / 1e6,
                    events / 1e6, first, read, half, end);
        }
    }

    private static double seek(Session session, Replay replay, long time) throws InterruptedException {
        long begin = System.nanoTime();
        replay.seek(time);
        await(() -> replay.position() == time && session.model().now() >= time - 1_000_000_000L);
        picture(session);
        return since(begin);
    }

    private static void picture(Session session) throws InterruptedException {
        Headless.call(() -> {
            TimelineModel model = new TimelineModel();
            model.setSession(session.model(), false, System.nanoTime());
            TimelineView view = new TimelineView(model, Palette.DARK);
            new Scene(view, 1600, 900);
            view.resize(1600, 900);
            view.layout();
            view.drawNow();
            return true;
        });
    }

    private static double since(long begin) {
        return (System.nanoTime() - begin) / 1e6;
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            Thread.sleep(1);
        }
    }
}
