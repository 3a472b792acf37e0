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
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * How long it takes to open a recording: until the first picture of it, until all of it is read, and to go to other times, which
 * lie as far from each other as they can.
 */
final class OpenSpeed {
    private static final int LANES = 60;
    private static final int SEEKS = 16;
    /** In this order 16ths of a recording are far from each other. */
    private static final int STRIDE = 7;

    private OpenSpeed() {}

    /** @param events in the recording that is made where none is given */
    static void run(@Nullable Path given, long events) throws IOException, InterruptedException {
        Path file = given == null ? made(events) : given;
        Headless.call(() -> true);
        try {
            Out.line("%n%-38s %8s %9s %14s %10s %12s %8s %8s %16s %10s", "opening a recording", "MB", "M events",
                    "1st picture ms", "all ms", "seek p50 ms", "p90 ms", "max ms", "history p50 ms", "end ms");
            open(file);
            open(file);
        } finally {
            if (given == null) {
                Files.delete(file);
            }
        }
    }

    private static Path made(long events) throws IOException {
        Path file = Files.createTempFile("loomscope-bench", ".loomscope");
        file.toFile().deleteOnExit();
        try (Recording recording = Recording.create(file, Long.MAX_VALUE)) {
            MadeSession.record(LANES, events, recording::append);
        }
        return file;
    }

    private static void open(Path file) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        try (Session session = Session.replay(file)) {
            Replay replay = session.replay();
            if (replay == null) {
                throw new IllegalStateException("file=" + file + " is no replay");
            }
            await(() -> !session.model().lanes().groups().isEmpty());
            Window window = Headless.call(Window::new);
            window.draw(session);
            double first = since(begin);
            await(() -> session.state().phase() == State.Phase.REPLAY);
            double all = since(begin);
            long events = session.model().eventsReceived();
            Histogram seeks = new Histogram(3);
            Histogram histories = new Histogram(3);
            for (int i = 0; i < SEEKS; i++) {
                int place = (i + 1) * STRIDE % SEEKS;
                seek(session, window, replay, replay.begin() + (replay.end() - replay.begin()) * place / SEEKS, seeks,
                        histories);
            }
            Histogram end = new Histogram(3);
            seek(session, window, replay, replay.end(), end, histories);
            Out.line("%-38s %8.1f %9.1f %14.0f %10.0f %12.0f %8.0f %8.0f %16.0f %10.0f", file.getFileName(),
                    Files.size(file) / 1e6, events / 1e6, first, all, Out.ms(seeks, 50), Out.ms(seeks, 90),
                    Out.ms(seeks, 100), Out.ms(histories, 50), Out.ms(end, 50));
        }
    }

    /** Goes to a time, until it is drawn, and waits for the history before it. */
    private static void seek(Session session, Window window, Replay replay, long time, Histogram seeks,
            Histogram histories) throws InterruptedException {
        long begin = System.nanoTime();
        replay.seek(time);
        await(() -> replay.position() == time && session.model().now() >= time - 1_000_000_000L);
        window.draw(session);
        seeks.recordValue(System.nanoTime() - begin);
        await(() -> !replay.reading());
        histories.recordValue(System.nanoTime() - begin);
    }

    /** A timeline that stands, as in a window: what it shows changes. Made and changed by the toolkit's thread. */
    private static final class Window {
        private final TimelineModel model = new TimelineModel();
        private final TimelineView view = new TimelineView(model, Palette.DARK);

        Window() {
            new Scene(view, 1600, 900);
            view.resize(1600, 900);
            view.layout();
        }

        void draw(Session session) throws InterruptedException {
            Headless.call(() -> {
                if (model.session() != session.model()) {
                    model.setSession(session.model(), false, System.nanoTime());
                }
                view.drawNow();
                return true;
            });
        }
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
