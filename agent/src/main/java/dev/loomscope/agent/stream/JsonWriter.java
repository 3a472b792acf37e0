package dev.loomscope.agent.stream;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import org.jspecify.annotations.Nullable;

/**
 * Writes one JSON object into memory, with Jackson's streaming core alone: its data binding would cost the application more
 * classes than the agent has. The object is open from the start; {@link #bytes} closes it.
 */
final class JsonWriter {
    /** Recycles nothing, so that no thread keeps anything of the agent's. */
    static final JsonFactory FACTORY = JsonFactory.builder().recyclerPool(JsonRecyclerPools.nonRecyclingPool()).build();

    /** A step that cannot fail, because it writes into memory. */
    private interface Step {
        void write(JsonGenerator json) throws IOException;
    }

    private final ByteArrayOutputStream out = new ByteArrayOutputStream(256);
    private final JsonGenerator json;

    JsonWriter() {
        try {
            json = FACTORY.createGenerator(out);
            json.writeStartObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JsonWriter number(String name, long value) {
        return step(to -> to.writeNumberField(name, value));
    }

    /** A number with a fraction of four digits. */
    JsonWriter fraction(String name, double value) {
        return step(to -> to.writeNumberField(name, Math.round(value * 10_000) / 10_000.0));
    }

    /** A string, or {@code null}. */
    JsonWriter string(String name, @Nullable String value) {
        return step(to -> to.writeStringField(name, value));
    }

    JsonWriter bool(String name, boolean value) {
        return step(to -> to.writeBooleanField(name, value));
    }

    JsonWriter nothing(String name) {
        return step(to -> to.writeNullField(name));
    }

    JsonWriter beginArray(String name) {
        return step(to -> to.writeArrayFieldStart(name));
    }

    JsonWriter endArray() {
        return step(JsonGenerator::writeEndArray);
    }

    /** An object in an array. */
    JsonWriter beginObject() {
        return step(JsonGenerator::writeStartObject);
    }

    /** An object under a name. */
    JsonWriter beginObject(String name) {
        return step(to -> to.writeObjectFieldStart(name));
    }

    JsonWriter endObject() {
        return step(JsonGenerator::writeEndObject);
    }

    /** A string in an array. */
    JsonWriter element(String value) {
        return step(to -> to.writeString(value));
    }

    /** The object in UTF-8; nothing can be written any more. */
    byte[] bytes() {
        step(JsonGenerator::writeEndObject);
        step(JsonGenerator::close);
        return out.toByteArray();
    }

    private JsonWriter step(Step step) {
        try {
            step.write(json);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
