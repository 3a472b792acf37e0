package dev.loomscope.view.tasks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import dev.loomscope.model.TaskKind;
import dev.loomscope.model.TaskState;
import dev.loomscope.view.tasks.TaskFilter.Figure;
import dev.loomscope.view.tasks.TaskFilter.Pattern;
import dev.loomscope.view.tasks.TaskFilter.Relation;
import dev.loomscope.view.tasks.TaskFilter.Term;
import dev.loomscope.view.tasks.TaskFilter.TextField;

/**
 * Reads the filter field. Terms stand between blanks and all have to hold; {@code -} before a term turns it round, quotes
 * keep blanks together.
 *
 * <pre>
 *   word  "two words"           in the name, the site or the pool
 *   name: site: pool:           there only; * stands for anything
 *   state:running,waiting       or state:live, state:ended
 *   kind:virtual-thread         as in reports
 *   id:17
 *   busy&gt;10ms  polls&gt;=3    total busy scheduled idle blocked polls, with &lt; &lt;= = &gt;= &gt;; ns us ms s m
 * </pre>
 */
public final class TaskFilterParser {
    private static final String RELATIONS = "<>=";

    private TaskFilterParser() {}

    /** What came of a text: a filter, or else what was not understood, in one line. */
    public sealed interface Result {
        /** It was understood. */
        record Understood(TaskFilter filter) implements Result {}

        /** It was not, and why. */
        record Refused(String why) implements Result {}
    }

    /** Reads a text; an empty one wants every task. */
    public static Result parse(String text) {
        try {
            List<Term> terms = new ArrayList<>();
            for (String token : split(text)) {
                boolean not = token.length() > 1 && token.charAt(0) == '-';
                Term term = term(not ? token.substring(1) : token);
                terms.add(not ? new Term.Not(term) : term);
            }
            return new Result.Understood(new TaskFilter(terms));
        } catch (Refusal refusal) {
            return new Result.Refused(refusal.why);
        }
    }

    private static List<String> split(String text) throws Refusal {
        List<String> tokens = new ArrayList<>();
        StringBuilder token = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                quoted = !quoted;
                token.append(c);
            } else if (Character.isWhitespace(c) && !quoted) {
                add(tokens, token);
            } else {
                token.append(c);
            }
        }
        if (quoted) {
            throw new Refusal("A quote is open: close it with \"");
        }
        add(tokens, token);
        return tokens;
    }

    private static void add(List<String> tokens, StringBuilder token) {
        if (!token.isEmpty()) {
            tokens.add(token.toString());
            token.setLength(0);
        }
    }

    private static Term term(String token) throws Refusal {
        if (token.charAt(0) == '"') {
            return text(TextField.ANY, token, token);
        }
        for (int i = 1; i < token.length(); i++) {
            char c = token.charAt(i);
            if (c == ':') {
                return field(token.substring(0, i), token.substring(i + 1), token);
            }
            if (RELATIONS.indexOf(c) >= 0) {
                boolean two = i + 1 < token.length() && token.charAt(i + 1) == '=' && c != '=';
                return compare(token.substring(0, i), token.substring(i, two ? i + 2 : i + 1),
                        token.substring(two ? i + 2 : i + 1), token);
            }
        }
        return text(TextField.ANY, token, token);
    }

    private static Term field(String field, String value, String token) throws Refusal {
        return switch (field.toLowerCase(Locale.ROOT)) {
            case "name" -> text(TextField.NAME, value, token);
            case "site" -> text(TextField.SITE, value, token);
            case "pool" -> text(TextField.POOL, value, token);
            case "state" -> new Term.InState(states(value));
            case "kind" -> new Term.OfKind(kinds(value));
            case "id" -> new Term.WithId(number(value.startsWith("#") ? value.substring(1) : value, token));
            // A place in the code has a colon of its own: Quotes.java:203
            default -> {
                if (field.indexOf('.') < 0) {
                    throw new Refusal("No field \"" + field + "\": use name, site, pool, state, kind or id");
                }
                yield text(TextField.ANY, token, token);
            }
        };
    }

    private static Term text(TextField field, String value, String token) throws Refusal {
        String plain = value.replace("\"", "");
        if (plain.isBlank()) {
            throw new Refusal("\"" + token.replace("\"", "") + "\" needs a text behind it");
        }
        return new Term.Text(field, new Pattern(plain));
    }

    private static Set<TaskState> states(String value) throws Refusal {
        Set<TaskState> states = EnumSet.noneOf(TaskState.class);
        for (String word : value.split(",", -1)) {
            switch (word.toLowerCase(Locale.ROOT)) {
                case "live" -> Arrays.stream(TaskState.values()).filter(TaskState::isLive).forEach(states::add);
                case "ended" -> Arrays.stream(TaskState.values()).filter(state -> !state.isLive())
                        .forEach(states::add);
                default -> states.add(state(word));
            }
        }
        return states;
    }

    private static TaskState state(String word) throws Refusal {
        String name = word.toUpperCase(Locale.ROOT).replace('-', '_');
        for (TaskState state : TaskState.values()) {
            if (state.name().equals(name)) {
                return state;
            }
        }
        String known = Arrays.stream(TaskState.values()).map(TaskFilterParser::word).collect(Collectors.joining(", "));
        throw new Refusal("No state \"" + word + "\": use " + known + ", live or ended");
    }

    private static String word(TaskState state) {
        return state.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Set<TaskKind> kinds(String value) throws Refusal {
        Set<TaskKind> kinds = EnumSet.noneOf(TaskKind.class);
        for (String word : value.split(",", -1)) {
            kinds.add(kind(word.toLowerCase(Locale.ROOT)));
        }
        return kinds;
    }

    private static TaskKind kind(String word) throws Refusal {
        for (TaskKind kind : TaskKind.values()) {
            if (kind.label().equals(word)) {
                return kind;
            }
        }
        String known = Arrays.stream(TaskKind.values()).map(TaskKind::label).collect(Collectors.joining(", "));
        throw new Refusal("No kind \"" + word + "\": use " + known);
    }

    private static Term compare(String figure, String sign, String value, String token) throws Refusal {
        Relation relation = switch (sign) {
            case "<" -> Relation.LESS;
            case "<=" -> Relation.AT_MOST;
            case ">" -> Relation.MORE;
            case ">=" -> Relation.AT_LEAST;
            default -> Relation.EQUAL;
        };
        Figure of = figure(figure);
        long bound = of == Figure.POLLS ? number(value, token) : duration(value, token);
        return new Term.Compare(of, relation, bound);
    }

    private static Figure figure(String word) throws Refusal {
        String name = word.equalsIgnoreCase("sched") ? "SCHEDULED" : word.toUpperCase(Locale.ROOT);
        for (Figure figure : Figure.values()) {
            if (figure.name().equals(name)) {
                return figure;
            }
        }
        throw new Refusal("No figure \"" + word + "\": use total, busy, scheduled, idle, blocked or polls");
    }

    private static long number(String value, String token) throws Refusal {
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw new Refusal("\"" + token + "\" needs a whole number");
        }
    }

    private static long duration(String value, String token) throws Refusal {
        int unit = 0;
        while (unit < value.length() && (Character.isDigit(value.charAt(unit)) || value.charAt(unit) == '.')) {
            unit++;
        }
        double scale = switch (value.substring(unit).toLowerCase(Locale.ROOT)) {
            case "ns" -> 1;
            case "us", "µs", "μs" -> 1e3;
            case "ms" -> 1e6;
            case "s" -> 1e9;
            case "m", "min" -> 60e9;
            default -> throw new Refusal("\"" + token + "\" needs a duration such as 10ms, 250us or 2s");
        };
        try {
            return Math.round(Double.parseDouble(value.substring(0, unit)) * scale);
        } catch (NumberFormatException e) {
            throw new Refusal("\"" + token + "\" needs a duration such as 10ms, 250us or 2s");
        }
    }

    private static final class Refusal extends Exception {
        private static final long serialVersionUID = 1L;

        private final String why;

        Refusal(String why) {
            super(why, null, false, false);
            this.why = why;
        }
    }
}
