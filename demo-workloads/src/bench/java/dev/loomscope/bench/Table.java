package dev.loomscope.bench;

import java.io.PrintStream;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** Prints what was measured: medians of rounds, and medians of the ratios within a round. */
final class Table {
    private static final String HEAD = "%-34s %-20s %10s %7s %7s %10s %7s %7s %10s %8s%n";
    private static final String ROW = "%-34s %-20s %10.1f %7s %7s %10.1f %7s %7s %10s %8s%n";

    private final PrintStream out;

    Table(PrintStream out) {
        this.out = out;
    }

    void head() {
        out.printf(Locale.ROOT, HEAD, "", "", "wall", "x no", "x no-op", "CPU", "x no", "x no-op", "events", "bytes");
        out.printf(
                Locale.ROOT, HEAD, "", "", "ns/task", "agent", "agent", "ns/task", "agent", "agent", "dropped",
                "/event");
    }

    /** @param rounds of each way of being watched, the n-th of each being of the same round */
    void rows(Workload workload, Map<Watched, List<Measurement>> rounds) {
        Map<Watched, List<Measurement>> ordered = new EnumMap<>(rounds);
        ordered.forEach((watched, measured) -> out.printf(
                Locale.ROOT,
                ROW,
                workload.label(),
                watched.label(),
                Medians.of(measured.stream().mapToDouble(Measurement::wall)),
                ratio(ordered, watched, Watched.NOT, Measurement::wall),
                ratio(ordered, watched, Watched.NO_OP, Measurement::wall),
                Medians.of(measured.stream().mapToDouble(Measurement::cpu)),
                ratio(ordered, watched, Watched.NOT, Measurement::cpu),
                ratio(ordered, watched, Watched.NO_OP, Measurement::cpu),
                dropped(measured),
                bytes(measured)));
        out.flush();
    }

    private static String ratio(
            Map<Watched, List<Measurement>> rounds,
            Watched watched,
            Watched base,
            ToDoubleFunction<Measurement> figure) {
        List<Measurement> measured = rounds.getOrDefault(watched, List.of());
        List<Measurement> bases = rounds.getOrDefault(base, List.of());
        if (bases.isEmpty() || watched.compareTo(base) <= 0) {
            return "";
        }
        return String.format(
                Locale.ROOT,
                "%.3f",
                Medians.of(IntStream.range(0, measured.size())
                        .mapToDouble(i -> figure.applyAsDouble(measured.get(i)) / figure.applyAsDouble(bases.get(i)))));
    }

    private static String dropped(List<Measurement> measured) {
        long events = measured.stream().mapToLong(one -> one.read().events()).sum();
        long dropped = measured.stream().mapToLong(one -> one.read().dropped()).sum();
        return events + dropped == 0 ? "" : String.format(Locale.ROOT, "%.2f %%", 100.0 * dropped / (events + dropped));
    }

    private static String bytes(List<Measurement> measured) {
        long events = measured.stream().mapToLong(one -> one.read().events()).sum();
        long bytes = measured.stream().mapToLong(one -> one.read().bytes()).sum();
        return events == 0 ? "" : String.format(Locale.ROOT, "%.1f", (double) bytes / events);
    }
}
