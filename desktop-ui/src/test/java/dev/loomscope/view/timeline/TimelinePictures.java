package dev.loomscope.view.timeline;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;
import javax.imageio.ImageIO;

import dev.loomscope.insight.Insight;
import dev.loomscope.insight.Thresholds;
import dev.loomscope.model.SessionModel;
import dev.loomscope.view.theme.Palette;
import org.HdrHistogram.Histogram;

/** Draws the synthetic session at several zooms into {@code target/pictures}, to be looked at. Not a test. */
final class TimelinePictures {
    private static final Path OUT = Path.of("target", "pictures");

    private TimelinePictures() {}

    public static void main(String[] args) throws Exception {
        Files.createDirectories(OUT);
        SessionModel session = new SessionModel();
        long begin = System.nanoTime();
        double density = args.length > 0 ? Double.parseDouble(args[0]) : 1;
        SyntheticSession synthetic = new SyntheticSession(session, density);
        long seconds = args.length > 1 ? Long.parseLong(args[1]) : 60;
        synthetic.advance(seconds * SyntheticSession.SECOND);
        long spans = 0;
        for (int i = 0; i < session.lanes().size(); i++) {
            spans += session.lanes().lane(i).spanCount();
        }
        System.out.printf("%,d spans, %,d events in %.1f s%n", spans, session.eventsReceived(),
                (System.nanoTime() - begin) / 1e9);
        CountDownLatch done = new CountDownLatch(1);
        Platform.startup(() -> {
            try {
                draw(session, seconds * 1e9);
            } catch (Exception e) {
                e.printStackTrace();
            }
            done.countDown();
        });
        done.await();
        Platform.exit();
    }

    private static void draw(SessionModel session, double end) throws Exception {
        for (int[] size : new int[][] {{1280, 800}, {1920, 1080}}) {
            for (Palette palette : new Palette[] {Palette.DARK, Palette.LIGHT}) {
                TimelineModel model = new TimelineModel();
                model.setSession(session, false, System.nanoTime());
                model.setFindings(Insight.findings(session, Thresholds.DEFAULT, session.now()));
                TimelineView view = new TimelineView(model, palette);
                Scene scene = new Scene(view, size[0], size[1], Color.BLACK);
                String theme = palette.dark() ? "dark" : "light";
                shoot(scene, view, size[0] + "-" + theme + "-follow");
                model.jumpTo(0, end);
                shoot(scene, view, size[0] + "-" + theme + "-all");
                model.jumpTo(end * 0.5, end * 0.55);
                shoot(scene, view, size[0] + "-" + theme + "-3s");
                model.jumpTo(end * 0.5, end * 0.5 + 3e8);
                shoot(scene, view, size[0] + "-" + theme + "-300ms");
                model.point(model.width() - 60, 100);
                shoot(scene, view, size[0] + "-" + theme + "-hover");
                model.pointAway();
                model.jumpTo(end * 0.5, end * 0.5 + 2e6);
                shoot(scene, view, size[0] + "-" + theme + "-2ms");
                shootStories(session, model, scene, view, size[0] + "-" + theme);
                if (palette.dark() && size[0] > 1800) {
                    measure(model, view, end);
                }
            }
        }
        TimelineModel fine = new TimelineModel();
        fine.setSession(session, false, System.nanoTime());
        fine.setFindings(Insight.findings(session, Thresholds.DEFAULT, session.now()));
        fine.resize(900 - Surface.GUTTER, 560 - Surface.ROWS_TOP);
        fine.jumpTo(40.9e9, 41.5e9);
        fine.advance(System.nanoTime());
        fine.sight().scrollTo(480, System.nanoTime());
        Pixels twice = new Pixels(new int[1800 * 1120], 1800, 1120);
        new TimelinePainter().paint(new Surface(twice, 2, new Shades(Palette.DARK), GlyphSource.typefaces(2)), fine,
                Overview.of(session, 400), RowBar.LEFT);
        BufferedImage image = new BufferedImage(1800, 1120, BufferedImage.TYPE_INT_ARGB);
        image.setRGB(0, 0, 1800, 1120, twice.argb, 0, 1800);
        ImageIO.write(image, "png", OUT.resolve("twice.png").toFile());
        SessionModel forgetful = new SessionModel(24L << 20);
        new SyntheticSession(forgetful, 1).advance(40 * SyntheticSession.SECOND);
        TimelineModel later = new TimelineModel();
        later.setSession(forgetful, false, System.nanoTime());
        TimelineView latest = new TimelineView(later, Palette.DARK);
        Scene scene1 = new Scene(latest, 1280, 800, Color.BLACK);
        later.jumpTo(forgetful.oldest() - 2e9, forgetful.now());
        shoot(scene1, latest, "forgotten");
        TimelineModel empty = new TimelineModel();
        TimelineView view = new TimelineView(empty, Palette.DARK);
        shoot(new Scene(view, 1280, 800, Color.BLACK), view, "empty");
    }

    /** Selection, a finding, a folded pool, forgotten history. */
    private static void shootStories(
            SessionModel session, TimelineModel model, Scene scene, TimelineView view, String name)
            throws IOException {
        model.jumpTo(30.0e9, 30.4e9);
        view.drawNow();
        Hover.Span some = model.pointer().look(500, 480).span();
        for (int x = 300; some == null && x < 900; x += 7) {
            some = model.pointer().look(x, 480).span();
        }
        if (some != null) {
            model.selectTask(some.taskRow());
        }
        shoot(scene, view, name + "-selected");
        model.selectTask(-1);
        model.jumpTo(38e9, 60e9);
        model.arranged().choices().toggle(Objects.requireNonNull(model.rows().ofPool(3)).group());
        model.arranged().choices().toggle(Objects.requireNonNull(model.rows().ofPool(4)).group());
        model.point(700, 220);
        shoot(scene, view, name + "-folded");
        model.pointAway();
        model.arranged().choices().toggle(Objects.requireNonNull(model.rows().ofPool(3)).group());
        model.arranged().choices().toggle(Objects.requireNonNull(model.rows().ofPool(4)).group());
        model.sight().scrollTo(10_000, System.nanoTime());
        model.jumpTo(30.0e9, 30.004e9);
        view.drawNow();
        Hover.Span mounted = model.pointer().look(500, model.scrolling().viewHeight() - 60).span();
        if (mounted != null) {
            model.selectTask(mounted.taskRow());
        }
        model.jumpTo(29.98e9, 30.02e9);
        model.point(400, model.scrolling().viewHeight() - 60);
        shoot(scene, view, name + "-virtual");
        model.selectTask(-1);
        model.pointAway();
        model.sight().scrollTo(0, System.nanoTime());
    }

    private static void measure(TimelineModel model, TimelineView view, double end) {
        for (double length : new double[] {end, end / 10, end / 1000, end / 100_000}) {
            view.frames().reset();
            for (int i = 0; i < 150; i++) {
                if (i == 30) {
                    view.frames().reset();
                }
                double start = (end - length) * i / 150;
                model.jumpTo(start, start + length);
                view.drawFrame();
            }
            Histogram h = view.frames().painting();
            System.out.printf("%.0f px, window %.6f s: p50 %.2f ms, p99 %.2f ms%n", model.width(), length / 1e9,
                    h.getValueAtPercentile(50) / 1e6, h.getValueAtPercentile(99) / 1e6);
        }
    }

    static void shoot(Scene scene, TimelineView view, String name) throws IOException {
        view.resize(scene.getWidth(), scene.getHeight());
        view.layout();
        view.drawNow();
        WritableImage image = scene.snapshot(null);
        int width = (int) image.getWidth();
        int height = (int) image.getHeight();
        BufferedImage copy = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                copy.setRGB(x, y, image.getPixelReader().getArgb(x, y));
            }
        }
        ImageIO.write(copy, "png", OUT.resolve(name + ".png").toFile());
    }
}
