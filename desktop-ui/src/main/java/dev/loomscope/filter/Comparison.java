package dev.loomscope.filter;

import java.util.Locale;

/** Reads a figure, the sign of a comparison, and the value behind it. */
final class Comparison {
    private static final double NS_PER_SECOND = 1e9;
    private static final long LONGEST = Long.MAX_VALUE / 4;

    private Comparison() {}

    /** @param split where the sign begins */
    static Term read(Token token, int split) throws Refusal {
        String text = token.text();
        boolean two = split + 1 < text.length() && text.charAt(split + 1) == '=' && text.charAt(split) != '=';
        int behind = two ? split + 2 : split + 1;
        Token name = token.part(0, split);
        Figure figure = Figure.of(name.text());
        if (figure == null) {
            throw unknown(token, name, split, behind);
        }
        Token value = token.part(behind, text.length());
        Relation relation = Relation.of(text.substring(split, behind));
        return new Term.Compare(figure, relation, switch (figure.unit()) {
            case COUNT -> count(value, token);
            case DURATION -> duration(value, token);
            case MOMENT -> moment(value, token);
        });
    }

    private static Refusal unknown(Token token, Token name, int split, int behind) {
        Field field = Field.of(name.text());
        if (field != null) {
            return new Refusal("\"" + field.word() + "\" is not compared - did you mean " + field.word() + ":?",
                    token.part(split, behind), ":");
        }
        String near = Nearest.of(name.text(), Figure.words());
        return near.isEmpty()
                ? new Refusal("No figure \"" + name.text() + "\": use " + String.join(", ", Figure.words()), name, "")
                : new Refusal("No figure \"" + name.text() + "\" - did you mean " + near + "?", name, near);
    }

    private static long count(Token value, Token token) throws Refusal {
        try {
            return Long.parseLong(value.text());
        } catch (NumberFormatException e) {
            throw new Refusal("\"" + token.text() + "\" needs a whole number", value.text().isEmpty() ? token : value,
                    "");
        }
    }

    private static long duration(Token value, Token token) throws Refusal {
        String text = value.text();
        int unit = 0;
        while (unit < text.length() && (Character.isDigit(text.charAt(unit)) || text.charAt(unit) == '.')) {
            unit++;
        }
        double scale = switch (text.substring(unit).toLowerCase(Locale.ROOT)) {
            case "ns" -> 1;
            case "us", "µs", "μs" -> 1e3;
            case "ms" -> 1e6;
            case "s" -> NS_PER_SECOND;
            case "m", "min" -> 60 * NS_PER_SECOND;
            case "h" -> 3600 * NS_PER_SECOND;
            default -> -1;
        };
        try {
            if (scale > 0) {
                return Math.min(LONGEST, Math.round(Double.parseDouble(text.substring(0, unit)) * scale));
            }
        } catch (NumberFormatException e) {
            throw noDuration(value, token, "");
        }
        throw noDuration(value, token, unit > 0 && unit == text.length() ? text + "ms" : "");
    }

    private static Refusal noDuration(Token value, Token token, String instead) {
        return new Refusal("\"" + token.text() + "\" needs a duration such as 10ms, 250us or 2s"
                + (instead.isEmpty() ? "" : " - did you mean " + instead + "?"),
                value.text().isEmpty() ? token : value, instead);
    }

    /** {@code 12s}, or as times are shown: {@code 2:05.120}. */
    private static long moment(Token value, Token token) throws Refusal {
        String[] parts = value.text().split(":", -1);
        if (parts.length == 1) {
            return duration(value, token);
        }
        try {
            double seconds = 0;
            for (String part : parts) {
                seconds = seconds * 60 + Double.parseDouble(part);
            }
            if (parts.length <= 3 && seconds >= 0) {
                return Math.min(LONGEST, Math.round(seconds * NS_PER_SECOND));
            }
        } catch (NumberFormatException e) {
            throw noMoment(value, token);
        }
        throw noMoment(value, token);
    }

    private static Refusal noMoment(Token value, Token token) {
        return new Refusal("\"" + token.text() + "\" needs a time from the session's begin such as 12s or 2:05", value,
                "");
    }
}
