package dev.loomscope.bench;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What the command line asks for.
 *
 * @param rounds how often all ways of being watched take their turn
 * @param warmUpMs before each measurement, so that what the compiler does once is not in it
 * @param measureMs each measurement
 * @param parts what is measured at all
 */
record BenchmarkOptions(
        int rounds,
        long warmUpMs,
        long measureMs,
        Set<Part> parts,
        Set<Workload> workloads,
        Set<Watched> watched) {
    /** What can be measured. */
    enum Part {
        TASKS, START, ATTACH, HOOK;

        String option() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static final String USAGE = "[--rounds N] [--seconds N] [--warm-up N] [--quick] [--parts "
            + names(Part.values(), Part::option) + "] [--workloads "
            + names(Workload.values(), Workload::option)
            + "] [--watched " + names(Watched.values(), Watched::option) + "]";

    /** @throws IllegalArgumentException with one line for a person */
    static BenchmarkOptions parse(String... arguments) {
        int rounds = 3;
        long measureMs = 1_000;
        long warmUpMs = 3_000;
        Set<Part> parts = EnumSet.allOf(Part.class);
        Set<Workload> workloads = Workload.standard();
        Set<Watched> watched = EnumSet.allOf(Watched.class);
        Iterator<String> words = List.of(arguments).iterator();
        while (words.hasNext()) {
            String word = words.next();
            switch (word) {
                case "--quick" -> {
                    rounds = 1;
                    measureMs = 200;
                    warmUpMs = 200;
                }
                case "--rounds" -> rounds = positive(word, value(word, words));
                case "--seconds" -> measureMs = positive(word, value(word, words)) * 1_000L;
                case "--warm-up" -> warmUpMs = positive(word, value(word, words)) * 1_000L;
                case "--parts" -> parts = chosen(Part.values(), Part::option, value(word, words));
                case "--workloads" -> workloads = chosen(Workload.values(), Workload::option, value(word, words));
                case "--watched" -> watched = chosen(Watched.values(), Watched::option, value(word, words));
                default -> throw new IllegalArgumentException("option " + word + " is unknown; there are " + USAGE);
            }
        }
        return new BenchmarkOptions(rounds, warmUpMs, measureMs, parts, workloads, watched);
    }

    private static String value(String option, Iterator<String> words) {
        if (!words.hasNext()) {
            throw new IllegalArgumentException(option + " needs a value; there are " + USAGE);
        }
        return words.next();
    }

    private static int positive(String option, String text) {
        if (!text.matches("[1-9]\\d{0,5}")) {
            throw new IllegalArgumentException(option + " " + text + " is no positive number");
        }
        return Integer.parseInt(text);
    }

    private static <E extends Enum<E>> Set<E> chosen(E[] all, Function<E, String> option, String text) {
        List<String> names = List.of(text.split(","));
        List<E> found = Arrays.stream(all).filter(one -> names.contains(option.apply(one))).toList();
        if (found.size() != names.size()) {
            throw new IllegalArgumentException(text + " names something unknown; there are " + names(all, option));
        }
        return EnumSet.copyOf(found);
    }

    private static <E> String names(E[] all, Function<E, String> option) {
        return Arrays.stream(all).map(option).collect(Collectors.joining(","));
    }
}
