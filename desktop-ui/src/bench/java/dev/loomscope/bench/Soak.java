package dev.loomscope.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.scene.Scene;
import javafx.stage.Stage;

import dev.loomscope.attach.AgentLoader;
import dev.loomscope.model.Loss;
import dev.loomscope.model.SessionModel;
import dev.loomscope.session.Session;
import dev.loomscope.session.State;
import dev.loomscope.view.theme.Palette;
import dev.loomscope.view.timeline.FrameClock;
import dev.loomscope.view.timeline.Headless;
import dev.loomscope.view.timeline.TimelineModel;
import dev.loomscope.view.timeline.TimelineView;
import org.HdrHistogram.Histogram;

/**
 * Follows a program of a million events a second, as a window does that shows its timeline: what was lost, what frames cost,
 * how late an event is seen, and whether memory stays where it is capped.
 */
final class Soak {
    private static final int ROWS = 10;
    /** The program runs for so much longer, in s, as it takes time until it is followed; it is ended then. */
    private static final int SPARE = 120;

    private final SessionModel model;
    private final FrameClock frames;
    /** When it began to be followed, in ns of the stream. */
    private final long followed;
    private final Histogram painting = new Histogram(3);
    private final Histogram intervals = new Histogram(3);
    private final Histogram latencies = new Histogram(3);
    private long mostHeap;
    private long events;

    private Soak(SessionModel model, FrameClock frames, long followed) {
        this.model = model;
        this.frames = frames;
        this.followed = followed;
    }

    static void run(double minutes, long perSecond, Path agent) throws IOException, InterruptedException {
        double seconds = minutes * 60;
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java")
                .toString(), "-Xmx512m", "-javaagent:" + agent + "=budget=unlimited", "-cp",
                classes(), SoakProgram.class.getName(), Long.toString(perSecond),
                String.format(Locale.ROOT, "%.3f", seconds + SPARE)));
        Process process = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.INHERIT).start();
        try (Session session = Session.live(AgentLoader.attach(process.pid()).endpoint(),
                SessionModel.DEFAULT_MEMORY)) {
            long followed = firstTime(session);
            FrameClock frames = Headless.call(() -> show(session.model()));
            new Soak(session.model(), frames, followed).follow(session, seconds);
        } finally {
            process.destroyForcibly();
        }
    }

    /** Where the program is; with more on its class path it would find the agent's classes there. */
    private static String classes() {
        return SoakProgram.class.getProtectionDomain().getCodeSource().getLocation().getPath();
    }

    /** The time of the first frame that came. */
    private static long firstTime(Session session) throws InterruptedException {
        while (session.model().now() == 0 && session.state().phase() != State.Phase.ENDED) {
            Thread.sleep(1);
        }
        return session.model().now();
    }

    private static FrameClock show(SessionModel model) {
        TimelineModel timeline = new TimelineModel();
        timeline.setSession(model, true, System.nanoTime());
        TimelineView view = new TimelineView(timeline, Palette.DARK);
        Stage stage = new Stage();
        stage.setScene(new Scene(view, 1600, 900));
        stage.show();
        return view.frames();
    }

    private void follow(Session session, double seconds) throws InterruptedException {
        Out.line("%n%-18s %10s %10s %9s %9s %9s %9s %10s %10s %10s %12s", "a soak, seconds", "M events/s", "dropped",
                "paint p50", "p99 ms", "frame p50", "p99 ms", "to pixel", "history", "heap live", "remembers s");
        Out.line("%-18s %10s %10s %9s %9s %9s %9s %10s %10s %10s %12s", "", "", "", "", "", "", "", "p95 ms", "MiB",
                "MiB", "");
        long begin = System.nanoTime();
        double step = seconds / ROWS;
        for (int row = 1; row <= ROWS && session.state().phase() != State.Phase.ENDED; row++) {
            row(begin, row * step);
        }
        Out.line("%-18s %10.2f %10d %9.2f %9.2f %9.2f %9.2f %10.1f %10s %10d", "all",
                events / ((System.nanoTime() - begin) / 1e9) / 1e6, model.eventsDropped(), Out.ms(painting, 50),
                Out.ms(painting, 99), Out.ms(intervals, 50), Out.ms(intervals, 99), Out.ms(latencies, 95), "",
                mostHeap >> 20);
        lost("lost by the agent", "ring");
        lost("lost by the reader", "client");
        State end = session.state();
        if (end.phase() != State.Phase.LIVE) {
            Out.line("the session is %s %s", end.phase(), end.why());
        }
    }

    /** How much, of that before it was followed, and when the last of it. */
    private void lost(String title, String where) {
        List<Loss> losses = model.losses().stream().filter(loss -> loss.where().equals(where)).toList();
        long before = losses.stream().filter(loss -> loss.to() < followed).mapToLong(Loss::count).sum();
        long since = losses.stream().mapToLong(Loss::count).sum() - before;
        long last = losses.stream().mapToLong(Loss::to).max().orElse(followed);
        Out.line("%-18s %,d before it was followed, %,d since; the last after %.1f s", title, before, since,
                (last - followed) / 1e9);
    }

    private void row(long begin, double until) throws InterruptedException {
        long before = model.eventsReceived();
        long start = System.nanoTime();
        long live = Long.MAX_VALUE;
        while (System.nanoTime() - begin < until * 1e9) {
            live = Math.min(live, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
            Thread.sleep(20);
        }
        Histogram[] taken = Headless.call(() -> {
            Histogram[] all = {frames.painting().copy(), frames.intervals().copy(), frames.latencies().copy()};
            frames.reset();
            return all;
        });
        painting.add(taken[0]);
        intervals.add(taken[1]);
        latencies.add(taken[2]);
        mostHeap = Math.max(mostHeap, live);
        long more = model.eventsReceived() - before;
        events += more;
        Out.line("%-18.0f %10.2f %10d %9.2f %9.2f %9.2f %9.2f %10.1f %10d %10d %12.1f", until,
                more / ((System.nanoTime() - start) / 1e9) / 1e6, model.eventsDropped(), Out.ms(taken[0], 50),
                Out.ms(taken[0], 99), Out.ms(taken[1], 50), Out.ms(taken[1], 99), Out.ms(taken[2], 95),
                model.memory() >> 20, live >> 20, (model.now() - model.oldest()) / 1e9);
    }
}
