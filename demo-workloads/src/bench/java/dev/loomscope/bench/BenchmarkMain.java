package dev.loomscope.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Measures what a task costs in a process that nobody watches, and in one that is watched, by Loomscope and by others; then
 * what it takes to start watching and to end it; then a single hook. Arguments that begin with {@code desktop} are for the
 * benchmark of the desktop, which runs from the same command. The system property {@code loomscope.agent.jar} says where that agent is.
 */
public final class BenchmarkMain {
    private BenchmarkMain() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments.length > 0 && arguments[0].equals("desktop")) {
            return;
        }
        BenchmarkOptions options;
        Path agent = Path.of(System.getProperty("loomscope.agent.jar", "loomscope-agent.jar")).toAbsolutePath();
        try {
            options = BenchmarkOptions.parse(arguments);
            if (options.watched().stream().anyMatch(Watched::byAgent) && !Files.isRegularFile(agent)) {
                throw new IllegalArgumentException(
                        "file=" + agent + " is not there: -Dloomscope.agent.jar=FILE says where");
            }
        } catch (IllegalArgumentException e) {
            System.err.println("benchmark: " + e.getMessage());
            System.exit(2);
            return;
        }
        Path directory = Files.createTempDirectory("loomscope-bench");
        try {
            measure(directory, new Agents(directory, agent), options);
        } finally {
            delete(directory);
        }
    }

    private static void measure(Path directory, Agents agents, BenchmarkOptions options) throws Exception {
        Laboratory laboratory = new Laboratory(directory, agents, options);
        System.out.printf(
                Locale.ROOT,
                "JDK %s, %d processors, load %.1f; rounds=%d, warm-up of ms=%d, measurement of ms=%d; %.0f spins a us%n",
                Runtime.version(),
                Runtime.getRuntime().availableProcessors(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                options.rounds(),
                options.warmUpMs(),
                options.measureMs(),
                laboratory.spinsPerUs());
        for (BenchmarkOptions.Part part : options.parts()) {
            switch (part) {
                case TASKS -> tasks(laboratory, options);
                case START -> StartBenchmark.run(directory, agents, options.rounds(), System.out);
                case ATTACH -> new AttachBenchmark(directory, agents, laboratory.spinsPerUs(), options.measureMs())
                        .run(options.rounds(), System.out);
                case HOOK -> HookBenchmark.run(options, System.out);
            }
        }
    }

    private static void tasks(Laboratory laboratory, BenchmarkOptions options) throws Exception {
        Table table = new Table(System.out);
        table.head();
        for (Workload workload : options.workloads()) {
            table.rows(workload, Rounds.of(options.rounds(), options.watched(),
                    watched -> laboratory.measure(workload, watched)));
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
