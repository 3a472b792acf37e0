package dev.loomscope.model;

import java.util.HexFormat;

/**
 * What was current in OpenTelemetry where a task was submitted.
 *
 * @param high first half of the trace id
 * @param low second half of it
 */
public record TraceId(long high, long low, long span) {
    /** The trace id as OpenTelemetry writes it. */
    public String trace() {
        return HexFormat.of().toHexDigits(high) + HexFormat.of().toHexDigits(low);
    }

    /** The span id as OpenTelemetry writes it. */
    public String spanId() {
        return HexFormat.of().toHexDigits(span);
    }
}
