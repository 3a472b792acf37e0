package dev.loomscope.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/** How long a program that prints one line takes to print it, from the start of its process on. */
final class StartBenchmark {
    private static final List<Watched> WATCHED = List.of(
            Watched.NOT,
            Watched.NO_OP,
            Watched.JFR,
            Watched.OTEL,
            Watched.IDLE,
            Watched.RECORDING);

    private StartBenchmark() {}

    /** The program. */
    static final class HelloMain {
        private HelloMain() {}

        public static void main(String[] arguments) {
            System.out.println("hello");
        }
    }

    static void run(Path directory, Agents agents, int rounds, PrintStream out) throws Exception {
        Map<Watched,
                List<Double>> measured = Rounds.of(rounds, WATCHED, watched -> measure(directory, agents, watched));
        out.printf(Locale.ROOT, "%n%-34s %-20s %10s %14s%n", "start-up", "", "ms", "more than no");
        measured.forEach((watched, ms) -> out.printf(
                Locale.ROOT,
                "%-34s %-20s %10.0f %14s%n",
                "time to the first line",
                watched.label(),
                Medians.of(ms.stream().mapToDouble(Double::doubleValue)),
                more(ms, measured.getOrDefault(Watched.NOT, List.of()))));
        out.flush();
    }

    private static String more(List<Double> ms, List<Double> base) {
        double more = Medians.of(IntStream.range(0, ms.size()).mapToDouble(i -> ms.get(i) - base.get(i)));
        return String.format(Locale.ROOT, "%+.0f ms", more);
    }

    private static double measure(Path directory, Agents agents, Watched watched)
            throws IOException, InterruptedException {
        long start = System.nanoTime();
        try (ChildJvm child = ChildJvm.start(directory, agents.jvmOptions(watched), HelloMain.class)) {
            child.await("hello");
            double ms = (System.nanoTime() - start) / 1e6;
            child.ended();
            return ms;
        } finally {
            agents.clean();
        }
    }
}
