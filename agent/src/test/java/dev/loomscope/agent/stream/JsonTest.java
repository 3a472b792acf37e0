package dev.loomscope.agent.stream;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What the agent writes is read by a reader that knows all of JSON, and the other way round. */
class JsonTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static Map<String, String> read(String json) throws IOException {
        return JsonFields.read(json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void everyCharacterSurvives() throws IOException {
        StringBuilder all = new StringBuilder("\uD83D\uDE00");
        for (char each = 0; each < 0xD800; each++) {
            all.append(each);
        }
        byte[] json = new JsonWriter().string("a \"name\"", all.toString()).bytes();

        assertThat(MAPPER.readTree(json).get("a \"name\"").textValue()).isEqualTo(all.toString());
        assertThat(JsonFields.read(json)).containsEntry("a \"name\"", all.toString()).hasSize(1);
    }

    @Test
    void objectsAndArraysAreSeparated() throws IOException {
        JsonNode read = MAPPER.readTree(new JsonWriter()
                .beginArray("none").endArray()
                .beginArray("some").element("a[").element("b").endArray()
                .beginArray("objects")
                .beginObject().number("n", Long.MIN_VALUE).bool("b", true).endObject()
                .beginObject().endObject()
                .endArray()
                .nothing("nothing")
                .bytes());

        assertThat(read).isEqualTo(MAPPER.readTree("""
                {"none":[],"some":["a[","b"],"objects":[{"n":-9223372036854775808,"b":true},{}],"nothing":null}"""));
    }

    @Test
    void fieldsAreRead() throws IOException {
        assertThat(read(" { \"a\" : \"x\\n\\u0041\\/\" ,\"n\":-1.5e3, \"t\":true,\"z\":null } "))
                .isEqualTo(Map.of("a", "x\nA/", "n", "-1.5e3", "t", "true", "z", "null"));
        assertThat(read("{}")).isEmpty();
        assertThat(read("{\"deep\":{\"a\":[\"]\",{}]},\"b\":1,\"list\":[1,[2]]}")).isEqualTo(Map.of("b", "1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "\"a\"", "{", "{\"a\"", "{\"a\":", "{\"a\":1", "{\"a\":1,", "{\"a\":1,}", "{a:1}",
            "{\"a\":\"x", "{\"a\":\"\\", "{\"a\":\"\\u00g0\"}", "{\"a\":\"\\q\"}", "{\"a\":,}", "{\"a\":[1", "{} {}"})
    void whatIsNoObjectIsRefused(String json) {
        assertThatThrownBy(() -> read(json)).isInstanceOf(IOException.class).hasMessageContaining("not a JSON object");
    }
}
