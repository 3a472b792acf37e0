package dev.loomscope.view.settings;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A thing that is remembered: its name in the file, what holds before anything was chosen, and how it is written. What cannot
 * be read, or lies out of bounds, counts as not chosen.
 */
public final class Key<T> {
    private static final String COMMA = ",";

    private final String name;
    private final T usual;
    private final Function<String, Optional<T>> reader;
    private final Function<T, String> writer;

    private Key(String name, T usual, Function<String, Optional<T>> reader, Function<T, String> writer) {
        this.name = name;
        this.usual = usual;
        this.reader = reader;
        this.writer = writer;
    }

    public static Key<String> text(String name, String usual) {
        return new Key<>(name, usual, Optional::of, Function.identity());
    }

    public static Key<Boolean> flag(String name, boolean usual) {
        return new Key<>(name, usual, text -> switch (text) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> Optional.empty();
        }, String::valueOf);
    }

    /** A whole number within bounds, both included. */
    public static Key<Long> whole(String name, long usual, long least, long most) {
        return new Key<>(name, usual, text -> {
            try {
                long value = Long.parseLong(text.strip());
                return value < least || value > most ? Optional.empty() : Optional.of(value);
            } catch (NumberFormatException _) {
                return Optional.empty();
            }
        }, String::valueOf);
    }

    /** A number within bounds, both included. */
    public static Key<Double> number(String name, double usual, double least, double most) {
        return new Key<>(name, usual, text -> {
            try {
                double value = Double.parseDouble(text.strip());
                return value >= least && value <= most ? Optional.of(value) : Optional.empty();
            } catch (NumberFormatException _) {
                return Optional.empty();
            }
        }, String::valueOf);
    }

    /** One of an enum's constants. */
    public static <E extends Enum<E>> Key<E> choice(String name, E usual) {
        return new Key<>(name, usual,
                text -> Arrays.stream(usual.getDeclaringClass().getEnumConstants())
                        .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(text)).findFirst(),
                value -> value.name().toLowerCase(Locale.ROOT));
    }

    /** Texts in an order; none of them empty. */
    public static Key<List<String>> list(String name, int most) {
        return new Key<>(name, List.of(),
                text -> Optional.of(Arrays.stream(text.split(COMMA)).map(Key::unescape).filter(each -> !each.isEmpty())
                        .limit(most).toList()),
                value -> value.stream().limit(most).map(Key::escape).collect(Collectors.joining(COMMA)));
    }

    private static String escape(String text) {
        return text.replace("%", "%25").replace(COMMA, "%2C");
    }

    private static String unescape(String text) {
        return text.replace("%2C", COMMA).replace("%25", "%");
    }

    public String name() {
        return name;
    }

    public T usual() {
        return usual;
    }

    T read(String text) {
        return reader.apply(text).orElse(usual);
    }

    String write(T value) {
        return writer.apply(value);
    }

    @Override
    public String toString() {
        return name;
    }
}
