package dev.loomscope.view.timeline;

import dev.loomscope.model.SpanState;

/** States as people call them. */
final class StateWords {
    private StateWords() {}

    static String of(SpanState state) {
        return switch (state) {
            case RUNNING -> "Running";
            case WAITING -> "Waiting";
            case BLOCKED -> "Blocked";
            case FAILED -> "Failed";
            case SCHEDULED -> "Queued";
        };
    }
}
