package dev.loomscope.view.timeline;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.paint.Color;

import dev.loomscope.insight.Insight;
import dev.loomscope.insight.Thresholds;
import dev.loomscope.model.SessionModel;
import dev.loomscope.session.Session;
import dev.loomscope.view.lanes.ArrangedBy;
import dev.loomscope.view.theme.Palette;
import dev.loomscope.view.theme.Theme;

/** Draws a recording in every arrangement into {@code target/pictures}, to be looked at, and says what that takes. Not a test. */
final class ArrangementPictures {
    private static final Path OUT = Path.of("target", "pictures");

    private ArrangementPictures() {}

    /** @param args a recording, and the begin of the pictures' names; then widths and heights, as 1280x800 */
    public static void main(String[] args) throws Exception {
        Files.createDirectories(OUT);
        try (Session session = Session.replay(Path.of(args[0]))) {
            session.awaitEnd();
            CountDownLatch done = new CountDownLatch(1);
            Platform.startup(() -> {
                try {
                    for (int i = 2; i < args.length; i++) {
                        String[] size = args[i].split("x");
                        draw(session.model(), args[1], Integer.parseInt(size[0]), Integer.parseInt(size[1]));
                    }
                } catch (Exception e) {
                    e.printStackTrace();
                }
                done.countDown();
            });
            done.await();
        }
        Platform.exit();
    }

    private static void draw(SessionModel session, String name, int width, int height) throws Exception {
        for (Palette palette : new Palette[] {Palette.DARK, Palette.LIGHT}) {
            TimelineModel model = new TimelineModel();
            model.setSession(session, false, System.nanoTime());
            model.setFindings(Insight.findings(session, Thresholds.DEFAULT, session.now()));
            TimelineView view = new TimelineView(model, palette);
            Scene scene = new Scene(view, width, height, Color.BLACK);
            (palette.dark() ? Theme.DARK : Theme.LIGHT).apply(scene);
            String begin = name + "-" + width + "-" + (palette.dark() ? "dark" : "light") + "-";
            double from = session.oldest();
            double length = session.now() - from;
            for (ArrangedBy by : ArrangedBy.values()) {
                long clock = System.nanoTime();
                model.arrangementProperty().set(model.arrangementProperty().get().by(by));
                model.advance(System.nanoTime());
                while (model.arranged().isArranging() && System.nanoTime() - clock < 20_000_000_000L) {
                    Thread.sleep(1);
                    model.advance(System.nanoTime());
                }
                double arranged = (System.nanoTime() - clock) / 1e6;
                int rows = model.arranged().plan().sections().stream().mapToInt(s -> s.tracks().size()).sum();
                model.jumpTo(from, from + length);
                TimelinePictures.shoot(scene, view, begin + by.name().toLowerCase(Locale.ROOT) + "-all");
                double all = measure(model, view);
                model.jumpTo(from + length * 0.5, from + length * 0.51);
                TimelinePictures.shoot(scene, view, begin + by.name().toLowerCase(Locale.ROOT) + "-near");
                double near = measure(model, view);
                System.out.printf(
                        "%s %dx%d %s: %.0f ms to arrange, %d groups, %d rows, frame %.1f ms all, %.1f ms near%n",
                        name, width, height, by, arranged, model.arranged().plan().sections().size(), rows, all, near);
            }
        }
    }

    /** Ms a frame, the median of some. */
    private static double measure(TimelineModel model, TimelineView view) {
        double[] times = new double[9];
        for (int i = 0; i < times.length; i++) {
            model.jumpTo(model.from() + 1000 * (i % 2 == 0 ? 1 : -1), model.to() + 1000 * (i % 2 == 0 ? 1 : -1));
            long begin = System.nanoTime();
            view.drawFrame();
            times[i] = (System.nanoTime() - begin) / 1e6;
        }
        Arrays.sort(times);
        return times[times.length / 2];
    }
}
