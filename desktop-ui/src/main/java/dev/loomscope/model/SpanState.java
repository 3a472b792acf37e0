package dev.loomscope.model;

/** What a thread did during a span, in rising severity: where several share a pixel, the later one must stay visible. */
public enum SpanState {
    RUNNING,
    /** Parked, asleep, or in Object.wait, and still holding its thread. */
    WAITING,
    /** Waits to enter a monitor. */
    BLOCKED,
    /** The last piece of a run that an exception ended. */
    FAILED
}
