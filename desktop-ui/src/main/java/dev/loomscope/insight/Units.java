package dev.loomscope.insight;

/** Times in the units of a report's fields. */
final class Units {
    private static final double US = 1e3;
    private static final double MS = 1e6;

    private Units() {}

    static double micros(long ns) {
        return ns / US;
    }

    static double millis(long ns) {
        return ns / MS;
    }
}
