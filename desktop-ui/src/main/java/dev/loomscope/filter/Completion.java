package dev.loomscope.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Completes a filter while it is typed: fields and figures first, then values that the session has. */
public final class Completion {
    private static final int MOST = 12;
    private static final int MOST_VALUES_OF_WORD = 6;
    private static final List<String> DURATIONS = List.of("1ms", "10ms", "100ms", "1s", "10s");
    private static final List<String> COUNTS = List.of("1", "10", "100");
    private static final List<Field> OF_WORDS = List.of(Field.POOL, Field.SITE, Field.CLASS, Field.NAME,
            Field.THREAD);

    private final String text;
    private final Vocabulary vocabulary;
    private final List<Proposal> found = new ArrayList<>();

    private Completion(String text, Vocabulary vocabulary) {
        this.text = text;
        this.vocabulary = vocabulary;
    }

    /** What may be meant at the caret, the likeliest first; empty where all is said. */
    public static List<Proposal> of(String text, int caret, Vocabulary vocabulary) {
        Completion completion = new Completion(text, vocabulary);
        Token at = Token.split(text).stream().filter(token -> token.begin() <= caret && caret <= token.end())
                .findFirst().orElse(new Token("", caret, caret, false));
        Token token = at.isNot() || at.text().equals("-") ? at.part(1, at.text().length()) : at;
        int split = token.split();
        if (split < 0 || caret <= token.begin() + split) {
            completion.begin(token);
        } else if (token.text().charAt(split) == ':') {
            completion.values(token, split, caret);
        } else {
            completion.bounds(token, split);
        }
        return List.copyOf(completion.found);
    }

    private void begin(Token token) {
        String typed = token.text().toLowerCase(Locale.ROOT);
        for (Field field : Field.values()) {
            if (field.word().startsWith(typed)) {
                add(field.word() + ":", field.about(), token, field.word() + ":", false);
            }
        }
        for (Figure figure : Figure.values()) {
            if (figure.word().startsWith(typed)) {
                add(figure.word() + ">", figure.about(), token, figure.word() + ">", false);
            }
        }
        if (typed.length() >= 2) {
            int most = Math.min(MOST, found.size() + MOST_VALUES_OF_WORD);
            for (Field field : OF_WORDS) {
                for (Vocabulary.Value value : matching(field, token.withoutQuotes())) {
                    if (found.size() < most) {
                        String whole = field.word() + ":" + quoted(value.text());
                        add(whole, occurrences(value), token, whole, true);
                    }
                }
            }
        }
    }

    private void values(Token token, int split, int caret) {
        Field field = Field.of(token.text().substring(0, split));
        if (field == null) {
            return;
        }
        List<Token> list = token.part(split + 1, token.text().length()).list();
        Token part = list.stream().filter(each -> caret <= each.end()).findFirst().orElse(list.getLast());
        for (Vocabulary.Value value : matching(field, part.withoutQuotes())) {
            if (!quoted(value.text()).equals(part.text())) {
                add(value.text(), occurrences(value), part, quoted(value.text()), true);
            }
        }
    }

    private void bounds(Token token, int split) {
        Figure figure = Figure.of(token.text().substring(0, split));
        int behind = split + 1 < token.text().length() && token.text().charAt(split + 1) == '=' ? split + 2 : split + 1;
        Token value = token.part(behind, token.text().length());
        if (figure != null && figure.unit() != Figure.Unit.MOMENT) {
            for (String bound : figure.unit() == Figure.Unit.COUNT ? COUNTS : DURATIONS) {
                if (bound.startsWith(value.text()) && !bound.equals(value.text())) {
                    add(token.text().substring(0, behind) + bound, "", value, bound, true);
                }
            }
        }
    }

    /** Values that begin with what was typed, then those that contain it. */
    private List<Vocabulary.Value> matching(Field field, String typed) {
        String low = typed.toLowerCase(Locale.ROOT);
        List<Vocabulary.Value> first = new ArrayList<>();
        List<Vocabulary.Value> then = new ArrayList<>();
        for (Vocabulary.Value value : vocabulary.of(field)) {
            String candidate = value.text().toLowerCase(Locale.ROOT);
            if (candidate.startsWith(low)) {
                first.add(value);
            } else if (candidate.contains(low)) {
                then.add(value);
            }
        }
        first.addAll(then);
        return first.size() > MOST ? first.subList(0, MOST) : first;
    }

    private void add(String label, String about, Token in, String instead, boolean whole) {
        if (found.size() < MOST) {
            String rest = text.substring(in.end());
            String end = whole && rest.isBlank() ? " " : "";
            found.add(new Proposal(label, about, text.substring(0, in.begin()) + instead + end + rest,
                    in.begin() + instead.length() + end.length()));
        }
    }

    private static String occurrences(Vocabulary.Value value) {
        return value.count() == 0 ? "" : String.format(Locale.ROOT, "%,d", value.count());
    }

    /** As a filter writes a value: in quotes where it would fall apart. */
    public static String quoted(String value) {
        boolean apart = value.chars().anyMatch(c -> Character.isWhitespace(c) || c == ',');
        return apart ? '"' + value.replace("\"", "") + '"' : value;
    }
}
