package dev.loomscope.view.shell;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javafx.animation.PauseTransition;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.stage.Stage;
import javafx.util.Duration;

import dev.loomscope.attach.AgentLoader;
import dev.loomscope.view.start.DemoCatalog;
import dev.loomscope.view.start.FileDialog;
import dev.loomscope.view.start.JvmDirectory;
import dev.loomscope.view.timeline.TimelineView;
import org.HdrHistogram.Histogram;

/**
 * Shows the whole window on a running JVM, says how its timeline followed from the fifth second on, and draws what it shows.
 * Not a test.
 */
final class LiveTry {
    private LiveTry() {}

    /** @param args pid or recording, seconds until the first picture */
    public static void main(String[] args) throws Exception {
        Opening opening = args[0].matches("\\d+")
                ? new Opening.Live(AgentLoader.attach(Long.parseLong(args[0])).endpoint())
                : new Opening.Recorded(Path.of(args[0]));
        CountDownLatch done = new CountDownLatch(1);
        Platform.startup(() -> {
            Stage stage = new Stage();
            Settings settings = Settings.read(Path.of("target/live.properties"));
            MainWindow window = new MainWindow(stage, settings, new Surroundings(Threads.beside(), JvmDirectory.local(),
                    DemoCatalog.none(), FileDialog.ofSystem(settings::recent)));
            stage.setWidth(1440);
            stage.setHeight(900);
            window.show(new Opening.Start());
            later(3, () -> {
                save(stage, "live-start");
                window.show(opening);
            });
            List<ViewName> views = new ArrayList<>(List.of(ViewName.values()));
            int seconds = Integer.parseInt(args[1]);
            later(8, () -> timeline(stage.getScene().getRoot()).ifPresent(view -> view.frames().reset()));
            later(seconds - 1, () -> timeline(stage.getScene().getRoot()).ifPresent(view -> {
                print("painting a frame", view.frames().painting());
                print("from frame to frame", view.frames().intervals());
                print("from event to pixel", view.frames().latencies());
            }));
            for (int i = 0; i < views.size(); i++) {
                ViewName view = views.get(i);
                later(seconds + i * 2, () -> {
                    window.workspace().sessions().getFirst().viewProperty().set(view);
                    later(1.5, () -> save(stage, "live-" + view.word()));
                });
            }
            later(seconds + 9, () -> {
                stage.close();
                done.countDown();
            });
        });
        done.await(5, TimeUnit.MINUTES);
        System.exit(0);
    }

    private static Optional<TimelineView> timeline(Node node) {
        if (node instanceof TimelineView view) {
            return Optional.of(view);
        }
        return node instanceof Parent parent
                ? parent.getChildrenUnmodifiable().stream().flatMap(child -> timeline(child).stream()).findFirst()
                : Optional.empty();
    }

    private static void print(String what, Histogram ns) {
        System.out.printf("%-20s n %d, ms p50 %.1f p95 %.1f p99 %.1f max %.1f%n", what, ns.getTotalCount(),
                ns.getValueAtPercentile(50) / 1e6, ns.getValueAtPercentile(95) / 1e6, ns.getValueAtPercentile(99) / 1e6,
                ns.getMaxValue() / 1e6);
    }

    private static void later(double seconds, Runnable action) {
        PauseTransition pause = new PauseTransition(Duration.seconds(seconds));
        pause.setOnFinished(_ -> action.run());
        pause.play();
    }

    private static void save(Stage stage, String name) {
        try {
            ScreenPictures.save(stage.getScene().snapshot(null), name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
