package dev.loomscope.filter;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

import dev.loomscope.model.TaskKind;
import dev.loomscope.model.TaskState;

/** Reads what stands behind the colon of a {@link Field}. */
final class FieldValues {
    private static final int LONGEST_TRACE = 32;

    private FieldValues() {}

    static Term read(Field field, Token value, Token whole) throws Refusal {
        List<Token> values = value.list();
        for (Token each : values) {
            if (each.withoutQuotes().isBlank()) {
                throw new Refusal("\"" + whole.text() + "\" needs a value: " + field.about(), whole, "");
            }
        }
        return switch (field) {
            case STATE -> new Term.InState(states(values));
            case KIND -> new Term.OfKind(kinds(values));
            case ID -> new Term.Related(Term.Relative.ITSELF, ids(values));
            case PARENT -> new Term.Related(Term.Relative.CHILD, ids(values));
            case ROOT -> new Term.Related(Term.Relative.DESCENDANT, ids(values));
            case TRACE -> new Term.Traced(traces(values));
            case POOL -> text(Term.Place.POOL, values);
            case SITE -> text(Term.Place.SITE, values);
            case CLASS -> text(Term.Place.CLASS, values);
            case NAME -> text(Term.Place.NAME, values);
            case THREAD -> text(Term.Place.THREAD, values);
            case EXCEPTION -> text(Term.Place.EXCEPTION, values);
            case GROUP -> text(Term.Place.GROUP, values);
            case SCOPE -> text(Term.Place.SCOPE, values);
        };
    }

    private static Term text(Term.Place place, List<Token> values) {
        return new Term.Text(place, values.stream().map(value -> new TextPattern(value.withoutQuotes())).toList());
    }

    /** The words for states, the sums of several last. */
    static List<String> stateWords() {
        return Stream.concat(Arrays.stream(TaskState.values()).map(FieldValues::word), Stream.of("live", "ended"))
                .toList();
    }

    static String word(TaskState state) {
        return state.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static List<String> kindWords() {
        return Arrays.stream(TaskKind.values()).map(TaskKind::label).toList();
    }

    private static Set<TaskState> states(List<Token> values) throws Refusal {
        Set<TaskState> states = EnumSet.noneOf(TaskState.class);
        for (Token value : values) {
            String word = value.withoutQuotes().toLowerCase(Locale.ROOT);
            boolean live = word.equals("live");
            if (live || word.equals("ended")) {
                Arrays.stream(TaskState.values()).filter(state -> state.isLive() == live).forEach(states::add);
            } else {
                states.add(Arrays.stream(TaskState.values()).filter(state -> word(state).equals(word)).findFirst()
                        .orElseThrow(() -> unknown("state", value, stateWords())));
            }
        }
        return states;
    }

    private static Set<TaskKind> kinds(List<Token> values) throws Refusal {
        Set<TaskKind> kinds = EnumSet.noneOf(TaskKind.class);
        for (Token value : values) {
            String word = value.withoutQuotes().toLowerCase(Locale.ROOT);
            kinds.add(Arrays.stream(TaskKind.values()).filter(kind -> kind.label().equals(word)).findFirst()
                    .orElseThrow(() -> unknown("kind", value, kindWords())));
        }
        return kinds;
    }

    private static Refusal unknown(String what, Token value, List<String> words) {
        String near = Nearest.of(value.withoutQuotes(), words);
        String start = "No " + what + " \"" + value.withoutQuotes() + "\"";
        return near.isEmpty()
                ? new Refusal(start + ": use " + String.join(", ", words), value, "")
                : new Refusal(start + " - did you mean " + near + "?", value, near);
    }

    private static List<Long> ids(List<Token> values) throws Refusal {
        List<Long> ids = new ArrayList<>();
        for (Token value : values) {
            String digits = value.text().startsWith("#") ? value.text().substring(1) : value.text();
            try {
                ids.add(Long.parseLong(digits));
            } catch (NumberFormatException e) {
                throw new Refusal("\"" + value.text() + "\" is no task's number, such as 17", value, "");
            }
        }
        return ids;
    }

    private static List<String> traces(List<Token> values) throws Refusal {
        List<String> prefixes = new ArrayList<>();
        for (Token value : values) {
            String text = value.withoutQuotes().toLowerCase(Locale.ROOT);
            String hex = text.endsWith("*") ? text.substring(0, text.length() - 1) : text;
            if (hex.length() > LONGEST_TRACE || !hex.chars().allMatch(c -> Character.digit(c, 16) >= 0)) {
                throw new Refusal("\"" + value.text() + "\" is no begin of a trace id: up to 32 of 0-9 and a-f", value,
                        "");
            }
            prefixes.add(hex);
        }
        return prefixes;
    }
}
