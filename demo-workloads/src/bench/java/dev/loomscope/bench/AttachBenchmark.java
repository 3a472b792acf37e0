package dev.loomscope.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

import com.sun.tools.attach.VirtualMachine;

/**
 * What it takes to attach an agent to a process that works, and to detach it: the time of each, the time until the first event
 * is read, and the work that the process does not get done meanwhile.
 */
final class AttachBenchmark {
    private static final List<Watched> WATCHED = List.of(Watched.NO_OP, Watched.OTEL, Watched.STREAMING);
    private static final long MS = 1_000_000;

    /** The dip's lowest point is the lowest rate of so long a span. */
    private static final long SPAN = 100 * MS;

    private final Path directory;
    private final Agents agents;
    private final double spinsPerUs;
    private final long settleMs;

    /** @param settleMs how long the process works before it is attached to, and after each step */
    AttachBenchmark(Path directory, Agents agents, double spinsPerUs, long settleMs) {
        this.directory = directory;
        this.agents = agents;
        this.spinsPerUs = spinsPerUs;
        this.settleMs = settleMs;
    }

    /**
     * One process.
     *
     * @param attachMs until the agent says it is there
     * @param eventMs until a client has read the first event; not a number where nothing can be read
     * @param missingMs work that was not done in the time after attaching, in ms of the rate before
     * @param lowest rate of the worst tenth of a second of that time, as a part of the rate before
     * @param after rate after that time, as a part of the rate before
     * @param detachMs until it says it is gone; not a number where it cannot go
     */
    private record Figures(
            double attachMs, double eventMs, double missingMs, double lowest, double after, double detachMs) {}

    void run(int rounds, PrintStream out) throws Exception {
        Map<Watched, List<Figures>> measured = Rounds.of(rounds, WATCHED, this::measure);
        out.printf(
                Locale.ROOT, "%n%-34s %-20s %10s %12s %14s %12s %10s %10s%n", "attach, 2 workers, 10 us a task", "",
                "attach ms", "1st event ms", "work lost ms", "worst 100 ms", "after", "detach ms");
        measured.forEach((watched, figures) -> out.printf(
                Locale.ROOT,
                "%-34s %-20s %10s %12s %14s %12s %10s %10s%n",
                "",
                watched.label(),
                median(figures, Figures::attachMs, "%.0f"),
                median(figures, Figures::eventMs, "%.0f"),
                median(figures, Figures::missingMs, "%.0f"),
                median(figures, Figures::lowest, "x%.2f"),
                median(figures, Figures::after, "x%.3f"),
                median(figures, Figures::detachMs, "%.0f")));
        out.flush();
    }

    private static String median(List<Figures> figures, ToDoubleFunction<Figures> figure, String format) {
        double median = Medians.of(figures.stream().mapToDouble(figure));
        return Double.isNaN(median) ? "" : String.format(Locale.ROOT, format, median);
    }

    private Figures measure(Watched watched) throws Exception {
        Throughput throughput = new Throughput();
        try (ChildJvm child = ChildJvm.start(
                directory,
                agents.beforeAttach(watched),
                AttachedMain.class,
                Double.toString(spinsPerUs))) {
            throughput.add(child.await("slot"));
            Thread reading = Thread.ofVirtual().start(() -> follow(child, throughput));
            long begun = System.nanoTime();
            Thread.sleep(2 * settleMs);
            long attach = System.nanoTime();
            load(child, watched, "");
            double attachMs = (System.nanoTime() - attach) / 1e6;
            double eventMs = watched == Watched.STREAMING ? read(child, attach) : Double.NaN;
            Thread.sleep(2 * settleMs);
            long attached = System.nanoTime();
            double detachMs = Double.NaN;
            if (watched == Watched.STREAMING) {
                load(child, watched, "detach");
                detachMs = (System.nanoTime() - attached) / 1e6;
            }
            child.go();
            reading.join();
            child.ended();
            double before = throughput.rate(begun + settleMs * MS, attach);
            long middle = attached - settleMs * MS;
            return new Figures(
                    attachMs,
                    eventMs,
                    throughput.missingMs(attach, middle, before),
                    throughput.lowest(attach, middle, SPAN) / before,
                    throughput.rate(middle, attached) / before,
                    detachMs);
        }
    }

    private void load(ChildJvm child, Watched watched, String arguments) throws Exception {
        VirtualMachine machine = VirtualMachine.attach(Long.toString(child.pid()));
        try {
            machine.loadAgent(agents.jar(watched).toString(), arguments);
        } finally {
            machine.detach();
        }
    }

    private double read(ChildJvm child, long since) throws IOException, InterruptedException {
        try (DiscardingReader reader = DiscardingReader.connect(directory, child.pid())) {
            return (reader.firstEvent() - since) / 1e6;
        }
    }

    private static void follow(ChildJvm child, Throughput throughput) {
        try {
            for (String line = child.line(); line != null && !line.equals("end"); line = child.line()) {
                if (line.startsWith("slot ")) {
                    throughput.add(line);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
