package dev.loomscope.filter;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/** What stands before a colon in a filter. */
public enum Field {
    POOL("pool that it was handed to"),
    STATE("state that it is in, or live, ended"),
    KIND("kind of task"),
    SITE("place in the code that submits it"),
    CLASS("class of the task"),
    NAME("name of the task or virtual thread"),
    THREAD("thread that it ran on"),
    EXCEPTION("class of what it failed with; * for any"),
    TRACE("begin of its OpenTelemetry trace id; * for any"),
    ID("number of the task"),
    PARENT("number of the task that submitted it"),
    ROOT("number of a task: it and all that comes of it"),
    GROUP("group that it belongs to: invokeAll, a scope, an executor"),
    SCOPE("task scope that it belongs to");

    private final String about;

    Field(String about) {
        this.about = about;
    }

    /** As it is written, without its colon. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What it asks for, in few words. */
    public String about() {
        return about;
    }

    static @Nullable Field of(String word) {
        for (Field field : values()) {
            if (field.word().equalsIgnoreCase(word)) {
                return field;
            }
        }
        return null;
    }

    static List<String> words() {
        return Arrays.stream(values()).map(Field::word).toList();
    }
}
