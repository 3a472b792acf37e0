package dev.loomscope.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Reads a filter. Terms stand between blanks and all have to hold; {@code or} parts alternatives; {@code -} before a term
 * turns it round; quotes keep blanks together; commas part values of which one has to fit.
 *
 * <pre>
 *   word  "two words"           in the name, the site or the pool
 *   pool: site: class: name: thread: exception: group: scope:     there only; * stands for anything
 *   state:running,waiting       or state:live, state:ended
 *   kind:virtual-thread         as in reports
 *   id:17  parent:17  root:17   a task, those that it submitted, all that came of it
 *   trace:4bf9                  begin of a trace id
 *   busy&gt;10ms  wait&gt;=1s      total busy scheduled idle blocked wait, with &lt; &lt;= = &gt;= &gt;; ns us ms s m h
 *   polls&gt;3
 *   started&gt;12s  ended&lt;2:05   submitted started ended, from the session's begin
 * </pre>
 */
public final class FilterParser {
    private FilterParser() {}

    /** What came of a text: a filter, or else what was not understood. */
    public sealed interface Result {
        /** It was understood. */
        record Understood(TaskFilter filter) implements Result {}

        /** It was not, and why. */
        record Refused(Fault fault) implements Result {}
    }

    /** Reads a text; an empty one wants every task. */
    public static Result parse(String text) {
        try {
            return new Result.Understood(new TaskFilter(alternatives(Token.split(text))));
        } catch (Refusal refusal) {
            return new Result.Refused(refusal.fault);
        }
    }

    private static List<List<Term>> alternatives(List<Token> tokens) throws Refusal {
        List<List<Term>> alternatives = new ArrayList<>();
        List<Term> terms = new ArrayList<>();
        @Nullable Token or = null;
        for (Token token : tokens) {
            if (token.open()) {
                throw new Refusal("A quote is open: close it with \"", token, token.text() + '"');
            }
            if (token.text().equalsIgnoreCase("or")) {
                or = token;
                if (terms.isEmpty()) {
                    throw new Refusal("\"or\" needs a term before it", token, "");
                }
                alternatives.add(terms);
                terms = new ArrayList<>();
            } else {
                terms.add(term(token));
            }
        }
        if (!terms.isEmpty()) {
            alternatives.add(terms);
        } else if (or != null) {
            throw new Refusal("\"or\" needs a term behind it", or, "");
        }
        return alternatives;
    }

    private static Term term(Token token) throws Refusal {
        Token plain = token.isNot() ? token.part(1, token.text().length()) : token;
        Term term = plainTerm(plain);
        return token.isNot() ? new Term.Not(term) : term;
    }

    private static Term plainTerm(Token token) throws Refusal {
        int split = token.split();
        if (split < 0) {
            return word(token);
        }
        Token name = token.part(0, split);
        if (token.text().charAt(split) != ':') {
            return Comparison.read(token, split);
        }
        Field field = Field.of(name.text());
        if (field != null) {
            return FieldValues.read(field, token.part(split + 1, token.text().length()), token);
        }
        // A place in the code has a colon of its own: Quotes.java:203
        if (name.text().indexOf('.') >= 0) {
            return word(token);
        }
        throw unknown(token, name, split);
    }

    private static Refusal unknown(Token token, Token name, int split) {
        String near = Nearest.of(name.text(), Field.words());
        if (!near.isEmpty()) {
            return new Refusal("No field \"" + name.text() + "\" - did you mean " + near + ":?", name, near);
        }
        Figure figure = Figure.of(name.text());
        if (figure != null) {
            Token sign = token.part(split, split + 1);
            return new Refusal("\"" + name.text() + "\" is compared - did you mean " + figure.word() + ">?", sign, ">");
        }
        return new Refusal("No field \"" + name.text() + "\": use " + String.join(", ", Field.words()), name, "");
    }

    private static Term word(Token token) throws Refusal {
        String plain = token.withoutQuotes();
        if (plain.isBlank()) {
            throw new Refusal("An empty text matches everything: leave it out", token, "");
        }
        return new Term.Text(Term.Place.ANY, List.of(new TextPattern(plain)));
    }

    /** The words that a term may begin with. */
    static List<String> words() {
        return Stream.concat(Field.words().stream(), Figure.words().stream()).toList();
    }
}
