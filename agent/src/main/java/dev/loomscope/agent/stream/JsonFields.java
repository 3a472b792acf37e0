package dev.loomscope.agent.stream;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;

/**
 * Reads the fields of one JSON object, which is all that a control message is. Values are strings, numbers, booleans or null,
 * all given as text; arrays and objects are left out.
 */
final class JsonFields {
    private JsonFields() {}

    /**
     * The fields of the object; of a name that comes twice the later value holds.
     *
     * @throws IOException when the bytes are no such object
     */
    static Map<String, String> read(byte[] bytes) throws IOException {
        try (JsonParser json = JsonWriter.FACTORY.createParser(bytes)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("not a JSON object");
            }
            Map<String, String> fields = new HashMap<>();
            while (json.nextToken() != JsonToken.END_OBJECT) {
                String name = json.currentName();
                if (json.nextToken().isStructStart()) {
                    json.skipChildren();
                } else {
                    fields.put(name, json.getText());
                }
            }
            if (json.nextToken() != null) {
                throw new IOException("not a JSON object: more stands behind it");
            }
            return fields;
        } catch (JsonProcessingException e) {
            throw new IOException("not a JSON object: " + e.getOriginalMessage());
        }
    }
}
