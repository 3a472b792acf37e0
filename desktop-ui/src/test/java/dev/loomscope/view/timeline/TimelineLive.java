package dev.loomscope.view.timeline;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.stage.Stage;

import dev.loomscope.model.SessionModel;
import dev.loomscope.protocol.BadInputException;
import dev.loomscope.view.theme.Palette;
import org.HdrHistogram.Histogram;

/** Follows the synthetic session live in a window, and says how evenly. Arguments: density, seconds. Not a test. */
final class TimelineLive {
    private static volatile boolean done;

    private TimelineLive() {}

    public static void main(String[] args) throws Exception {
        double density = args.length > 0 ? Double.parseDouble(args[0]) : 1;
        long seconds = args.length > 1 ? Long.parseLong(args[1]) : 20;
        SessionModel session = new SessionModel();
        long begin = System.nanoTime();
        SyntheticSession synthetic = new SyntheticSession(session, density, System.currentTimeMillis());
        Thread.ofPlatform().daemon().start(() -> feed(synthetic, begin));
        CountDownLatch shown = new CountDownLatch(1);
        TimelineView[] view = new TimelineView[1];
        Platform.startup(() -> {
            TimelineModel model = new TimelineModel();
            model.setSession(session, true, System.nanoTime());
            view[0] = new TimelineView(model, Palette.DARK);
            Stage stage = new Stage();
            stage.setScene(new Scene(view[0], 1600, 900));
            stage.show();
            shown.countDown();
        });
        shown.await();
        for (int i = 0; i < seconds; i += 5) {
            view[0].frames().reset();
            Thread.sleep(5000);
            print("paint", view[0].frames().painting());
            print("interval", view[0].frames().intervals());
            print("latency", view[0].frames().latencies());
            long wall = System.currentTimeMillis() - session.info().epoch().toEpochMilli();
            System.out.printf("wall %d ms, model %d ms, shown %.0f ms%n", wall, session.now() / 1_000_000,
                    view[0].model().position() / 1e6);
        }
        System.out.printf("%,d events%n", session.eventsReceived());
        done = true;
        Platform.exit();
    }

    private static void feed(SyntheticSession synthetic, long begin) {
        try {
            while (!done) {
                long due = System.nanoTime() - begin;
                if (synthetic.time() + 20_000_000 <= due) {
                    synthetic.advance(20_000_000);
                } else {
                    LockSupport.parkNanos(2_000_000);
                }
            }
        } catch (BadInputException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void print(String what, Histogram h) {
        System.out.printf("%-9s n %4d  p50 %6.2f  p95 %6.2f  p99 %6.2f  max %6.2f ms%n", what, h.getTotalCount(),
                h.getValueAtPercentile(50) / 1e6, h.getValueAtPercentile(95) / 1e6, h.getValueAtPercentile(99) / 1e6,
                h.getMaxValue() / 1e6);
    }
}
