package dev.loomscope.model;

import java.util.List;

/**
 * The exception that ended a task.
 *
 * @param time in ns since the epoch
 * @param exceptionClass binary name
 * @param message cut where it is long; empty where there is none
 * @param frames the first ones, top first
 */
public record Failure(long time, String exceptionClass, String message, List<String> frames) {
    /** Class and message in a line. */
    public String summary() {
        String name = Names.simple(exceptionClass);
        return message.isEmpty() ? name : name + ": " + message;
    }
}
