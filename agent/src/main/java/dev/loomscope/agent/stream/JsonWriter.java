package dev.loomscope.agent.stream;

import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/**
 * Writes one JSON object, without a library: what the agent says is so little that the classes of one would cost the
 * application more than the saying. The object is open from the start; {@link #bytes} closes it.
 */
final class JsonWriter {
    private final StringBuilder text = new StringBuilder(256).append('{');

    JsonWriter number(String name, long value) {
        name(name).text.append(value);
        return this;
    }

    /** A string, or {@code null}. */
    JsonWriter string(String name, @Nullable String value) {
        return name(name).value(value);
    }

    JsonWriter bool(String name, boolean value) {
        name(name).text.append(value);
        return this;
    }

    JsonWriter nothing(String name) {
        return string(name, null);
    }

    JsonWriter beginArray(String name) {
        name(name).text.append('[');
        return this;
    }

    JsonWriter endArray() {
        text.append(']');
        return this;
    }

    /** An object in an array. */
    JsonWriter beginObject() {
        separate().text.append('{');
        return this;
    }

    JsonWriter endObject() {
        text.append('}');
        return this;
    }

    /** A string in an array. */
    JsonWriter element(String value) {
        return separate().value(value);
    }

    /** The object in UTF-8; nothing can be written any more. */
    byte[] bytes() {
        return text.append('}').toString().getBytes(StandardCharsets.UTF_8);
    }

    private JsonWriter name(String name) {
        separate().value(name).text.append(':');
        return this;
    }

    /** Puts a comma unless this is the first in its object or array. */
    private JsonWriter separate() {
        char last = text.charAt(text.length() - 1);
        if (last != '{' && last != '[') {
            text.append(',');
        }
        return this;
    }

    private JsonWriter value(@Nullable String value) {
        if (value == null) {
            text.append("null");
            return this;
        }
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char each = value.charAt(i);
            if (each == '"' || each == '\\') {
                text.append('\\').append(each);
            } else if (each < ' ') {
                text.append("\\u00")
                        .append(Character.forDigit(each >> 4, 16))
                        .append(Character.forDigit(each & 0xF, 16));
            } else {
                text.append(each);
            }
        }
        text.append('"');
        return this;
    }
}
