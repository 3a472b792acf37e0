package dev.loomscope.model;

/** What a thread did during a span, in rising severity: where several share a pixel, the later one must stay visible. */
public enum SpanState {
    RUNNING(0),
    /** Parked, asleep, or in Object.wait, and still holding its thread. */
    WAITING(1),
    /** Waits to enter a monitor. */
    BLOCKED(2),
    /** The last piece of a run that an exception ended. */
    FAILED(3);

    /** Its place among the states, from 0. */
    final int index;

    SpanState(int index) {
        this.index = index;
    }
}
