package dev.loomscope.view.timeline;

import java.util.concurrent.locks.LockSupport;
import javafx.scene.Scene;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;

import dev.loomscope.bench.MadeSession;
import dev.loomscope.bench.Out;
import dev.loomscope.model.SessionModel;
import dev.loomscope.protocol.BadInputException;
import dev.loomscope.view.theme.Palette;
import org.HdrHistogram.Histogram;

/**
 * What a frame costs at several zooms, while the view pans over the session from one end to the other. Beside it, on demand,
 * the same spans drawn by the simplest code: a filled rectangle each, on a Canvas.
 */
public final class FrameSpeed {
    private static final int WIDTH = 1600;
    private static final int HEIGHT = 900;
    private static final double[] ZOOMS = {1, 10, 1_000, 100_000};
    private static final long PULSE = 16_666_667L;
    private static final int PEER_ROUNDS = 5;

    private FrameSpeed() {}

    /** Prints a table. */
    public static void run(long spans, int rounds, boolean peer) throws BadInputException, InterruptedException {
        Out.line("%n%-46s %9s %10s %10s %10s %12s %12s %12s", "a frame of " + WIDTH + "x" + HEIGHT, "zoom",
                "paint p50", "p99 ms", "max", "shown p50 ms", "p99 ms", "whole ms");
        SessionModel few = MadeSession.model(60, spans);
        measure(few, "60 lanes, all in sight, no room for names", 9, rounds, peer);
        measure(few, "60 lanes, as high as usual, names", 22, rounds, peer);
        SessionModel many = MadeSession.model(10_000, spans);
        measure(many, "10,000 lanes, as high as usual, names", 22, rounds, peer);
        measure(many, "10,000 lanes, all in sight", 0.01, rounds, peer);
    }

    private static void measure(SessionModel session, String what, double laneHeight, int rounds, boolean peer)
            throws InterruptedException {
        for (double zoom : ZOOMS) {
            String row = Headless.call(() -> peer
                    ? new CanvasPeer(session, WIDTH - Surface.GUTTER, HEIGHT - Surface.ROWS_TOP, laneHeight)
                            .measure(zoom, Math.min(rounds, PEER_ROUNDS))
                    : own(session, laneHeight, zoom, rounds));
            Out.line("%-46s %9.0f %s", what + (peer ? " (Canvas)" : ""), zoom, row);
        }
    }

    private static String own(SessionModel session, double laneHeight, double zoom, int rounds) {
        TimelineModel model = new TimelineModel();
        model.setSession(session, false, System.nanoTime());
        TimelineView view = new TimelineView(model, Palette.DARK);
        Scene scene = new Scene(view, WIDTH, HEIGHT, Color.BLACK);
        view.resize(scene.getWidth(), scene.getHeight());
        view.layout();
        model.arranged().setLaneHeight(laneHeight);
        if (laneHeight < 1) {
            model.arranged().zoomLanes(1, 0);
        }
        double length = session.now() / zoom;
        WritableImage image = new WritableImage(WIDTH, HEIGHT);
        Histogram shown = new Histogram(3);
        double whole = Double.NaN;
        for (int i = -rounds / 3; i < rounds; i++) {
            if (i == 0) {
                view.frames().reset();
            }
            double start = (session.now() - length) * Math.max(0, i) / rounds + (i & 1);
            model.jumpTo(start, start + length);
            long before = System.nanoTime();
            view.drawFrame();
            scene.snapshot(image);
            long taken = System.nanoTime() - before;
            if (i == -rounds / 3) {
                view.drawNow();
                whole = (System.nanoTime() - before) / 1e6;
            }
            if (i >= 0) {
                shown.recordValue(taken);
            }
            if (laneHeight < 1) {
                // What is made in the background has the rest of the pulse for it, as in a window.
                LockSupport.parkNanos(PULSE - taken);
            }
        }
        Histogram painting = view.frames().painting();
        return String.format(java.util.Locale.ROOT, "%10.2f %10.2f %10.2f %12.2f %12.2f %12.0f", Out.ms(painting, 50),
                Out.ms(painting, 99), Out.ms(painting, 100), Out.ms(shown, 50), Out.ms(shown, 99), whole);
    }
}
