package dev.loomscope.filter;

import java.util.HexFormat;

import dev.loomscope.model.TraceId;

/** The begin of a trace id as bits, so that no id is written out to be compared. */
record TracePrefix(long high, long highMask, long low, long lowMask) {
    private static final int HALF = 16;

    /** @param hex up to 32 digits */
    static TracePrefix of(String hex) {
        String first = hex.substring(0, Math.min(HALF, hex.length()));
        String second = hex.substring(first.length());
        return new TracePrefix(bits(first), mask(first), bits(second), mask(second));
    }

    boolean begins(TraceId trace) {
        return (trace.high() & highMask) == high && (trace.low() & lowMask) == low;
    }

    private static long bits(String hex) {
        return hex.isEmpty() ? 0 : HexFormat.fromHexDigitsToLong(hex) << (4 * (HALF - hex.length()));
    }

    private static long mask(String hex) {
        return hex.isEmpty() ? 0 : -1L << (4 * (HALF - hex.length()));
    }
}
