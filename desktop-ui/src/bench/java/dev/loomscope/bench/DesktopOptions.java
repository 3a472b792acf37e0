package dev.loomscope.bench;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * What the command line asks for.
 *
 * @param rounds how often each figure is taken
 * @param spans in the sessions that are drawn and counted
 * @param minutes how long a program is followed
 * @param events that it makes a second, or in the recording that is opened; 0 for as many as usual
 * @param recording the file that is opened; null for a made one
 */
record DesktopOptions(Set<Part> parts, int rounds, long spans, double minutes, long events,
        @Nullable Path recording) {
    /** What can be measured. */
    enum Part {
        FRAMES, PEER, INGEST, MEMORY, RANGE, FILTER, OPEN, SOAK;

        String option() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final String USAGE = "desktop [--parts "
            + Arrays.stream(Part.values()).map(Part::option).collect(Collectors.joining(","))
            + "] [--rounds N] [--spans N] [--minutes N] [--events N] [--recording FILE] [--quick]";

    /** Events in the recording that is opened. */
    long recorded() {
        return events == 0 ? 100_000_000 : events;
    }

    /** Events a second of the program that is followed. */
    long perSecond() {
        return events == 0 ? 1_000_000 : events;
    }

    /** @throws IllegalArgumentException with one line for a person */
    static DesktopOptions parse(List<String> arguments) {
        Set<Part> parts = EnumSet.complementOf(EnumSet.of(Part.SOAK));
        int rounds = 300;
        long spans = 10_000_000;
        double minutes = 10;
        long events = 0;
        Path recording = null;
        Iterator<String> words = arguments.iterator();
        while (words.hasNext()) {
            String word = words.next();
            switch (word) {
                case "--quick" -> {
                    rounds = 20;
                    spans = 300_000;
                    events = events == 0 ? 1_000_000 : events;
                }
                case "--parts" -> parts = parts(value(word, words));
                case "--rounds" -> rounds = (int) number(word, value(word, words));
                case "--spans" -> spans = (long) number(word, value(word, words));
                case "--minutes" -> minutes = number(word, value(word, words));
                case "--events" -> events = (long) number(word, value(word, words));
                case "--recording" -> recording = Path.of(value(word, words));
                default -> throw new IllegalArgumentException("option " + word + " is unknown; there are " + USAGE);
            }
        }
        return new DesktopOptions(parts, rounds, spans, minutes, events, recording);
    }

    private static Set<Part> parts(String text) {
        List<String> names = List.of(text.split(","));
        List<Part> found = Arrays.stream(Part.values()).filter(part -> names.contains(part.option())).toList();
        if (found.size() != names.size()) {
            throw new IllegalArgumentException(text + " names something unknown; there are " + USAGE);
        }
        return EnumSet.copyOf(found);
    }

    private static String value(String option, Iterator<String> words) {
        if (!words.hasNext()) {
            throw new IllegalArgumentException(option + " needs a value; there are " + USAGE);
        }
        return words.next();
    }

    private static double number(String option, String text) {
        if (!text.matches("\\d{1,9}(\\.\\d+)?") || Double.parseDouble(text) <= 0) {
            throw new IllegalArgumentException(option + " " + text + " is no positive number");
        }
        return Double.parseDouble(text);
    }
}
