package dev.loomscope.agent.stream;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads the fields of one JSON object, which is all that a control message is. Values are strings, numbers, booleans or null,
 * all given as text; arrays and objects are left out.
 */
final class JsonFields {
    private final String text;
    private int at;

    private JsonFields(String text) {
        this.text = text;
    }

    /**
     * The fields of the object; of a name that comes twice the later value holds.
     *
     * @throws IOException when the bytes are no such object
     */
    static Map<String, String> read(byte[] bytes) throws IOException {
        return new JsonFields(new String(bytes, StandardCharsets.UTF_8)).object();
    }

    private Map<String, String> object() throws IOException {
        Map<String, String> fields = new HashMap<>();
        expect('{');
        if (peek() != '}') {
            do {
                peek();
                String name = string();
                expect(':');
                char first = peek();
                if (first == '{' || first == '[') {
                    skip();
                } else {
                    fields.put(name, first == '"' ? string() : word());
                }
            } while (take(','));
        }
        expect('}');
        if (peek() != 0) {
            throw refused();
        }
        return fields;
    }

    /** The next character that is no blank, which stays; 0 at the end. */
    private char peek() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return at < text.length() ? text.charAt(at) : 0;
    }

    private boolean take(char wanted) {
        boolean found = peek() == wanted;
        if (found) {
            at++;
        }
        return found;
    }

    private void expect(char wanted) throws IOException {
        if (!take(wanted)) {
            throw refused();
        }
    }

    private char next() throws IOException {
        if (at == text.length()) {
            throw refused();
        }
        return text.charAt(at++);
    }

    private String string() throws IOException {
        expect('"');
        StringBuilder value = new StringBuilder();
        for (char each = next(); each != '"'; each = next()) {
            value.append(each == '\\' ? escaped() : each);
        }
        return value.toString();
    }

    private char escaped() throws IOException {
        char each = next();
        return switch (each) {
            case '"', '\\', '/' -> each;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> {
                int code = 0;
                for (int i = 0; i < 4; i++) {
                    int digit = Character.digit(next(), 16);
                    if (digit < 0) {
                        throw refused();
                    }
                    code = code << 4 | digit;
                }
                yield (char) code;
            }
            default -> throw refused();
        };
    }

    /** Goes past an array or an object. */
    private void skip() throws IOException {
        int depth = 0;
        do {
            char each = peek();
            if (each == '"') {
                string();
            } else {
                next();
                depth += each == '{' || each == '[' ? 1 : each == '}' || each == ']' ? -1 : 0;
            }
        } while (depth > 0);
    }

    /** A number, a boolean or null. */
    private String word() throws IOException {
        int from = at;
        while (at < text.length()
                && (Character.isLetterOrDigit(text.charAt(at)) || "+-.".indexOf(text.charAt(at)) >= 0)) {
            at++;
        }
        if (at == from) {
            throw refused();
        }
        return text.substring(from, at);
    }

    private IOException refused() {
        return new IOException("not a JSON object: at=" + at);
    }
}
