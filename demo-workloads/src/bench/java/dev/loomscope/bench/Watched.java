package dev.loomscope.bench;

import java.util.Locale;

/** The ways in which a process is watched, in the order in which they take turns. */
enum Watched {
    NOT("no agent"),
    NO_OP("no-op agent"),
    JFR("JFR, event a task"),
    OTEL("OpenTelemetry, span"),
    IDLE("agent, idle"),
    STREAMING("agent, read"),
    RECORDING("agent, recording"),
    EXACT("agent, exact, read");

    private final String label;

    Watched(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    /** The name on the command line: {@code no-op}. */
    String option() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether it needs Loomscope's agent. */
    boolean byAgent() {
        return this == IDLE || this == STREAMING || this == RECORDING || this == EXACT;
    }

    /** Whether a client reads the stream. */
    boolean isRead() {
        return this == STREAMING || this == EXACT;
    }
}
