package dev.loomscope.view.timeline;

import java.util.concurrent.CountDownLatch;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.paint.Color;

import dev.loomscope.model.SessionModel;
import dev.loomscope.view.theme.Palette;
import org.HdrHistogram.Histogram;

/** Times frames of the synthetic session at several zooms. Arguments: density, seconds, rounds. Not a test. */
final class TimelineSpeed {
    private TimelineSpeed() {}

    public static void main(String[] args) throws Exception {
        double density = args.length > 0 ? Double.parseDouble(args[0]) : 1;
        long seconds = args.length > 1 ? Long.parseLong(args[1]) : 60;
        int rounds = args.length > 2 ? Integer.parseInt(args[2]) : 300;
        double[] zooms = args.length > 3 ? new double[] {Double.parseDouble(args[3])}
                : new double[] {1, 10, 1_000, 100_000};
        SessionModel session = new SessionModel();
        new SyntheticSession(session, density, 0, 2).advance(seconds * SyntheticSession.SECOND);
        long spans = 0;
        for (int i = 0; i < session.lanes().size(); i++) {
            spans += session.lanes().lane(i).spanCount();
        }
        System.out.printf("%,d spans on %d lanes%n", spans, session.lanes().size());
        CountDownLatch done = new CountDownLatch(1);
        Platform.startup(() -> {
            TimelineModel model = new TimelineModel();
            model.setSession(session, false, System.nanoTime());
            TimelineView view = new TimelineView(model, Palette.DARK);
            Scene scene = new Scene(view, 1600, 1000, Color.BLACK);
            view.resize(scene.getWidth(), scene.getHeight());
            view.layout();
            model.setLaneHeight(12);
            view.drawNow();
            System.out.println(model.rows().between(0, model.viewHeight()).size() + " rows in sight");
            for (int warm = 0; warm < 2; warm++) {
                for (double zoom : zooms) {
                    measure(model, view, seconds * 1e9, zoom, rounds, warm == 1);
                }
            }
            done.countDown();
        });
        done.await();
        Platform.exit();
    }

    private static long cpuTime() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos();
    }

    private static void measure(
            TimelineModel model, TimelineView view, double end, double zoom, int rounds, boolean print) {
        double length = end / zoom;
        view.frames().reset();
        long cpu = cpuTime();
        for (int i = 0; i < rounds; i++) {
            double start = (end - length) * i / rounds + i;
            model.jumpTo(start, start + length);
            view.drawFrame();
        }
        Histogram h = view.frames().painting();
        if (print) {
            System.out.printf("zoom %,.0f: %.2f ms of processor, p50 %.2f ms, p90 %.2f ms, p99 %.2f ms%n", zoom,
                    (cpuTime() - cpu) / 1e6 / rounds,
                    h.getValueAtPercentile(50) / 1e6, h.getValueAtPercentile(90) / 1e6,
                    h.getValueAtPercentile(99) / 1e6);
        }
    }
}
