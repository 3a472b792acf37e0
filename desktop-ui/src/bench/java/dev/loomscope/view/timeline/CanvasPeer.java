package dev.loomscope.view.timeline;

import java.util.List;
import java.util.Locale;
import javafx.scene.Group;
import javafx.scene.Scene;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;

import dev.loomscope.bench.Out;
import dev.loomscope.model.LaneGroup;
import dev.loomscope.model.SessionModel;
import dev.loomscope.model.SpanState;
import dev.loomscope.model.TaskTable;
import dev.loomscope.model.Track;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * The simplest way to draw a timeline: every span that is in sight is a filled rectangle on a Canvas, with its name where it
 * fits. Where a frame would take longer than anybody waits, so many rectangles are drawn as tell that.
 */
final class CanvasPeer {
    /** A frame that would take longer is not waited for, in ns. */
    private static final long PATIENCE = 60_000_000_000L;
    /** What takes that long, in ns, tells how long more would take. */
    private static final long ENOUGH = 4_000_000_000L;
    /** All frames of one zoom may take so long, in ns. */
    private static final long ALL = 20_000_000_000L;
    private static final long FIRST = 25_000;

    private static final Color[] COLORS = new Color[SpanState.values().length];

    static {
        COLORS[SpanState.RUNNING.ordinal()] = Color.SEAGREEN;
        COLORS[SpanState.WAITING.ordinal()] = Color.ROYALBLUE;
        COLORS[SpanState.BLOCKED.ordinal()] = Color.CRIMSON;
        COLORS[SpanState.FAILED.ordinal()] = Color.ORCHID;
        COLORS[SpanState.SCHEDULED.ordinal()] = Color.ORANGE;
    }

    private final SessionModel session;
    private final int width;
    private final int height;
    private final double laneHeight;
    private final List<? extends Track> tracks;

    CanvasPeer(SessionModel session, int width, int height, double laneHeight) {
        this.session = session;
        this.width = width;
        this.height = height;
        List<? extends Track> all = session.lanes().groups().stream().map(LaneGroup::tracks).flatMap(List::stream)
                .toList();
        this.laneHeight = laneHeight < 1 ? (double) height / all.size() : laneHeight;
        this.tracks = all.subList(0, Math.min(all.size(), (int) Math.ceil(height / this.laneHeight)));
    }

    String measure(double zoom, int rounds) {
        Canvas canvas = new Canvas(width, height);
        Scene scene = new Scene(new Group(canvas), width, height, Color.BLACK);
        WritableImage image = new WritableImage(width, height);
        Histogram drawing = new Histogram(3);
        Histogram shown = new Histogram(3);
        double length = session.now() / zoom;
        long all = inSight(length);
        for (long some = FIRST; some < all; some *= 2) {
            long took = frame(canvas, scene, image, 0, length, some, null);
            if (took > ENOUGH && took / (double) some * all > PATIENCE) {
                return String.format(Locale.ROOT, "%10s %10s %10s %12s %12s   %,d rectangles: %,d of them take %.1f s",
                        "", "", "", "> 60 s", "", all, some, took / 1e9);
            }
        }
        frame(canvas, scene, image, 0, length, all, null);
        long begin = System.nanoTime();
        for (int i = 0; i < rounds && System.nanoTime() - begin < ALL; i++) {
            double start = (session.now() - length) * i / rounds;
            shown.recordValue(frame(canvas, scene, image, start, length, Long.MAX_VALUE, drawing));
        }
        return String.format(Locale.ROOT, "%10.2f %10.2f %10.2f %12.2f %12.2f   %,d rectangles", Out.ms(drawing, 50),
                Out.ms(drawing, 99), Out.ms(drawing, 100), Out.ms(shown, 50), Out.ms(shown, 99), all);
    }

    /** Draws a frame of so many rectangles at most, until a snapshot has it, and says how long that took, in ns. */
    private long frame(Canvas canvas, Scene scene, WritableImage image, double start, double length, long most,
            @Nullable Histogram drawing) {
        long before = System.nanoTime();
        draw(canvas.getGraphicsContext2D(), start, length, most);
        long recorded = System.nanoTime();
        scene.snapshot(image);
        if (drawing != null) {
            drawing.recordValue(recorded - before);
        }
        return System.nanoTime() - before;
    }

    private long inSight(double length) {
        long[] count = {0};
        for (Track track : tracks) {
            track.spans(0, (long) length, 0, (_, _, _, _) -> ++count[0] > 0);
        }
        return count[0];
    }

    private void draw(GraphicsContext g, double start, double length, long most) {
        long[] count = {0};
        double perNs = width / length;
        TaskTable tasks = session.tasks();
        g.setFill(Color.BLACK);
        g.fillRect(0, 0, width, height);
        for (int lane = 0; lane < tracks.size() && count[0] < most; lane++) {
            double y = lane * laneHeight;
            tracks.get(lane).spans((long) start, (long) (start + length), 0, (from, to, state, row) -> {
                double x0 = Math.max(0, (from - start) * perNs);
                double x1 = Math.min(width, (to - start) * perNs);
                g.setFill(COLORS[state.ordinal()]);
                g.fillRect(x0, y, Math.max(1, x1 - x0), Math.max(1, laneHeight - 2));
                if (laneHeight > 14 && x1 - x0 > 40) {
                    g.setFill(Color.WHITE);
                    g.fillText(tasks.name(row), x0 + 4, y + laneHeight - 7, x1 - x0 - 8);
                }
                return ++count[0] < most;
            });
        }
    }
}
